package io.headjack.testkit;

import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalHost;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A container as a multiplexer sees it, which counts what is started in it and can cut it off. */
final class TerminalPlace implements TerminalHost {
    private final ContainerRuntime runtime;
    private final ContainerId container;
    private final String socket;
    private final Semaphore alone = new Semaphore(1);
    private final AtomicInteger execs = new AtomicInteger();
    private final Queue<RuntimeProcess> processes = new ConcurrentLinkedQueue<>();

    TerminalPlace(ContainerRuntime runtime, ContainerId container, String socket) {
        this.runtime = runtime;
        this.container = container;
        this.socket = socket;
    }

    int execs() {
        return execs.get();
    }

    /** Cuts off all that was started from here. */
    void cut() {
        for (RuntimeProcess each = processes.poll(); each != null; each = processes.poll()) {
            each.close();
        }
    }

    @Override
    public RuntimeProcess exec(ExecSpec spec) {
        execs.incrementAndGet();
        RuntimeProcess process = runtime.exec(container, spec);
        processes.add(process);
        return process;
    }

    @Override
    public List<String> execCommand(ExecSpec spec) {
        return runtime.execCommand(container, spec);
    }

    @Override
    public boolean isRunning() {
        return runtime.find(container.value())
                .map(found -> found.state() == ContainerState.RUNNING)
                .orElse(false);
    }

    @Override
    public String socket() {
        return socket;
    }

    @Override
    public Lock lock(Duration timeout) {
        try {
            if (!alone.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new HeadjackTimeoutException("the test's lock was not free within " + timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while waiting for the test's lock", e);
        }
        return alone::release;
    }
}
