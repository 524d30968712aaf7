package io.headjack.error;

import java.util.List;

/**
 * A removal was refused, as it would lose work that exists nowhere else. Commit, collect or move what {@link #work()}
 * lists, or remove with {@code DISCARD_WORK}, which writes a salvage first.
 */
public final class WorkWouldBeLostException extends ConflictException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> work;

    /**
     * Makes an exception that lists the work.
     *
     * @param message what was refused, on what, and what to do about it
     * @param work what would be lost, one entry each, fit to be read by a person
     */
    public WorkWouldBeLostException(String message, List<String> work) {
        super(message);
        this.work = List.copyOf(work);
    }

    /**
     * Returns what would be lost.
     *
     * @return one entry each, unmodifiable
     */
    public List<String> work() {
        return work;
    }
}
