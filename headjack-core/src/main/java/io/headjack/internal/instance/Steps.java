package io.headjack.internal.instance;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An operation as steps, each with a do and an undo. When a step fails, the undo of each step that was begun runs, the
 * last one first: an undo takes away whatever is there of its step, all, part or nothing.
 */
final class Steps {
    private final Deque<Runnable> undos = new ArrayDeque<>();
    private final OperationLock journal;

    Steps(OperationLock journal) {
        this.journal = journal;
    }

    /** Does a step. */
    void step(String name, Runnable doing, Runnable undo) {
        undos.push(undo);
        try {
            journal.note(name);
            doing.run();
        } catch (RuntimeException | Error e) {
            undo(e);
            throw e;
        }
    }

    /** An interrupt asked for the end of the operation, not for leaving half of it behind. */
    private void undo(Throwable failure) {
        while (!undos.isEmpty()) {
            try {
                Cleanup.run(undos.pop());
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
