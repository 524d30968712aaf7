package io.headjack.engine;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.ResponseItem;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes what an engine reports of a long piece of work, until its end. */
final class Transfer<T extends ResponseItem> implements ResultCallback<T> {
    private final Consumer<T> consumer;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final AtomicLong lastSign = new AtomicLong();
    private final AtomicReference<@Nullable Closeable> connection = new AtomicReference<>();

    Transfer(Consumer<T> consumer) {
        this.consumer = consumer;
    }

    CompletableFuture<Boolean> done() {
        return done;
    }

    long lastSign() {
        return lastSign.get();
    }

    @Override
    public void onStart(Closeable stream) {
        lastSign.set(System.nanoTime());
        connection.set(stream);
        if (done.isDone()) {
            close();
        }
    }

    @Override
    public void onNext(T item) {
        lastSign.set(System.nanoTime());
        consumer.accept(item);
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        done.complete(true);
    }

    /** Ends the connection, and with it the engine's work. */
    @Override
    public void close() {
        done.completeExceptionally(new IOException("the transfer was given up"));
        Closeable open = connection.getAndSet(null);
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                done.completeExceptionally(e);
            }
        }
    }
}
