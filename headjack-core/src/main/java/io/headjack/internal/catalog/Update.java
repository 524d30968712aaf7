package io.headjack.internal.catalog;

import io.headjack.error.CatalogException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A change that one thread wants and any thread may write. Guarded by the lock of those who write. */
final class Update<T> {
    private final Function<CatalogState, Map.Entry<CatalogState, T>> change;
    private @Nullable T value;
    private @Nullable Throwable failure;
    private boolean ownFailure;
    private boolean over;

    Update(Function<CatalogState, Map.Entry<CatalogState, T>> change) {
        this.change = change;
    }

    boolean isOver() {
        return over;
    }

    /** Returns the next state; one whose change fails is out of it, without effect on the others. */
    CatalogState apply(CatalogState state) {
        try {
            Map.Entry<CatalogState, T> next = change.apply(state);
            value = next.getValue();
            return next.getKey();
        } catch (RuntimeException | Error e) {
            failure = e;
            ownFailure = true;
            over = true;
            return state;
        }
    }

    void succeed() {
        over = true;
    }

    void fail(RuntimeException reason) {
        if (!over) {
            failure = reason;
            over = true;
        }
    }

    /**
     * Returns what the change computed, or throws what went wrong.
     *
     * @param writer whether the calling thread is the one that wrote
     */
    T result(boolean writer) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw writer || ownFailure
                    ? exception
                    : new CatalogException(String.valueOf(exception.getMessage()), exception);
        }
        if (value == null) {
            throw new IllegalStateException("a change of the catalog computed nothing");
        }
        return value;
    }
}
