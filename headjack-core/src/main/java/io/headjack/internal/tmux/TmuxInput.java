package io.headjack.internal.tmux;

import io.headjack.Key;
import io.headjack.error.HeadjackException;
import io.headjack.internal.tmux.ControlEvent.Reply;
import io.headjack.spi.TerminalHost;
import io.headjack.spi.TerminalId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Types into terminals. Whatever is typed by one call is typed by one line to the server, which lets no other client in
 * between. Thread-safe.
 */
final class TmuxInput {
    private final TerminalHost host;
    private final TmuxServer server;
    private final Panes panes;
    private final LineLimit limit;
    private final Duration deadline;

    TmuxInput(TerminalHost host, TmuxServer server, Panes panes, Duration deadline) {
        this.host = host;
        this.server = server;
        this.panes = panes;
        this.limit = new LineLimit(host, server, deadline);
        this.deadline = deadline;
    }

    void send(TerminalId terminal, String text) {
        Typing typing = typing(text);
        if (text.isEmpty()) {
            panes.running(terminal);
            return;
        }
        paste(terminal, typing, typing::paste);
    }

    void submit(TerminalId terminal, String text) {
        Typing typing = typing(text);
        if (text.isEmpty()) {
            keys(terminal, List.of(Key.ENTER));
            return;
        }
        paste(terminal, typing, pane -> typing.paste(pane).then(press(pane, List.of(Key.ENTER))));
    }

    void keys(TerminalId terminal, List<Key> keys) {
        if (keys.isEmpty()) {
            panes.running(terminal);
            return;
        }
        panes.type(terminal, pane -> Panes.guarded(pane, press(pane, keys)));
    }

    private static Typing typing(String text) {
        return new Typing("headjack-" + UUID.randomUUID(), text);
    }

    private void paste(TerminalId terminal, Typing typing, Function<Pane, TmuxCommand> pasting) {
        if (typing.longestLine() > LineLimit.BYTES) {
            limit.check(terminal, panes.running(terminal), typing.longestLine());
        }
        try {
            if (typing.fitsOneCommand()) {
                panes.type(terminal, pane -> typing.fill().get(0).then(Panes.guarded(pane, pasting.apply(pane))));
            } else {
                panes.running(terminal);
                fill(typing, terminal);
                panes.type(terminal, pane -> Panes.guarded(pane, pasting.apply(pane)));
            }
        } catch (HeadjackException e) {
            Panes.undo(() -> server.change(typing.drop()), e);
            throw e;
        }
    }

    /** A person may have left the pane in copy mode, which would take the keys. */
    private static TmuxCommand press(Pane pane, List<Key> keys) {
        String[] names = keys.stream().map(KeyNames::of).toArray(String[]::new);
        return TmuxCommand.of("copy-mode", "-q", "-t", pane.target())
                .then(TmuxCommand.of("send-keys", "-t", pane.target(), "--").with(names));
    }

    private void fill(Typing typing, TerminalId terminal) {
        if (typing.fitsCommands()) {
            for (TmuxCommand command : typing.fill()) {
                List<Reply> replies = server.change(command).orElseThrow(() -> Panes.missing(terminal));
                Panes.check(TmuxServer.last(replies), terminal);
            }
        } else {
            InsideProgram.run(
                    host,
                    List.of("tmux", "-S", host.socket(), "load-buffer", "-b", typing.buffer(), "-"),
                    typing.bytes(),
                    "hand the text for terminal " + terminal + " to tmux",
                    deadline);
        }
    }
}
