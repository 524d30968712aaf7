package io.headjack.internal.core;

import io.headjack.AttachEnd;
import io.headjack.ExitStatus;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.RuntimeProcess;
import java.time.Duration;
import java.util.Optional;

/** Finds out why a client of the multiplexer has ended: what it says itself comes from inside, so the world is asked. */
final class AttachEnding {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Context context;
    private final DefaultSession session;

    AttachEnding(Context context, DefaultSession session) {
        this.context = context;
        this.session = session;
    }

    AttachEnd of(RuntimeProcess client, boolean asked) {
        if (context.lifecycle().await(PATIENCE, "an answer about session " + session.id(), this::hasEnded)) {
            return AttachEnd.ENDED;
        }
        if (!asked) {
            Optional<ExitStatus> exit = exit(client);
            if (exit.isPresent() && !exit.get().isSuccess()) {
                throw new OperationFailedException("the client inside that showed session " + session.id()
                        + " ended with exit code " + exit.get() + ", and the session goes on; attach again");
            }
        }
        return AttachEnd.DETACHED;
    }

    /** While a container is dying it may look alive to the engine, and be nowhere to be asked anything. */
    private Optional<Boolean> hasEnded() {
        try {
            return Optional.of(session.isSettled());
        } catch (NotFoundException e) {
            return Optional.of(true);
        } catch (OperationFailedException | ConflictException e) {
            return Optional.empty();
        }
    }

    private static Optional<ExitStatus> exit(RuntimeProcess client) {
        try {
            return Optional.of(client.await(PATIENCE));
        } catch (HeadjackTimeoutException e) {
            return Optional.empty();
        } catch (HeadjackException e) {
            throw new OperationFailedException(
                    "how the client inside ended is not known: " + e.getMessage() + "; attach again", e);
        }
    }
}
