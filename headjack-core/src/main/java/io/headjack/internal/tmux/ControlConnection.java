package io.headjack.internal.tmux;

import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.internal.tmux.ControlEvent.Change;
import io.headjack.internal.tmux.ControlEvent.Exit;
import io.headjack.internal.tmux.ControlEvent.Reply;
import io.headjack.internal.tmux.ControlEvent.Stray;
import io.headjack.spi.RuntimeProcess;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client in control mode. Commands are answered in the order in which they were sent, so a caller that gives up leaves
 * its place in the queue behind and disturbs nobody. A lost connection stays lost. Thread-safe.
 */
final class ControlConnection {
    private static final long ANSWER_LIMIT = 64L * 1024 * 1024;
    private static final int GREETING_LIMIT = 50;

    /** After this the instance itself is asked whether it runs at all. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final RuntimeProcess client;
    private final BooleanSupplier running;
    private final Duration deadline;
    private final Runnable changed;
    private final ReentrantLock sending = new ReentrantLock();
    private final Object queueLock = new Object();
    private final Deque<Waiter> queue = new ArrayDeque<>();
    private final List<String> greeting = new ArrayList<>();
    private final CompletableFuture<Reply> attached = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private @Nullable IOException lost;
    private volatile boolean leaving;

    private ControlConnection(RuntimeProcess client, BooleanSupplier running, Duration deadline, Runnable changed) {
        this.client = client;
        this.running = running;
        this.deadline = deadline;
        this.changed = changed;
    }

    /**
     * Takes over a client that was just started, and closes it in the end.
     *
     * @param client the client
     * @param name what its thread is called after
     * @param running tells whether programs run where the client does; asked when an answer is late
     * @param deadline how long an answer may take
     * @param changed called when terminals may have come, gone or ended, and when the connection is lost
     */
    static ControlConnection over(
            RuntimeProcess client, String name, BooleanSupplier running, Duration deadline, Runnable changed) {
        ControlConnection connection = new ControlConnection(client, running, deadline, changed);
        Thread reader = new Thread(connection::read, "headjack-tmux-" + name);
        reader.setDaemon(true);
        reader.start();
        return connection;
    }

