package io.headjack.docker.durability;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceInfo;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.docker.TestRuntime;
import io.headjack.error.HeadjackException;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A repository and a data directory, and gates on the way of a program to the engine and to git. */
final class Site implements AutoCloseable {
    static final String COMMITTER = """
            n=0
            while :; do
              n=$((n + 1))
              git commit -q --allow-empty -m "step $n" && git rev-parse HEAD >> /headjack/logs/made
              sleep 0.1
            done
            """;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    final TempRepository repository;
    final Path data;
    final ContainerRuntime engine;
    final GatedEngine gatedEngine;
    final GatedGit gatedGit;
    private final Path evidence;
    private int branches;

    private Site(TempRepository repository, ContainerRuntime engine, GatedEngine gatedEngine, GatedGit gatedGit) {
        this.repository = repository;
        this.data = repository.beside("data");
        this.evidence = repository.beside("evidence");
        this.engine = engine;
        this.gatedEngine = gatedEngine;
        this.gatedGit = gatedGit;
    }

    static Site make() {
        return make(engineSocket());
    }

    /** Makes one on an engine of the test's choice. */
    static Site make(Path engineSocket) {
        TempRepository repository = TempRepository.create();
        try {
            repository.commit("First", Map.of("a.txt", "a\n", "b/c.txt", "c\n"));
            Path gates = repository.beside("gates");
            return new Site(
                    repository,
                    engine(repository.beside("data"), "unix://" + engineSocket),
                    GatedEngine.open(gates.resolve("engine.sock"), engineSocket),
                    GatedGit.open(gates));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path engineSocket() {
        // Everything of the tests shares one, wherever that has to be started.
        return TestRuntime.socket(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
    }

    /** Opens Headjack in this process, with nothing between it and the world. */
    Headjack open() {
        return open(engine);
    }

    Headjack open(ContainerRuntime by) {
        return Headjack.builder().dataDirectory(data).runtime(by).open();
    }

    /** Reaches the engine another way, for one that closes it. */
    ContainerRuntime engine(String address) {
        return engine(data, address);
    }

    private static ContainerRuntime engine(Path data, String address) {
        return TestRuntime.open(data, address);
    }

    /** Starts a program with the gates in its way. */
    ProgramProcess gatedProgram() {
        Map<String, String> environment = new HashMap<>(gatedGit.environment());
        environment.put(TestRuntime.VARIABLE, gatedEngine.address());
        return ProgramProcess.start(data, repository.directory(), environment);
    }

    ProgramProcess program() {
        return ProgramProcess.start(data, repository.directory(), Map.of());
    }

    /** Makes the next instance's maker look into the image again. */
    void forgetImages() {
        try (Stream<Path> known = Files.list(Files.createDirectories(data.resolve("cache")))) {
            for (Path each : known.toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String freshBranch() {
        branches++;
        return "kill/" + branches;
    }

    /** Has a session commit all the time, each commit noted in a file of which a second name stays outside. */
    Session startCommitter(Instance instance) {
        Path made = data.resolve("logs").resolve(instance.id().value()).resolve("made");
        Path kept = evidence.resolve(instance.id().value());
        try {
            if (!Files.exists(made)) {
                Files.deleteIfExists(kept);
                Files.createFile(made);
                Files.createLink(kept, made);
            }
            long before = Files.size(kept);
            Session session = instance.sessions().command("sh", "-c", COMMITTER).start();
            try {
                await("the first commit", () -> kept.toFile().length() > before);
            } catch (AssertionError e) {
                throw new AssertionError(
                        "a session that is " + session.info().state() + " and printed \""
                                + String.join("|", session.log().tail(10)) + "\" made no commit",
                        e);
            }
            return session;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the commits that were made inside, as the sessions noted them. */
    List<String> made(String instance) {
        Path kept = evidence.resolve(instance);
        try {
            return Files.exists(kept)
                    ? Files.readAllLines(kept).stream()
                            .filter(line -> line.length() == 40)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " did not happen within " + LONGEST);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** Takes away whatever there is, also after a failure. */
    @Override
    public void close() {
        try (repository;
                engine;
                gatedGit;
                gatedEngine) {
            removeInstances();
            Map<String, String> label = Map.of("io.headjack.catalog", WorldCheck.catalogId(data));
            engine.list(label).stream().map(ContainerInfo::id).forEach(engine::remove);
            engine.listVolumes(label).forEach(engine::removeVolume);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void removeInstances() {
        try (Headjack headjack = open()) {
            for (InstanceInfo each : headjack.instances().list()) {
                headjack.instances().get(each.id()).remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
            }
        } catch (HeadjackException e) {
            // The test that made them fails for its own reason; what they have on the engine is removed by label.
            System.err.println("an instance could not be removed: " + e.getMessage());
        }
    }
}
