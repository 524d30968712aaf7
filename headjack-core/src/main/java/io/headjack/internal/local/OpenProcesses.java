package io.headjack.internal.local;

import io.headjack.error.HeadjackClosedException;
import io.headjack.internal.process.HostProcess;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

/** What this JVM has started in containers and not closed. Closing it wakes who waits; the programs go on. Thread-safe. */
final class OpenProcesses implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<HostProcess> open = new HashSet<>();
    private boolean closed;

    /** Takes a program that was just started. */
    void add(HostProcess process) {
        lock.lock();
        try {
            if (!closed) {
                open.add(process);
                CompletionStage<Void> unused = process.onClose().thenRun(() -> remove(process));
                return;
            }
        } finally {
            lock.unlock();
        }
        process.abandon();
        throw closed();
    }

    void checkOpen() {
        lock.lock();
        try {
            if (closed) {
                throw closed();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        List<HostProcess> left;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(open);
        } finally {
            lock.unlock();
        }
        left.forEach(HostProcess::abandon);
    }

    private void remove(HostProcess process) {
        lock.lock();
        try {
            open.remove(process);
        } finally {
            lock.unlock();
        }
    }

    private static HeadjackClosedException closed() {
        return new HeadjackClosedException("the local runtime was closed");
    }
}
