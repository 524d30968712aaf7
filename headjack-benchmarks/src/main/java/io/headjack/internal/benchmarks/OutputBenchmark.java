package io.headjack.internal.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.headjack.Instance;
import io.headjack.LogSubscription;
import io.headjack.Session;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What a session prints, until somebody on the host has it. */
final class OutputBenchmark {
    private static final Duration LONG = Duration.ofMinutes(5);
    /** Digits in front, a line feed behind. */
    private static final String REST = " is the number of this line, which is as long as many lines of builds are";

    private static final int BYTES_OF_A_LINE = 8 + REST.length() + 1;

    private final Sizes sizes;
    private final Path directory;
    private final Instance instance;
    private final String container;

    OutputBenchmark(Sizes sizes, Path directory, Instance instance) {
        this.sizes = sizes;
        this.directory = directory;
        this.instance = instance;
        this.container = instance.info().container();
    }

    List<Comparison> run() throws Exception {
        Samples ours = new Samples();
        Samples plain = new Samples();
        lines(ours, plain);
        String against = "`tail -f` of the log";
        return List.of(
                Comparison.of("output to subscriber, p50", against, "≤ 5 ms", ours, plain),
                new Comparison(
                        "output to subscriber, p99", against, "≤ 50 ms", ours.percentile(99), plain.percentile(99)),
                burst(),
                start());
    }

    /** A program prints what time it is, and two who follow compare it with their own when they get it. */
    private void lines(Samples ours, Samples plain) throws Exception {
        String program = "echo ready; read go; for ((i = 0; i < " + 2 * sizes.rounds()
                + "; i++)); do echo \"@$EPOCHREALTIME\"; sleep 0.02; done";
        Session session = instance.sessions().command("bash", "-c", program).start();
        session.awaitOutput(Pattern.compile("ready"), LONG);
        CountDownLatch ready = new CountDownLatch(2);
        Process tail = new ProcessBuilder("tail", "-f", session.log().file().toString())
                .directory(directory.toFile())
                .start();
        Thread reader = new Thread(() -> read(tail, ready, plain));
        reader.start();
        try (LogSubscription subscription = session.log().follow(line -> took(line, ready, ours))) {
            ready.await();
            session.submit("");
            subscription.awaitEnd(LONG);
            session.remove();
        } finally {
            tail.toHandle().destroy();
            reader.join();
        }
    }

    private static void read(Process tail, CountDownLatch ready, Samples times) {
        try (BufferedReader lines = tail.inputReader(US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                took(line, ready, times);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void took(String line, CountDownLatch ready, Samples times) {
        Instant now = Instant.now();
        if (line.equals("ready")) {
            ready.countDown();
        }
        if (line.matches("@\\d+[.,]\\d{6}")) {
            long printed = Long.parseLong(line.replaceAll("\\D", ""));
            times.add(TimeUnit.MICROSECONDS.toNanos(ChronoUnit.MICROS.between(Instant.EPOCH, now) - printed));
        }
    }

    private Comparison burst() throws Exception {
        Samples ours = new Samples();
        Samples plain = new Samples();
        int last = 99_999_999;
        int first = last - sizes.burstMegabytes() * 1_000_000 / BYTES_OF_A_LINE;
        String expected = hash(first, last);
        for (int i = 0; i < sizes.cycles(); i++) {
            ours.time(() -> follow(first, last, expected));
            plain.time(() -> pipe(first, last));
            removeEnded();
        }
        return Comparison.of(
                "burst of " + sizes.burstMegabytes() + " MB, followed to its end",
                "the same with `tmux pipe-pane 'cat > file'`",
                "≥ 0.9 of the pace: ratio ≤ 1.11",
                ours,
                plain);
    }

    private void follow(int first, int last, String expected) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        CountDownLatch all = new CountDownLatch(1);
        String end = last + REST;
        Session session = instance.sessions()
                .command("seq", "-f", "%.0f" + REST, Integer.toString(first), Integer.toString(last))
                .start();
        try (LogSubscription subscription = session.log().follow(line -> {
            digest.update((line + "\n").getBytes(US_ASCII));
            if (line.equals(end)) {
                all.countDown();
            }
        })) {
            if (!all.await(LONG.toSeconds(), TimeUnit.SECONDS)
                    || !HexFormat.of().formatHex(digest.digest()).equals(expected)) {
                throw new IllegalStateException("the burst did not arrive as it was printed");
            }
        }
    }

    /** What a burst leaves in the scrollback would slow down what comes next. */
    private void removeEnded() {
        for (SessionInfo each : instance.sessions().list()) {
            if (each.state() == SessionState.EXITED) {
                instance.sessions().get(each.id().value()).remove();
            }
        }
    }

    private void pipe(int first, int last) throws Exception {
        String tmux = "tmux -L bench ";
        Command.run(
                directory,
                List.of(
                        "docker",
                        "exec",
                        container,
                        "sh",
                        "-c",
                        tmux + "new-session -d -x 200 -y 50 -s burst 'seq -f \"%.0f" + REST + "\" " + first + " " + last
                                + "; " + tmux
                                + "wait-for -S burst' \\; pipe-pane -O -t burst 'exec cat > /tmp/burst' && " + tmux
                                + "wait-for burst && rm /tmp/burst"));
    }

    private static String hash(int first, int last) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = first; i <= last; i++) {
            digest.update((i + REST + "\n").getBytes(US_ASCII));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The first half is not counted: it is for the virtual machine, which makes fast what a program does often. */
    private Comparison start() throws Exception {
        int block = Math.min(Comparison.BLOCK, sizes.rounds());
        for (int done = 0; done < sizes.rounds(); done += block) {
            start(block, new Samples(), new Samples());
        }
        Samples ours = new Samples();
        Samples plain = new Samples();
        for (int done = 0; done < sizes.rounds(); done += block) {
            start(block, ours, plain);
        }
        return Comparison.of("session start", "`docker exec … tmux new-session`", "≤ 1/10", ours, plain);
    }

    /** As many as a busy instance has, which are taken away again outside of the time. */
    private void start(int sessions, Samples ours, Samples plain) throws Exception {
        List<Session> started = new ArrayList<>();
        ours.time(() -> started.add(instance.sessions().command("cat").start()), sessions);
        plain.time(() -> tmux("new-session", "-d", "cat"), sessions);
        for (Session each : started) {
            each.kill();
            each.remove();
        }
        tmux("kill-server");
    }

    private void tmux(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker", "exec", container, "tmux", "-L", "bench"));
        command.addAll(List.of(words));
        Command.run(directory, command);
    }
}
