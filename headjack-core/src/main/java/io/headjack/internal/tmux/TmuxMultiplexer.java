package io.headjack.internal.tmux;

import io.headjack.AttachMode;
import io.headjack.Key;
import io.headjack.Screen;
import io.headjack.TerminalSize;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.tmux.ControlEvent.Reply;
import io.headjack.spi.AttachSpec;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalHost;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalInfo;
import io.headjack.spi.TerminalSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Terminals as sessions of tmux, one pane each. Targets are exact names or ids of panes, never prefixes. */
final class TmuxMultiplexer implements Multiplexer {
    private static final byte[] NOTHING = {};
    /** What tmux prints instead of doing something in a pane that is not what it was. */
    private static final String NOT_THERE = "headjack-not-there";

    private final TerminalHost host;
    private final TmuxServer server;
    private final Duration deadline;
    private final LogWriter logs;
    /** Where terminals were last. Not to be relied on: each command that goes there makes sure of it. */
    private final Map<TerminalId, Pane> known = new ConcurrentHashMap<>();

    TmuxMultiplexer(TerminalHost host, TmuxServer server, Duration deadline) {
        this(host, server, deadline, LogWriter.DEFAULT);
    }

    TmuxMultiplexer(TerminalHost host, TmuxServer server, Duration deadline, LogWriter logs) {
        this.host = host;
        this.server = server;
        this.deadline = deadline;
        this.logs = logs;
    }

    @Override
    public boolean isConnected() {
        return server.isConnected();
    }

    @Override
    public void connect() {
        server.connect();
    }

    @Override
    public boolean onChange(Runnable listener) {
        server.onChange(listener);
        return true;
    }

    @Override
    public void start(TerminalSpec spec) {
        TmuxCommand command = StartCommand.of(spec, logs);
        // Looked at first, as what is undone after a failure must not be somebody else's.
        if (!panesOf(spec.id()).isEmpty()) {
            throw taken(spec.id());
        }
        List<Reply> replies;
        try {
            replies = server.changeStarting(command);
        } catch (HeadjackException e) {
            undo(() -> killSession(spec.id()), e);
            throw e;
        }
        Reply last = TmuxServer.last(replies);
        if (!last.failed()) {
            return;
        }
        if (last.text().startsWith("duplicate session")) {
            throw taken(spec.id());
        }
        OperationFailedException failed =
                new OperationFailedException("tmux cannot start terminal " + spec.id() + ": " + last.text());
        undo(() -> killSession(spec.id()), failed);
        throw failed;
    }

    @Override
    public List<TerminalInfo> list() {
        return Pane.oldest(panes(TmuxCommand.of("list-panes", "-a", "-F", Pane.FORMAT))).stream()
                .map(Pane::info)
                .toList();
    }

    @Override
    public void send(TerminalId terminal, String text) {
        Typing typing = new Typing("headjack-" + UUID.randomUUID(), text);
        if (text.isEmpty()) {
            running(terminal);
            return;
        }
        try {
            if (typing.fitsOneCommand()) {
                change(terminal, pane -> typing.fill().get(0).then(guarded(pane, typing.paste(pane))));
            } else {
                running(terminal);
                fill(typing, terminal);
                change(terminal, pane -> guarded(pane, typing.paste(pane)));
            }
        } catch (HeadjackException e) {
            undo(() -> server.change(typing.drop()), e);
            throw e;
        }
    }

    @Override
    public void keys(TerminalId terminal, List<Key> keys) {
        if (keys.isEmpty()) {
            running(terminal);
            return;
        }
        String[] names = keys.stream().map(KeyNames::of).toArray(String[]::new);
        // A person may have left the pane in copy mode, which would take the keys.
        change(
                terminal,
                pane -> guarded(
                        pane,
                        TmuxCommand.of("copy-mode", "-q", "-t", pane.target())
                                .then(TmuxCommand.of("send-keys", "-t", pane.target(), "--")
                                        .with(names))));
    }

    @Override
    public Screen screen(TerminalId terminal) {
        return read(terminal, ScreenReading::of, replies -> ScreenReading.read(terminal, replies));
    }

    @Override
    public List<String> history(TerminalId terminal, int lines) {
        return read(
                terminal,
                pane -> HistoryReading.of(pane, lines),
                replies -> HistoryReading.read(terminal, lines, replies));
    }

    /** Reads something of a terminal's pane, with one look for where it is if it is not where it was. */
    private <T> T read(
            TerminalId terminal, Function<Pane, TmuxCommand> question, Function<List<Reply>, Optional<T>> answer) {
        return Optional.ofNullable(known.get(terminal))
                .flatMap(pane -> read(pane, question, answer))
                .or(() -> read(pane(terminal), question, answer))
                .orElseThrow(() -> missing(terminal));
    }

    private <T> Optional<T> read(
            Pane pane, Function<Pane, TmuxCommand> question, Function<List<Reply>, Optional<T>> answer) {
        TerminalId terminal = pane.info().id();
        List<Reply> replies = server.ask(question.apply(pane)).orElseThrow(() -> missing(terminal));
        Reply last = TmuxServer.last(replies);
        if (last.failed() && isMissing(last)) {
            return Optional.empty();
        }
        check(last, terminal);
        return answer.apply(replies);
    }

