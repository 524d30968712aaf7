package io.headjack.testkit;

import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One container of the fake: its state, and the programs that run in it. Thread-safe; only {@link #stop} waits. */
final class FakeContainer {
    private final ContainerId id;
    private final ContainerSpec spec;
    private final Instant createdAt;
    private final FakeFiles files;
    private final Runnable changed;
    private final Set<FakeProgram> programs = new HashSet<>();
    private ContainerState state = ContainerState.CREATED;
    private @Nullable FakeProgram first;

    /** Whoever is told of a change is told while the container's lock is held, and must not wait. */
    FakeContainer(ContainerId id, ContainerSpec spec, Instant createdAt, FakeFiles files, Runnable changed) {
        this.id = id;
        this.spec = spec;
        this.createdAt = createdAt;
        this.files = files;
        this.changed = changed;
    }

    ContainerSpec spec() {
        return spec;
    }

    boolean isCalled(String nameOrId) {
        return id.value().equals(nameOrId) || spec.name().equals(nameOrId);
    }

    boolean has(Map<String, String> labels) {
        return spec.labels().entrySet().containsAll(labels.entrySet());
    }

    synchronized ContainerInfo info() {
        return new ContainerInfo(id, spec.name(), state, spec.image(), spec.labels(), createdAt);
    }

    synchronized void start(ExecProgram program) {
        if (isUp()) {
            return;
        }
        files.start();
        FakeProgram started = add(new ExecSpec(spec.command(), Map.of(), null, null, null), program);
        become(ContainerState.RUNNING);
        first = started;
        started.start();
    }

    void stop(Duration grace) throws InterruptedException {
        FakeProgram toEnd;
        synchronized (this) {
            toEnd = first;
            if (!isUp() || toEnd == null) {
                return;
            }
        }
        toEnd.term();
        boolean ended = toEnd.awaitEnd(grace);
        if (!ended) {
            toEnd.kill();
        }
        halt(toEnd);
    }

    void kill() {
        List<FakeProgram> running;
        synchronized (this) {
            running = List.copyOf(programs);
        }
        running.forEach(FakeProgram::kill);
    }

    synchronized void pause() {
        if (state == ContainerState.RUNNING) {
            become(ContainerState.PAUSED);
        }
    }

    synchronized void unpause() {
        if (state == ContainerState.PAUSED) {
            become(ContainerState.RUNNING);
        }
    }

    synchronized @Nullable FakeProgram exec(ExecSpec exec, ExecProgram program) {
        if (state != ContainerState.RUNNING) {
            return null;
        }
        FakeProgram started = add(exec, program);
        started.start();
        return started;
    }

    // The end of the first program is the end of all: the rest is killed, as by the kernel.
    private void halt(FakeProgram ended) {
        synchronized (this) {
            if (first != ended) {
                return;
            }
            first = null;
            become(ContainerState.STOPPED);
        }
        kill();
    }

    private FakeProgram add(ExecSpec exec, ExecProgram program) {
        FakeProgram added = new FakeProgram(spec, exec, files, program, this::ended);
        programs.add(added);
        return added;
    }

    private void ended(FakeProgram program) {
        synchronized (this) {
            programs.remove(program);
        }
        halt(program);
    }

    private synchronized void become(ContainerState next) {
        state = next;
        changed.run();
    }

    private boolean isUp() {
        return state == ContainerState.RUNNING || state == ContainerState.PAUSED;
    }
}
