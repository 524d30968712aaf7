package io.headjack.examples.hjk;

import io.headjack.AttachMode;
import io.headjack.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The command line over a fake Headjack, and what a run of it left behind. */
final class HjkRun {
    static final Terminals TERMINAL = new Terminals(true, true, true);

    private final FakeHeadjack headjack;
    private final Terminals terminals;
    private final String input;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final List<String> attached = new ArrayList<>();
    int exitCode;

    private HjkRun(FakeHeadjack headjack, Terminals terminals, String input) {
        this.headjack = headjack;
        this.terminals = terminals;
        this.input = input;
    }

    static HjkRun piped(FakeHeadjack headjack, String... words) {
        return new HjkRun(headjack, Terminals.NONE, "").run(words);
    }

    static HjkRun onTerminal(FakeHeadjack headjack, String input, String... words) {
        return new HjkRun(headjack, TERMINAL, input).run(words);
    }

    private HjkRun run(String... words) {
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminals,
                () -> 40,
                Clock.fixed(Snapshots.NOW, ZoneOffset.UTC));
        Handover handover = new Handover(console) {
            @Override
            int attach(Session session, AttachMode mode) {
                attached.add(session.info().name() + " " + mode);
                return 0;
            }
        };
        exitCode = Hjk.commandLine(console, (globals, listener) -> headjack.opened(listener), handover, words)
                .execute(words);
        return this;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
