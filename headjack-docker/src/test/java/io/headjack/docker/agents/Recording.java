package io.headjack.docker.agents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.Activity;
import io.headjack.Instance;
import io.headjack.Key;
import io.headjack.Session;
import io.headjack.TerminalSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Drives one agent and writes down what it shows. Time has to pass in it, as an agent shows no end of its drawing. */
final class Recording implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(3_500);
    private static final Duration LONGEST = Duration.ofSeconds(45);

    private final Path file;
    private final RealAgent agent;
    private final Instance instance;
    private final TerminalSize size;
    private final StringBuilder taken = new StringBuilder();
    private Session session;

    Recording(Path file, RealAgent agent, Instance instance, TerminalSize size) {
        this.file = file;
        this.agent = agent;
        this.instance = instance;
        this.size = size;
    }

    /** Starts it as in an image where nobody has ever started it. */
    void startUnprepared() throws InterruptedException {
        String home = "/tmp/home-" + size.columns() + "-" + System.nanoTime();
        instance.exec("mkdir", home).run();
        session = agent.session(instance).size(size).environment("HOME", home).start();
        awaitQuiet();
    }

    void start() throws InterruptedException {
        session.kill();
        session = agent.session(instance).size(size).start();
        TimeUnit.MILLISECONDS.sleep(700);
    }

    void type(String text) {
        session.send(text);
    }

    /** Takes away what is typed, submits a prompt and gives the agent time to draw what follows. */
    void submit(String prompt) throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            session.keys(Key.BACKSPACE);
        }
        session.send(prompt);
        TimeUnit.SECONDS.sleep(1);
        session.keys(Key.ENTER);
        TimeUnit.SECONDS.sleep(6);
    }

    void confirm() throws InterruptedException {
        session.keys(Key.ENTER);
        TimeUnit.SECONDS.sleep(5);
    }

    void interrupt() throws InterruptedException {
        session.keys(Key.ESCAPE);
        if (agent.equals(RealAgent.OPENCODE)) {
            TimeUnit.MILLISECONDS.sleep(500);
            session.keys(Key.ESCAPE);
        }
        awaitQuiet();
    }

    void release(ScriptedModel model) throws InterruptedException {
        model.release();
        awaitQuiet();
        model.hold();
    }

    void awaitQuiet() throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        boolean quiet = false;
        while (!quiet && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(200);
            quiet = silence().compareTo(QUIET) > 0
                    && session.screen().lines().stream()
                                    .filter(line -> !line.isBlank())
                                    .count()
                            > 2;
        }
    }

    private Duration silence() {
        return Duration.between(session.activity().since(), Instant.now());
    }

    void take(String stage, Activity expected) {
        List<String> lines = session.screen().lines();
        taken.append("=== ").append(stage).append(" | ").append(expected).append(" | silent for ");
        taken.append(silence().toMillis()).append(" ms | \n");
        taken.append(String.join("\n", lines).stripTrailing()).append("\n");
    }

    @Override
    public void close() throws Exception {
        session.kill();
        Files.createDirectories(file.getParent());
        Files.writeString(file, taken.toString(), UTF_8);
    }
}
