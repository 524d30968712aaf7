package io.headjack.internal.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a program, served by a daemon thread of its own, so that whoever waits for the program can be
 * interrupted: reading a pipe cannot.
 */
public final class StreamPump {
    /** Work on a stream. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it.
         *
         * @throws IOException if the stream fails
         */
        void run() throws IOException;
    }

    private final FutureTask<@Nullable Void> task;

    private StreamPump(FutureTask<@Nullable Void> task) {
        this.task = task;
    }

    /**
     * Starts the work.
     *
     * @param name the thread's name
     * @param work what to do
     * @return the pump
     */
    public static StreamPump start(String name, Work work) {
        FutureTask<@Nullable Void> task = new FutureTask<>(() -> {
            work.run();
            return null;
        });
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return new StreamPump(task);
    }

    /**
     * Waits for the end of the work.
     *
     * @param timeout how long at most
     * @return whether it ended
     * @throws IOException what the work threw
     * @throws InterruptedException if the calling thread is interrupted
     */
    public boolean await(Duration timeout) throws IOException, InterruptedException {
        try {
            task.get(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    /**
     * Reads a stream to its end and keeps the beginning.
     *
     * @param stream what to read
     * @param keep how many bytes to keep
     * @param kept where to
     * @throws IOException if reading fails
     */
    public static void drain(InputStream stream, int keep, ByteArrayOutputStream kept) throws IOException {
        byte[] buffer = new byte[8_192];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            kept.write(buffer, 0, Math.min(n, Math.max(0, keep - kept.size())));
        }
    }
}
