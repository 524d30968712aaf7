package io.headjack.testkit;

import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.Isolation;
import io.headjack.spi.RuntimeProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One test's runtime and directories, and short words for what tests do. Closing it removes all that carries its label. */
final class ContractFixture implements AutoCloseable {
    private static final String LABEL = "io.headjack.testkit.contract";

    private final ContainerRuntimeContract contract;
    private final Path base;
    private final ContainerRuntime runtime;
    private final ContainerRuntime cleaner;
    private final boolean seesHost;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicInteger names = new AtomicInteger();
    private final ConcurrentLinkedQueue<RuntimeProcess> processes = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(ContractFixture::daemon);

    ContractFixture(ContainerRuntimeContract contract) {
        this.contract = contract;
        try {
            base = Files.createTempDirectory("headjack-contract-").toRealPath();
            Files.createDirectory(base.resolve("data"));
            Files.createDirectory(base.resolve("scratch"));
        } catch (IOException e) {
            throw new AssertionError("cannot make a directory for the test", e);
        }
        runtime = reconnect();
        // The test may close its own.
        cleaner = reconnect();
        seesHost = cleaner.info().isolation() == Isolation.NONE;
    }

    ContainerRuntime runtime() {
        return runtime;
    }

    ContainerRuntime reconnect() {
        return contract.createRuntime(base.resolve("data"));
    }

    ContractPrograms programs() {
        return contract.programs();
    }

    OptionalLong engineCalls() {
        return contract.engineCalls();
    }

    boolean has(ContractFeature feature) {
        return contract.features().contains(feature);
    }

    String image() {
        return contract.image();
    }

    Duration patience() {
        return contract.patience();
    }

    Map<String, String> labels() {
        return Map.of(LABEL, mark);
    }

    String name() {
        return "headjack-contract-" + mark + "-" + names.incrementAndGet();
    }

    String imageName() {
        return "headjack-contract-" + mark + ":1";
    }

    /** An existing directory of the host. */
    Path scratch() {
        return base.resolve("scratch");
    }

    /** A directory that exists inside without any mount. */
    String directoryInside() {
        return seesHost ? scratch().toString() : "/tmp";
    }

    /** A file in that directory. */
    String fileInside(String name) {
        return directoryInside() + "/" + name;
    }

    ContainerSpec.Builder spec() {
        return spec(image());
    }

    ContainerSpec.Builder spec(String from) {
        return ContainerSpec.builder(name(), from)
                .label(LABEL, mark)
                .command(programs().waitForTerm());
    }

    ContainerId create() {
        return runtime.create(spec().build());
    }

    ContainerId running() {
        return running(spec());
    }

    ContainerId running(ContainerSpec.Builder spec) {
        ContainerId container = runtime.create(spec.build());
        runtime.start(container);
        return container;
    }

    ContainerState state(ContainerId container) {
        return runtime.find(container.value())
                .map(ContainerInfo::state)
                .orElseThrow(() -> new AssertionError("no container " + container));
    }

    /** As another runtime sees it, which no test closes; null if it is gone. */
    @Nullable
    ContainerState seen(ContainerId container) {
        return cleaner.find(container.value()).map(ContainerInfo::state).orElse(null);
    }

    List<ContainerId> listed() {
        return runtime.list(labels()).stream().map(ContainerInfo::id).toList();
    }

    RuntimeProcess exec(ContainerId container, ExecSpec spec) {
        RuntimeProcess process = runtime.exec(container, spec);
        processes.add(process);
        return process;
    }

    RuntimeProcess exec(ContainerId container, List<String> command) {
        return exec(container, ExecSpec.of(command));
    }

    Outcome run(ContainerId container, List<String> command) {
        return run(container, ExecSpec.of(command), new byte[0]);
    }

    Outcome run(ContainerId container, ExecSpec spec) {
        return run(container, spec, new byte[0]);
    }

    Outcome run(ContainerId container, ExecSpec spec, byte[] input) {
        RuntimeProcess process = exec(container, spec);
        Future<byte[]> stdout = async(process.stdout()::readAllBytes);
        Future<byte[]> stderr = async(process.stderr()::readAllBytes);
        within(async(() -> write(process, input)));
        Outcome outcome = new Outcome(process.await(patience()).code(), within(stdout), within(stderr));
        process.close();
        return outcome;
    }

    <T> Future<T> async(Callable<T> work) {
        return threads.submit(work);
    }

    /** The result of work that must end in time. */
    <T> T within(Future<T> work) {
        try {
            return work.get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("did not end within " + patience(), e);
        } catch (ExecutionException e) {
            throw new AssertionError("failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Ask again until the answer is yes: the engine tells of an end that nobody waits for only when asked. */
    void eventually(String what, Callable<Boolean> asked) {
        within(async(() -> {
            long deadline = System.nanoTime() + patience().toNanos();
            while (!asked.call()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("not within " + patience() + ": " + what);
                }
                Thread.onSpinWait();
            }
            return true;
        }));
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        // A test that failed may have left its flag on this thread.
        Thread.interrupted();
        try (runtime;
                cleaner) {
            cleaner.list(labels()).forEach(container -> cleaner.remove(container.id()));
            if (contract.features().contains(ContractFeature.VOLUMES)) {
                cleaner.listVolumes(labels()).forEach(cleaner::removeVolume);
            }
            if (contract.features().contains(ContractFeature.IMAGES)) {
                cleaner.removeImage(imageName());
            }
            processes.forEach(RuntimeProcess::close);
        } finally {
            delete();
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> all = Files.walk(base)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static boolean write(RuntimeProcess process, byte[] input) throws IOException {
        try (OutputStream stdin = process.stdin()) {
            stdin.write(input);
        }
        return true;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "headjack-contract");
        thread.setDaemon(true);
        return thread;
    }
}
