package io.headjack.internal.core;

import io.headjack.Delivery;
import io.headjack.Key;
import io.headjack.Receipt;
import io.headjack.SessionState;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.log.LogFile;
import io.headjack.spi.Multiplexer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Types into a session. */
final class SessionInput {
    private static final int LONGEST_TEXT = 1 << 20;

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
        Duration pause = context.agents().enterAfter(session.type());
        return type(
                text,
                multiplexer ->
                        pause.isZero() ? multiplexer.submit(terminal.id(), text) : submit(multiplexer, text, pause));
    }

    private Delivery submit(Multiplexer multiplexer, String text, Duration pause) {
        multiplexer.send(terminal.id(), text);
        context.lifecycle().separate(pause);
        return multiplexer.keys(terminal.id(), List.of(Key.ENTER));
    }

    Receipt keys(List<Key> keys) {
        return type("", multiplexer -> multiplexer.keys(terminal.id(), keys));
    }

    /** Types, and says of a failure whether it is that nobody reads any more. */
    private Receipt type(String text, Function<Multiplexer, Delivery> typing) {
        try {
            Multiplexer multiplexer = terminal.running();
            LogFile log = session.logFile();
            long before = log.size();
            return new DefaultReceipt(context, session, typing.apply(multiplexer), text, log, before);
        } catch (NotFoundException | OperationFailedException e) {
            SessionState now = session.state();
            if (now == SessionState.EXITED || now == SessionState.LOST) {
                throw terminal.notRunning("it is " + now, e);
            }
            throw e;
        }
    }
}