    @Override
    public void kill(TerminalId terminal) {
        List<Pane> panes = panesOf(terminal);
        known.remove(terminal);
        if (panes.isEmpty()) {
            return;
        }
        InsideProgram.run(
                host,
                ProcessEnding.command(terminal, panes),
                NOTHING,
                "end the processes of terminal " + terminal,
                deadline);
        killSession(terminal);
    }

    @Override
    public RuntimeProcess attach(TerminalId terminal, AttachSpec spec) {
        running(terminal);
        return AttachClient.start(host, server, terminal, spec, deadline);
    }

    @Override
    public List<String> attachCommand(TerminalId terminal, AttachMode mode) {
        return host.execCommand(
                ExecSpec.of(AttachCommand.of(host.socket(), terminal, mode)).terminal(TerminalSize.DEFAULT));
    }

    @Override
    public void close() {
        server.close();
    }

    private void fill(Typing typing, TerminalId terminal) {
        if (typing.fitsCommands()) {
            typing.fill().forEach(command -> changed(command, terminal));
        } else {
            InsideProgram.run(
                    host,
                    List.of("tmux", "-S", host.socket(), "load-buffer", "-b", typing.buffer(), "-"),
                    typing.bytes(),
                    "hand the text for terminal " + terminal + " to tmux",
                    deadline);
        }
    }

    /**
     * Leaves nothing behind a failure, also when it is an interrupt that led here; the flag is set again afterwards. What
     * fails in doing so is told with the failure itself.
     */
    private static void undo(Runnable undoing, HeadjackException failure) {
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

    private void killSession(TerminalId terminal) {
        Optional<List<Reply>> replies = server.ask(TmuxCommand.of("kill-session", "-t", "=" + terminal));
        if (replies.isPresent()) {
            Reply last = TmuxServer.last(replies.get());
            if (last.failed() && !isMissing(last)) {
                throw refused(last, terminal);
            }
        }
    }

    private Pane running(TerminalId terminal) {
        Pane pane = pane(terminal);
        if (pane.info().ended()) {
            throw ended(terminal);
        }
        return pane;
    }

    private Pane pane(TerminalId terminal) {
        Pane pane = Pane.oldest(panesOf(terminal)).stream().findFirst().orElseThrow(() -> {
            known.remove(terminal);
            return missing(terminal);
        });
        known.put(terminal, pane);
        return pane;
    }

    /** Changes something in a terminal, with one look for where it is if it is not where it was. */
    private void change(TerminalId terminal, Function<Pane, TmuxCommand> change) {
        Pane last = known.get(terminal);
        if ((last == null || !isChanged(terminal, change.apply(last)))
                && !isChanged(terminal, change.apply(running(terminal)))) {
            throw ended(terminal);
        }
    }

    /** Tells whether a guarded command did anything. */
    private boolean isChanged(TerminalId terminal, TmuxCommand guarded) {
        Reply last = TmuxServer.last(server.change(guarded).orElseThrow(() -> missing(terminal)));
        if (last.failed() && isMissing(last)) {
            return false;
        }
        check(last, terminal);
        return !last.text().equals(NOT_THERE);
    }

    /**
     * Has a command run only while a pane is its terminal's, and lives: a server that was started anew counts panes from
     * the beginning, and that of tmux 3.3 crashes when something is pasted into a dead one.
     */
    private static TmuxCommand guarded(Pane pane, TmuxCommand command) {
        String there = "#{&&:#{==:#{session_name}," + pane.info().id() + "},#{?pane_dead,0,1}}";
        TmuxCommand say = TmuxCommand.of("display-message", "-p", NOT_THERE);
        TmuxCommand otherwise = say;
        while (otherwise.replies() < command.replies()) {
            otherwise = otherwise.then(say);
        }
        return TmuxCommand.either(pane.target(), there, command, otherwise);
    }

    private List<Pane> panesOf(TerminalId terminal) {
        return panes(TmuxCommand.of("list-panes", "-s", "-t", "=" + terminal + ":", "-F", Pane.FORMAT));
    }

    private List<Pane> panes(TmuxCommand listing) {
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

    private Reply changed(TmuxCommand change, TerminalId terminal) {
        Reply last = TmuxServer.last(server.change(change).orElseThrow(() -> missing(terminal)));
        check(last, terminal);
        return last;
    }

    private static void check(Reply reply, TerminalId terminal) {
        if (reply.failed()) {
            throw isMissing(reply) ? missing(terminal) : refused(reply, terminal);
        }
    }

    private static boolean isMissing(Reply reply) {
        return reply.text().startsWith("can't find ");
    }

    private static NotFoundException missing(TerminalId terminal) {
        return new NotFoundException("tmux has no terminal " + terminal + "; list the sessions to see which there are");
    }

    private static OperationFailedException ended(TerminalId terminal) {
        return new OperationFailedException(
                "the program in terminal " + terminal + " has ended and takes no input; start another session");
    }

    private static OperationFailedException refused(Reply reply, TerminalId terminal) {
        return new OperationFailedException("tmux refused an operation on terminal " + terminal + ": " + reply.text());
    }

    private static ConflictException taken(TerminalId terminal) {
        return new ConflictException("tmux has a terminal " + terminal + " already; end it first, or take another id");
    }
}
