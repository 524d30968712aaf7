package io.headjack.internal.tmux;

import io.headjack.error.HeadjackException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.tmux.ControlEvent.Reply;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalSpec;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One start of a terminal. It bears a mark of its own, so that what is undone after a failure is never a terminal that was
 * there before, and so that one line over a connection that had been lost already can be said again.
 */
final class TerminalStart {
    private final TmuxServer server;
    private final Panes panes;
    private final TerminalId terminal;
    private final String mark = UUID.randomUUID().toString();
    private final TmuxCommand command;

    TerminalStart(TmuxServer server, Panes panes, TerminalSpec spec, LogWriter logs) {
        this.server = server;
        this.panes = panes;
        this.terminal = spec.id();
        this.command = StartCommand.of(spec, mark, logs);
    }

    void run() {
        try {
            Reply last = TmuxServer.last(start());
            if (last.failed() && !(isDuplicate(last) && isOurs())) {
                throw isDuplicate(last)
                        ? Panes.taken(terminal)
                        : new OperationFailedException("tmux cannot start terminal " + terminal + ": " + last.text());
            }
        } catch (HeadjackException e) {
            Panes.undo(this::undo, e);
            throw e;
        }
    }

    private List<Reply> start() {
        try {
            return server.changeStarting(command);
        } catch (OperationFailedException e) {
            if (!(e.getCause() instanceof ConnectionLostException) || isOurs()) {
                throw e;
            }
            return server.changeStarting(command);
        }
    }

    /** What was said over a connection that was lost may have been done late, and then stands in the way of itself. */
    private static boolean isDuplicate(Reply reply) {
        return reply.text().startsWith("duplicate session");
    }

    private boolean isOurs() {
        Optional<List<Reply>> replies =
                server.ask(TmuxCommand.of("show-environment", "-t", "=" + terminal, StartCommand.START));
        return replies.isPresent() && TmuxServer.last(replies.get()).text().equals(StartCommand.START + "=" + mark);
    }

    private void undo() {
        if (isOurs()) {
            panes.kill(terminal);
        }
    }
}
