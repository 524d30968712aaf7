package io.headjack.internal.core;

import io.headjack.Delivery;
import io.headjack.Key;
import io.headjack.Receipt;
import io.headjack.SessionState;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.log.LogFile;
import io.headjack.internal.os.Flock;
import io.headjack.spi.Multiplexer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Types into a session. */
final class SessionInput {
    private static final int LONGEST_TEXT = 1 << 20;
    private static final Duration TURN = Duration.ofMinutes(2);

    private final Context context;
    private final DefaultSession session;
    private final SessionTerminal terminal;

    SessionInput(Context context, DefaultSession session, SessionTerminal terminal) {
        this.context = context;
        this.session = session;
        this.terminal = terminal;
    }

    Receipt send(String text) {
        Checks.shorterThan("the text", text, LONGEST_TEXT);
        return type(text, multiplexer -> multiplexer.send(terminal.id(), text));
    }

    Receipt submit(String text) {
        Checks.shorterThan("the text", text, LONGEST_TEXT);
        return type(text, multiplexer -> {
            Duration pause = pause();
            if (pause.isZero()) {
                return multiplexer.submit(terminal.id(), text);
            }
            multiplexer.send(terminal.id(), text);
            context.lifecycle().separate(pause);
            return multiplexer.keys(terminal.id(), List.of(Key.ENTER));
        });
    }

    Receipt keys(List<Key> keys) {
        return type("", multiplexer -> multiplexer.keys(terminal.id(), keys));
    }

    /** Where Enter comes later than its text, nobody else, of any process, gets in between. */
    private Receipt inTurn(Supplier<Receipt> typing) {
        if (pause().isZero()) {
            return typing.get();
        }
        try (Flock turn = Flock.acquireInTurn(terminal.typingLock(), TURN, () -> "others who type into the session")) {
            return typing.get();
        }
    }

    private Duration pause() {
        return context.agents().enterAfter(session.type());
    }

    /** Types, and says of a failure whether it is that nobody reads any more. */
    private Receipt type(String text, Function<Multiplexer, Delivery> typing) {
        try {
            Multiplexer multiplexer = terminal.running();
            LogFile log = session.logFile();
            return inTurn(() -> {
                long before = log.size();
                return new DefaultReceipt(context, session, typing.apply(multiplexer), text, log, before);
            });
        } catch (NotFoundException | OperationFailedException e) {
            SessionState now = session.state();
            if (now == SessionState.EXITED || now == SessionState.LOST) {
                throw terminal.notRunning("it is " + now, e);
            }
            throw e;
        }
    }
}
