package io.headjack.docker.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.ExecResult;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Key;
import io.headjack.Session;
import io.headjack.SessionState;
import io.headjack.error.HeadjackException;
import io.headjack.spi.ContainerInfo;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What terminals hang on is taken away in the middle of what is done with them: each call ends in time, well or with an
 * error of Headjack's, the next one finds everything well, and nothing piles up.
 */
@RequiresTool({"docker", "git"})
@Timeout(3600)
class ChaosIT {
    /** The longest that a call may wait for tmux, for a dead engine, and for a lock of this instance. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final int LONGEST_PAUSE = 4_000_000;
    private static final int OPERATIONS = 9;

    private final long seed = Long.getLong("headjack.chaos.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> refusals = new ArrayList<>();
    private Site site;
    private Headjack headjack;
    private Instance instance;
    private String socket = "";

    /** What is taken away. */
    private interface Blow {
        void strike() throws Exception;
    }

    @BeforeEach
    void makeSite() {
        site = Site.make();
    }

    @AfterEach
    void removeAll() {
        headjack.close();
        site.close();
    }

    private void open(Site where) {
        headjack = where.open();
        instance = headjack.instances()
                .in(where.repository.directory())
                .branch("chaos")
                .ensure();
    }

    @Test
    void clientAndServerAndContainer_killedInTheMiddle_healsEachTime() throws Exception {
        open(site);
        rounds(40, List.of(this::killClient, this::killClient, this::killServer, this::killContainer));
    }

    @Test
    @Tag("long")
    void clientAndServerAndContainer_killedAThousandTimes_nothingPilesUp() throws Exception {
        open(site);
        rounds(
                1000,
                List.of(
                        this::killClient,
                        this::killClient,
                        this::killClient,
                        this::killServer,
                        this::killServer,
                        this::killContainer));
    }

    @Test
    @Tag("long")
    @RequiresTool({"dockerd"})
    void engine_killedInTheMiddle_healsEachTime(@TempDir Path home) throws Exception {
        open(site);
        String image = instance.info().image();
        instance.remove();
        headjack.close();
        site.close();
        try (OwnEngine engine = OwnEngine.start(home)) {
            engine.copyImage(image);
            site = Site.make(engine.socket());
            open(site);
            rounds(30, List.of(() -> {
                engine.kill();
                engine.startAgain();
            }));
            headjack.close();
            site.close();
        }
        site = Site.make();
        open(site);
        instance.remove();
    }

    private void rounds(int count, List<Blow> blows) throws Exception {
        Session session = fresh();
        List<String> words = session.attachCommand();
        socket = words.get(words.indexOf("-S") + 1);
        // Loads what is loaded once.
        for (int i = 0; i < 5; i++) {
            session = healed(session, round(session, blows.get(i % blows.size())));
        }
        int threads = threads();
        long files = openFiles();
        for (int i = 0; i < count; i++) {
            Blow blow = blows.get(random.nextInt(blows.size()));
            session = healed(session, round(session, blow));
        }
        instance.sessions().list();
        assertThat(refusals)
                .as("seed %s: calls that ended with what is no error of Headjack's", seed)
                .isEmpty();
        Site.await("the end of threads", () -> threads() <= threads + 3);
        Site.await("the end of open files", () -> openFiles() <= files + 5);
        ExecResult inside =
                instance.exec("sh", "-c", "ls -d /proc/[0-9]* | wc -l").run();
        assertThat(Integer.parseInt(inside.stdout().strip()))
                .as("processes inside")
                .isLessThan(40);
    }

    /** Returns what was done when it happened. */
    private String round(Session session, Blow blow) throws Exception {
        int operation = random.nextInt(OPERATIONS);
        String words = "operation " + operation;
        CompletableFuture<Void> done = CompletableFuture.runAsync(() -> operate(session, operation));
        LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE));
        blow.strike();
        try {
            done.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof HeadjackException)) {
                refusals.add(words + ": " + e.getCause());
            }
        }
        return words;
    }

    private void operate(Session session, int operation) {
        switch (operation) {
            case 0 -> instance.sessions().list();
            case 1 -> session.send("x");
            case 2 -> session.submit("y");
            case 3 -> session.keys(Key.ENTER);
            case 4 -> session.screen();
            case 5 -> session.info();
            case 6 -> session.activity();
            case 7 -> instance.sessions().command("sleep", "1000").start();
            default -> instance.sessions().command("cat").start().kill();
        }
    }

    /** Whatever happened, the same handles do again what they did, for a session that may have to be a new one. */
    private Session healed(Session before, String words) {
        try {
            instance.start();
            instance.sessions().list();
            Session session = before;
            if (before.info().exit().isPresent() || !isRunning(before)) {
                instance.sessions().list().stream()
                        .filter(each -> each.state() == SessionState.RUNNING)
                        .forEach(each ->
                                instance.sessions().get(each.id().value()).kill());
                session = fresh();
            }
            session.submit("still here");
            session.screen();
            return session;
        } catch (HeadjackException e) {
            throw new AssertionError("seed " + seed + ", after " + words + ": " + e, e);
        }
    }

    private static boolean isRunning(Session session) {
        return session.info().state() == SessionState.RUNNING;
    }

    private Session fresh() {
        return instance.sessions().command("cat").start();
    }

    private void killClient() {
        tmux("kill -9 $(tmux -S \"$0\" list-clients -F '#{client_pid}')");
    }

    private void killServer() {
        tmux("kill -9 $(tmux -S \"$0\" display-message -p '#{pid}')");
    }

    /** What is to be killed may be gone already. */
    private void tmux(String script) {
        ExecResult killed = instance.exec("sh", "-c", script, socket).run();
        assertThat(killed.exit().code()).isBetween(0, 127);
    }

    private void killContainer() {
        ContainerInfo container = site.engine.find(instance.info().container()).orElseThrow();
        site.engine.stop(container.id(), Duration.ZERO);
    }

    private static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().startsWith("headjack-"))
                .count();
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
