package io.headjack.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.TerminalSize;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.Isolation;
import io.headjack.spi.Mount;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalInfo;
import io.headjack.spi.TerminalSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One test's container, its multiplexer and a directory that both sides see. Closing it removes them. */
final class TerminalFixture implements AutoCloseable {
    private static final String LABEL = "io.headjack.testkit.contract";
    private static final String INSIDE = "/headjack-contract";
    private static final long TICK = 2_000_000L;

    private final MultiplexerContract contract;
    private final Path base;
    private final ContainerRuntime runtime;
    private final boolean seesHost;
    private final ContainerId container;
    private final TerminalPlace place;
    private final Multiplexer multiplexer;
    private final List<Multiplexer> others = new ArrayList<>();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    TerminalFixture(MultiplexerContract contract) {
        this.contract = contract;
        try {
            // A socket's path must be short.
            base = Files.createTempDirectory("hjc-").toRealPath();
            Files.createDirectory(base.resolve("data"));
            Files.createDirectory(outside(""));
            runtime = contract.createRuntime(base.resolve("data"));
            seesHost = runtime.info().isolation() == Isolation.NONE;
            container = runtime.create(spec());
        } catch (IOException e) {
            throw new AssertionError("cannot make a directory for the test", e);
        }
        runtime.start(container);
        place = new TerminalPlace(runtime, container, inside("s"));
        multiplexer = contract.provider().open(place);
    }

    private ContainerSpec spec() throws IOException {
        ContainerSpec.Builder spec = ContainerSpec.builder("headjack-contract-" + mark, contract.image())
                .label(LABEL, mark);
        if (!seesHost) {
            Path shared = outside("");
            spec.mount(Mount.bind(shared, INSIDE))
                    .user(Files.getAttribute(shared, "unix:uid") + ":" + Files.getAttribute(shared, "unix:gid"));
        }
        return spec.build();
    }

    Multiplexer multiplexer() {
        return multiplexer;
    }

    /** Another connection to the same terminals, as another program would have it. */
    Multiplexer another() {
        Multiplexer another = contract.provider().open(place);
        others.add(another);
        return another;
    }

    TerminalPlace place() {
        return place;
    }

    Duration patience() {
        return contract.patience();
    }

    /** The instance comes back, and nothing that ran in it. */
    void restart() {
        runtime.stop(container, Duration.ofSeconds(1));
        runtime.start(container);
    }

    /** A file of the shared directory, as the test sees it. */
    Path outside(String name) {
        return base.resolve("shared").resolve(name);
    }

    /** The same, as programs see it. */
    String inside(String name) {
        return seesHost ? outside(name).toString() : INSIDE + "/" + name;
    }

    TerminalSpec spec(String id, List<String> command) {
        return spec(id, "title", command, Map.of(), TerminalSize.DEFAULT);
    }

    TerminalSpec spec(
            String id, String title, List<String> command, Map<String, String> environment, TerminalSize size) {
        return new TerminalSpec(
                new TerminalId(id),
                title,
                command,
                environment,
                inside(""),
                size,
                inside(id + ".log"),
                inside(id + ".exit"));
    }

    TerminalId start(String id, String... command) {
        multiplexer.start(spec(id, List.of(command)));
        return new TerminalId(id);
    }

    /** Starts a script for {@code sh}, in the shared directory. */
    TerminalId script(String id, String script) {
        return start(id, "sh", "-c", script);
    }

    /** Starts what copies its input, as it is and as far as given, into the file {@code typed}; it can be typed into now. */
    TerminalId rawReader(String id, int bytes) {
        TerminalId reader = script(id, "stty raw -echo; echo ready; exec head -c " + bytes + " > typed");
        awaitLog(id, "ready");
        return reader;
    }

    TerminalInfo info(TerminalId terminal) {
        return find(multiplexer, terminal);
    }

    static TerminalInfo find(Multiplexer of, TerminalId terminal) {
        return of.list().stream()
                .filter(each -> each.id().equals(terminal))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no terminal " + terminal));
    }

    void awaitEnd(TerminalId terminal) {
        eventually("the end of " + terminal, () -> info(terminal).ended());
    }

    String awaitExit(String id) {
        Path file = outside(id + ".exit");
        eventually("the exit code of " + id, () -> Files.exists(file) && Files.size(file) > 0);
        return read(id + ".exit").strip();
    }

    void awaitLog(String id, String text) {
        awaitFile(id + ".log", text);
    }

    void awaitFile(String name, String text) {
        Path file = outside(name);
        eventually(text + " in " + name, () -> Files.exists(file) && read(name).contains(text));
    }

    void awaitScreen(TerminalId terminal, String text) {
        eventually(
                text + " on the screen of " + terminal,
                () -> multiplexer.screen(terminal).text().contains(text));
    }

    String read(String name) {
        try {
            return Files.readString(outside(name));
        } catch (IOException e) {
            throw new AssertionError("cannot read " + name, e);
        }
    }

    /** Whether a process whose number a program wrote into a file lives; one that nobody has reaped does not. */
    boolean lives(String file) {
        ExecSpec spec = ExecSpec.of(
                "sh",
                "-c",
                "read -r stat < \"/proc/$1/stat\" && case $stat in *') Z '*) exit 1;; esac",
                "sh",
                read(file).strip());
        try (RuntimeProcess process = place.exec(spec)) {
            return process.await(patience()).isSuccess();
        }
    }

    /** Asks again until the answer is yes: a file tells nobody that it has changed. */
    void eventually(String what, Callable<Boolean> asked) {
        long deadline = System.nanoTime() + patience().toNanos();
        try {
            while (!asked.call()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("not within " + patience() + ": " + what);
                }
                LockSupport.parkNanos(TICK);
            }
        } catch (AssertionError e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("while waiting for " + what, e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Override
    public void close() throws IOException {
        // A test that failed may have left its flag on this thread.
        Thread.interrupted();
        try (runtime) {
            others.forEach(Multiplexer::close);
            multiplexer.close();
            place.cut();
            runtime.remove(container);
        } finally {
            try (Stream<Path> all = Files.walk(base)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
