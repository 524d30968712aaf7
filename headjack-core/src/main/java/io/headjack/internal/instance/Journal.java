package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.internal.os.Flock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the operation on an instance from outside. */
public final class Journal {
    /** What there is. */
    public enum State {
        /** Nobody works on the instance. */
        NONE,
        /** An operation works on it now. */
        IN_PROGRESS,
        /** A process died in the middle of one. */
        LEFT_HALF_WAY
    }

    private final DataDirectory data;

    Journal(DataDirectory data) {
        this.data = data;
    }

    State state(InstanceId id) {
        Path file = data.operations().resolve(id + ".jsonl");
        if (Flock.isHeld(file)) {
            return State.IN_PROGRESS;
        }
        try {
            // Whoever ends an operation deletes its journal; one that is being begun is still empty.
            return Files.size(file) > 0 && !Flock.isHeld(file) ? State.LEFT_HALF_WAY : State.NONE;
        } catch (IOException e) {
            return State.NONE;
        }
    }
}
