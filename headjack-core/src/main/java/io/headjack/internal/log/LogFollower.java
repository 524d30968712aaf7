package io.headjack.internal.log;

import io.headjack.LogSubscription;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hands over a log line by line on a thread of its own, until the session has ended and all was handed over. */
public final class LogFollower implements LogSubscription {
    /** What was written before the end and is still on its way comes within this time. */
    private static final Duration LAST_WORDS = Duration.ofMillis(50);
    /** A session that is lost leaves no trace that would tell. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private static final Duration GAP = Duration.ofMillis(2);

    private static final int BLOCK = 64 * 1024;

    private final LogFile log;
    private final long from;
    private final FileChanges.Watch changes;
    private final Consumer<String> subscriber;
    private final BooleanSupplier ended;
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LogLines lines;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    private LogFollower(
            String name,
            LogFile log,
            long from,
            FileChanges.Watch changes,
            Function<Consumer<String>, LogLines> lines,
            Consumer<String> subscriber,
            BooleanSupplier ended) {
        this.log = log;
        this.from = from;
        this.changes = changes;
        this.subscriber = subscriber;
        this.ended = ended;
        this.lines = lines.apply(this::handOver);
        this.thread = new Thread(this::run, "headjack-log-" + name);
        this.thread.setDaemon(true);
    }

    /**
     * Starts to follow.
     *
     * @param name names the thread
     * @param log what to follow
     * @param from where to begin, in bytes from the beginning of the log
     * @param changes tells when there may be more of it, or its session may have ended; closed in the end
     * @param lines makes lines of the log
     * @param subscriber takes the lines
     * @param ended tells whether nothing more will be written; asked only when all was handed over
     */
    public static LogFollower start(
            String name,
            LogFile log,
            long from,
            FileChanges.Watch changes,
            Function<Consumer<String>, LogLines> lines,
            Consumer<String> subscriber,
            BooleanSupplier ended) {
        LogFollower follower = new LogFollower(name, log, from, changes, lines, subscriber, ended);
        follower.thread.start();
        return follower;
    }

    private void run() {
        try (changes) {
            follow();
        } catch (IOException e) {
            failure = log.unreadable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            done.countDown();
        }
    }

    private void follow() throws IOException, InterruptedException {
        byte[] block = new byte[BLOCK];
        boolean last = false;
        long came = System.nanoTime();
        try (LogReader reader = log.reader(from)) {
            while (!isClosed()) {
                long before = reader.position();
                for (int n = reader.readOn(block, BLOCK); n > 0 && !isClosed(); n = reader.readOn(block, BLOCK)) {
                    lines.accept(block, n);
                }
                if (reader.position() == before) {
                    readAnew(reader, block);
                }
                if (reader.position() != before) {
                    last = false;
                    came = System.nanoTime();
                    // What prints all the time is read in larger parts.
                    closed.await(GAP.toNanos(), TimeUnit.NANOSECONDS);
                } else if (last) {
                    lines.end();
                    return;
                } else {
                    if (System.nanoTime() - came >= ASK_AGAIN.toNanos()) {
                        lines.rest();
                    }
                    last = ended.getAsBoolean();
                }
                if (!isClosed()) {
                    changes.await(last ? LAST_WORDS : ASK_AGAIN);
                }
            }
        }
    }

    /** Opens the log again, as another may be there now, or another piece of it. */
    private void readAnew(LogReader reader, byte[] block) throws IOException {
        reader.close();
        for (int n = reader.read(block, 0, BLOCK); n > 0 && !isClosed(); n = reader.read(block, 0, BLOCK)) {
            lines.accept(block, n);
        }
    }

    /** What is handed over before a subscription is closed by its own subscriber is the last. */
    private void handOver(String line) {
        if (!isClosed()) {
            subscriber.accept(line);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public void awaitEnd(Duration timeout) {
        try {
            if (!done.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS)) {
                throw new HeadjackTimeoutException("the log " + log.file() + " still goes on after "
                        + timeout.toMillis() + " ms; wait longer, or close the subscription");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while following " + log.file(), e);
        }
        Throwable cause = failure;
        if (cause instanceof HeadjackException known) {
            throw known;
        }
        if (cause != null) {
            throw new OperationFailedException("the subscriber of " + log.file() + " threw " + cause, cause);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        changes.wake();
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean interrupted = false;
        try {
            // A subscriber that is in the middle of a line may take its time, but not for ever.
            done.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "LogSubscription[" + log.file() + "]";
    }
}
