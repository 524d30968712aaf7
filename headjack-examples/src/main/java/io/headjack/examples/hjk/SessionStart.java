package io.headjack.examples.hjk;

import io.headjack.AttachMode;
import io.headjack.Session;
import io.headjack.SessionRequest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How {@code run}, {@code agent} and {@code exec} start a session: its name, and whether to attach. */
final class SessionStart {
    @Option(
            names = {"-d", "--detached"},
            description = "Start it and leave it alone; without a terminal always so.")
    private boolean detached;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "N",
            description = "Its name (default: a memorable one).")
    private @Nullable String name;

    boolean isDetached() {
        return detached;
    }

    int start(SessionRequest request, Console console, Handover handover) {
        return start(request, () -> true, console, handover);
    }

    /**
     * Starts it.
     *
     * @param attach whether its agent wants to be seen at once; asked only where somebody could see it
     */
    int start(SessionRequest request, BooleanSupplier attach, Console console, Handover handover) {
        Session session = (name == null ? request : request.name(name)).start();
        if (detached || !console.isInteractive() || !attach.getAsBoolean()) {
            console.line("Created session " + session.info().name() + " in instance "
                    + session.instance().id() + " (detached)");
            return ExitCode.DONE;
        }
        return handover.attach(session, AttachMode.INTERACTIVE);
    }
}
