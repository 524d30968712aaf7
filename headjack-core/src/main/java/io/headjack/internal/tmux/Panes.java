package io.headjack.internal.tmux;

import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.tmux.ControlEvent.Reply;
import io.headjack.spi.TerminalId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Where terminals are in a server, and changes to them that reach no other. Thread-safe. */
final class Panes {
    /** What tmux prints instead of doing something in a pane that is not what it was. */
    private static final String NOT_THERE = "headjack-not-there";
    /** What tmux prints instead of dropping what is typed into a pane that takes nothing. */
    private static final String SWITCHED_OFF = "headjack-switched-off";

    private final TmuxServer server;
    /** Where terminals were last. Not to be relied on: each command that goes there makes sure of it. */
    private final Map<TerminalId, Pane> known = new ConcurrentHashMap<>();

    Panes(TmuxServer server) {
        this.server = server;
    }

    List<Pane> all() {
        return list(TmuxCommand.of("list-panes", "-a", "-F", Pane.FORMAT));
    }

    List<Pane> of(TerminalId terminal) {
        return list(TmuxCommand.of("list-panes", "-s", "-t", "=" + terminal + ":", "-F", Pane.FORMAT));
    }

    /** Returns where a terminal was last; nobody has looked whether it still is. */
    Optional<Pane> last(TerminalId terminal) {
        return Optional.ofNullable(known.get(terminal));
    }

    void forget(TerminalId terminal) {
        known.remove(terminal);
    }

    Pane find(TerminalId terminal) {
        Pane pane = Pane.oldest(of(terminal)).stream().findFirst().orElseThrow(() -> {
            known.remove(terminal);
            return missing(terminal);
        });
        known.put(terminal, pane);
        return pane;
    }

    /** Finds one whose program has not ended. */
    Pane running(TerminalId terminal) {
        Pane pane = find(terminal);
        if (pane.info().ended()) {
            throw ended(terminal);
        }
        return pane;
    }

    /** Types something into a terminal, with one look for where it is if it is not where it was. */
    void type(TerminalId terminal, Function<Pane, TmuxCommand> typing) {
        Pane last = known.get(terminal);
        if ((last == null || !isDone(terminal, typing.apply(last)))
                && !isDone(terminal, typing.apply(running(terminal)))) {
            throw ended(terminal);
        }
    }

    /** Tells whether a guarded command did anything. */
    private boolean isDone(TerminalId terminal, TmuxCommand guarded) {
        Reply last = TmuxServer.last(change(terminal, guarded));
        if (last.failed() && isMissing(last)) {
            return false;
        }
        check(last, terminal);
        if (last.text().equals(SWITCHED_OFF)) {
            throw new OperationFailedException("the input of terminal " + terminal
                    + " is switched off; somebody inside did that, and `tmux select-pane -e` there switches it on");
        }
        return !last.text().equals(NOT_THERE);
    }

    private List<Reply> change(TerminalId terminal, TmuxCommand change) {
        try {
            return server.change(change).orElseThrow(() -> missing(terminal));
        } catch (OperationFailedException e) {
            if (e.getCause() instanceof ConnectionLostException) {
                throw new OperationFailedException(
                        "the connection to tmux was lost while something was typed into terminal " + terminal
                                + ", and nobody knows whether it was; look at its screen before you type it again",
                        e);
            }
            throw e;
        }
    }

    /**
     * Has a command run only while a pane is its terminal's, lives and takes input: a server that was started anew counts
     * panes from the beginning, and that of tmux 3.3 crashes when something is pasted into a dead one.
     */
    static TmuxCommand guarded(Pane pane, TmuxCommand command) {
        String there = "#{&&:#{==:#{session_name}," + pane.info().id() + "},#{?pane_dead,0,1}}";
        TmuxCommand say = TmuxCommand.of(
                "display-message",
                "-p",
                "-t",
                pane.target(),
                "#{?#{&&:" + there + ",#{pane_input_off}}," + SWITCHED_OFF + "," + NOT_THERE + "}");
        TmuxCommand otherwise = say;
        while (otherwise.replies() < command.replies()) {
            otherwise = otherwise.then(say);
        }
        return TmuxCommand.either(pane.target(), "#{&&:" + there + ",#{?pane_input_off,0,1}}", command, otherwise);
    }

    /** Ends a terminal with what tmux itself can end; one that is gone is no error. */
    void kill(TerminalId terminal) {
        Optional<List<Reply>> replies = server.ask(TmuxCommand.of("kill-session", "-t", "=" + terminal));
        if (replies.isPresent()) {
            Reply last = TmuxServer.last(replies.get());
            if (last.failed() && !isMissing(last)) {
                throw refused(last, terminal);
            }
        }
    }

    private List<Pane> list(TmuxCommand listing) {
        Optional<List<Reply>> replies = server.ask(listing);
        if (replies.isEmpty()) {
            return List.of();
        }
        Reply reply = TmuxServer.last(replies.get());
        if (reply.failed() && !isMissing(reply)) {
            throw new OperationFailedException("tmux cannot list its terminals: " + reply.text());
        }
        return reply.failed()
                ? List.of()
                : reply.lines().stream()
                        .flatMap(line -> Pane.parse(line).stream())
                        .toList();
    }

    static void check(Reply reply, TerminalId terminal) {
        if (reply.failed()) {
            throw isMissing(reply) ? missing(terminal) : refused(reply, terminal);
        }
    }

    static boolean isMissing(Reply reply) {
        return reply.text().startsWith("can't find ");
    }

    static NotFoundException missing(TerminalId terminal) {
        return new NotFoundException("tmux has no terminal " + terminal + "; list the sessions to see which there are");
    }

    private static OperationFailedException ended(TerminalId terminal) {
        return new OperationFailedException(
                "the program in terminal " + terminal + " has ended and takes no input; start another session");
    }

    static OperationFailedException refused(Reply reply, TerminalId terminal) {
        return new OperationFailedException("tmux refused an operation on terminal " + terminal + ": " + reply.text());
    }

    static ConflictException taken(TerminalId terminal) {
        return new ConflictException("tmux has a terminal " + terminal + " already; end it first, or take another id");
    }

    /**
     * Leaves nothing behind a failure, also when it is an interrupt that led here; the flag is set again afterwards. What
     * fails in doing so is told with the failure itself.
     */
    static void undo(Runnable undoing, HeadjackException failure) {
        boolean interrupted = Thread.interrupted();
        try {
            undoing.run();
        } catch (HeadjackException e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
