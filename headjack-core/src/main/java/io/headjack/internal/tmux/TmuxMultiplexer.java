package io.headjack.internal.tmux;

import io.headjack.AttachMode;
import io.headjack.Delivery;
import io.headjack.Key;
import io.headjack.Screen;
import io.headjack.TerminalSize;
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
import java.util.Optional;
import java.util.function.Function;

/** Terminals as sessions of tmux, one pane each. Targets are exact names or ids of panes, never prefixes. */
final class TmuxMultiplexer implements Multiplexer {
    private static final byte[] NOTHING = {};

    private final TerminalHost host;
    private final TmuxServer server;
    private final Duration deadline;
    private final LogWriter logs;
    private final Panes panes;
    private final TmuxInput input;

    TmuxMultiplexer(TerminalHost host, TmuxServer server, Duration deadline) {
        this(host, server, deadline, LogWriter.DEFAULT);
    }

    TmuxMultiplexer(TerminalHost host, TmuxServer server, Duration deadline, LogWriter logs) {
        this.host = host;
        this.server = server;
        this.deadline = deadline;
        this.logs = logs;
        this.panes = new Panes(server);
        this.input = new TmuxInput(host, server, panes, deadline);
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
        new TerminalStart(server, panes, spec, logs).run();
    }

    @Override
    public List<TerminalInfo> list() {
        return Pane.oldest(panes.all()).stream().map(Pane::info).toList();
    }

    @Override
    public Delivery send(TerminalId terminal, String text) {
        input.send(terminal, text);
        return Delivery.PASTED;
    }

    @Override
    public Delivery submit(TerminalId terminal, String text) {
        input.submit(terminal, text);
        return Delivery.PASTED;
    }

    @Override
    public Delivery keys(TerminalId terminal, List<Key> keys) {
        input.keys(terminal, keys);
        return Delivery.PASTED;
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
        return panes.last(terminal)
                .flatMap(pane -> read(pane, question, answer))
                .or(() -> read(panes.find(terminal), question, answer))
                .orElseThrow(() -> Panes.missing(terminal));
    }

    private <T> Optional<T> read(
            Pane pane, Function<Pane, TmuxCommand> question, Function<List<Reply>, Optional<T>> answer) {
        TerminalId terminal = pane.info().id();
        List<Reply> replies = server.ask(question.apply(pane)).orElseThrow(() -> Panes.missing(terminal));
        Reply last = TmuxServer.last(replies);
        if (last.failed() && Panes.isMissing(last)) {
            return Optional.empty();
        }
        Panes.check(last, terminal);
        return answer.apply(replies);
    }

    @Override
    public void kill(TerminalId terminal) {
        List<Pane> found = panes.of(terminal);
        panes.forget(terminal);
        if (found.isEmpty()) {
            return;
        }
        InsideProgram.run(
                host,
                ProcessEnding.command(terminal, found),
                NOTHING,
                "end the processes of terminal " + terminal,
                deadline);
        panes.kill(terminal);
    }

    @Override
    public RuntimeProcess attach(TerminalId terminal, AttachSpec spec) {
        panes.running(terminal);
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
}
