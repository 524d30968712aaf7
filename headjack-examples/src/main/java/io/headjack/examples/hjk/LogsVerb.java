package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.LogSubscription;
import io.headjack.PlainLog;
import io.headjack.SessionLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Print what a session's terminal printed.")
final class LogsVerb extends Verb {
    private static final Duration NO_LIMIT = Duration.ofDays(3650);

    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

    @Parameters(index = "1", paramLabel = "SESSION", description = "The session's name or id.")
    private String session = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new lines until the session ends.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "100",
            description = "How many lines (default: 100).")
    private int lines;

    @Option(names = "--full", description = "All of it.")
    private boolean full;

    @Option(names = "--plain", description = "As readable text, without escape sequences and what was overwritten.")
    private boolean plain;

    LogsVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        if (lines < 0) {
            throw new Failure(ExitCode.USAGE, "-n must be at least 0, was " + lines, "use --full for all lines");
        }
        SessionLog log = session(headjack, branch, session).log();
        if (follow) {
            follow(log);
        } else if (full) {
            printAll(log);
        } else {
            List<String> last = plain ? log.plain().tail(lines) : log.tail(lines);
            last.forEach(console()::content);
        }
        return ExitCode.DONE;
    }

    private void follow(SessionLog log) {
        try (LogSubscription subscription = plain ? followPlain(log.plain()) : followRaw(log)) {
            subscription.awaitEnd(NO_LIMIT);
        }
    }

    private LogSubscription followRaw(SessionLog log) {
        return full ? log.follow(console()::content) : log.follow(lines, console()::content);
    }

    /** How a line looks depends on those before it, so all are read. */
    private LogSubscription followPlain(PlainLog log) {
        long first = full ? 0 : Math.max(0, count(log) - lines);
        AtomicLong number = new AtomicLong();
        return log.follow(line -> {
            if (number.getAndIncrement() >= first) {
                console().content(line);
            }
        });
    }

    private static long count(PlainLog log) {
        try (Stream<String> all = log.lines()) {
            return all.count();
        }
    }

    private void printAll(SessionLog log) {
        if (plain) {
            try (Stream<String> lines = log.plain().lines()) {
                lines.forEach(console()::content);
            }
            return;
        }
        try (InputStream in = log.open(0)) {
            in.transferTo(console().contentStream());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log.file(), e);
        }
    }
}