    /**
     * Waits until the client is attached to a server.
     *
     * @throws ConnectionLostException if it ended instead
     */
    void awaitAttached() throws ConnectionLostException {
        Reply reply = get(attached.orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS), "attach to the server");
        if (reply.failed()) {
            IOException refused = new IOException(reply.text());
            lose(refused);
            throw new ConnectionLostException(reply.text(), refused);
        }
    }

    /** Returns the lines that were printed before the client was attached. */
    List<String> greeting() {
        synchronized (queueLock) {
            return List.copyOf(greeting);
        }
    }

    boolean isLive() {
        synchronized (queueLock) {
            return lost == null;
        }
    }

    /**
     * Sends a command and waits for its answers: one for each of its parts, or fewer of which the last one failed.
     *
     * @throws ConnectionLostException if they never came
     * @throws HeadjackTimeoutException if they did not come in time; the connection is lost then
     * @throws HeadjackInterruptedException if the calling thread is interrupted; the command may still run
     */
    List<Reply> call(TmuxCommand command) throws ConnectionLostException {
        Waiter waiter = new Waiter(command.replies());
        send(command, waiter);
        awaitFirst(waiter);
        return get(waiter.replies, "answer " + firstWords(command));
    }

    /**
     * Asks the client to leave by the end of its input, and waits until it has left.
     *
     * @return false if it did not leave in time, or the waiting was interrupted
     */
    boolean leave(Duration patience) {
        leaving = true;
        try {
            client.stdin().close();
            gone.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException | ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Ends the client; who waits gets a {@link ConnectionLostException}. Idempotent. */
    void close() {
        lose(new IOException("the connection to tmux was closed"));
    }

    private void send(TmuxCommand command, Waiter waiter) throws ConnectionLostException {
        // The deadline counts from here and also ends a write that nobody takes.
        CompletableFuture<List<Reply>> limited = waiter.replies
                .orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((replies, failure) -> {
                    if (failure instanceof TimeoutException) {
                        lose(new IOException("tmux did not answer within " + deadline));
                    }
                });
        try {
            sending.lockInterruptibly();
        } catch (InterruptedException e) {
            limited.cancel(false);
            waiter.replies.cancel(false);
            throw interrupted(e);
        }
        try {
            synchronized (queueLock) {
                if (lost != null) {
                    throw new ConnectionLostException(reason(lost), lost);
                }
                queue.add(waiter);
            }
            client.stdin().write(command.line());
            client.stdin().flush();
        } catch (InterruptedIOException e) {
            // Half a line may be on its way; tmux drops it when the connection ends.
            loseUnlessLeaving(e);
            throw interrupted(e);
        } catch (IOException e) {
            loseUnlessLeaving(e);
            throw new ConnectionLostException(reason(e), e);
        } finally {
            sending.unlock();
        }
    }

    /** Waits a moment; where that is not enough and the instance is frozen or stopped, there is nothing to wait for. */
    private void awaitFirst(Waiter waiter) {
        try {
            waiter.replies.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (!running.getAsBoolean()) {
                lose(new IOException("the instance does not run"));
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            // Told by whoever takes the answer.
            return;
        }
    }

    private <T> T get(CompletableFuture<T> future, String what) throws ConnectionLostException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof TimeoutException) {
                throw new HeadjackTimeoutException(
                        "tmux did not " + what + " within " + deadline + "; it hangs, or the instance is frozen", e);
            }
            throw new ConnectionLostException(reason(cause), cause);
        }
    }

    private void read() {
        IOException end = new IOException("the client of tmux ended");
        try {
            ControlLines lines = new ControlLines(client.stdout(), ANSWER_LIMIT);
            ControlParser parser = new ControlParser();
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                Optional<ControlEvent> event = parser.accept(line.get());
                if (event.isPresent()) {
                    lines.restart();
                    end = handle(event.get()).orElse(end);
                }
            }
        } catch (IOException e) {
            end = e;
        } finally {
            lose(end);
            gone.complete(null);
        }
    }

    /** Returns why the client is about to end, if it said so. */
    private Optional<IOException> handle(ControlEvent event) {
        if (event instanceof Reply reply) {
            handle(reply);
        } else if (event instanceof Stray stray) {
            synchronized (queueLock) {
                if (greeting.size() < GREETING_LIMIT) {
                    greeting.add(stray.line());
                }
            }
        } else if (event instanceof Change) {
            changed.run();
        } else if (event instanceof Exit exit) {
            String reason = exit.reason().isEmpty() ? "the server ended the connection" : exit.reason();
            return Optional.of(new IOException(reason));
        }
        return Optional.empty();
    }

    private void handle(Reply reply) {
        if (!reply.requested()) {
            attached.complete(reply);
            return;
        }
        Waiter waiter;
        synchronized (queueLock) {
            waiter = queue.peek();
            if (waiter == null || !waiter.add(reply)) {
                return;
            }
            queue.remove();
        }
        waiter.replies.complete(List.copyOf(waiter.received));
    }

    /** Who comes too late with a command does not spoil the leave-taking, which ends the connection anyway. */
    private void loseUnlessLeaving(IOException reason) {
        if (!leaving) {
            lose(reason);
        }
    }

    private void lose(IOException reason) {
        List<Waiter> waiters;
        synchronized (queueLock) {
            if (lost != null) {
                return;
            }
            lost = reason;
            waiters = List.copyOf(queue);
            queue.clear();
        }
        client.close();
        attached.completeExceptionally(reason);
        waiters.forEach(waiter -> waiter.replies.completeExceptionally(reason));
        changed.run();
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static HeadjackInterruptedException interrupted(Exception cause) {
        Thread.currentThread().interrupt();
        return new HeadjackInterruptedException("interrupted while waiting for tmux", cause);
    }

    private static String firstWords(TmuxCommand command) {
        return command.text().substring(0, Math.min(command.text().length(), 80));
    }

    private static final class Waiter {
        private final int expected;
        private final List<Reply> received = new ArrayList<>();
        private final CompletableFuture<List<Reply>> replies = new CompletableFuture<>();

        Waiter(int expected) {
            this.expected = expected;
        }

        /** Returns whether this was the last one. */
        boolean add(Reply reply) {
            received.add(reply);
            return reply.failed() || received.size() == expected;
        }
    }
}
