package io.headjack.testkit;

import io.headjack.spi.ContainerRuntime;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Calls a listener on a daemon thread of its own; changes that come while it runs become one call. Thread-safe. */
final class FakeWatch implements ContainerRuntime.Watch {
    private final Map<String, String> labels;
    private final Consumer<FakeWatch> ended;
    private final Semaphore changes = new Semaphore(0);
    private final Thread thread;

    FakeWatch(Map<String, String> labels, Runnable listener, Consumer<FakeWatch> ended) {
        this.labels = Map.copyOf(labels);
        this.ended = ended;
        thread = new Thread(() -> listen(listener), "headjack-fake-events");
        thread.setDaemon(true);
        thread.start();
    }

    /** Something became of a container with these labels. */
    void changed(Map<String, String> of) {
        if (of.entrySet().containsAll(labels.entrySet())) {
            changed();
        }
    }

    /** Something became of the engine. */
    void changed() {
        changes.release();
    }

    @Override
    public void close() {
        ended.accept(this);
        thread.interrupt();
    }

    private void listen(Runnable listener) {
        try {
            while (true) {
                changes.acquire();
                changes.drainPermits();
                listener.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
