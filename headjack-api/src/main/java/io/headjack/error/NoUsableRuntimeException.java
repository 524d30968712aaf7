package io.headjack.error;

import java.util.List;

/**
 * No container runtime is usable. {@link #candidates()} says for each one why not.
 */
public final class NoUsableRuntimeException extends HeadjackException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> candidates;

    /**
     * Makes an exception that lists the candidates.
     *
     * @param message what was looked for and what to do about it
     * @param candidates each candidate with the reason why it is not usable
     */
    public NoUsableRuntimeException(String message, List<String> candidates) {
        super(message);
        this.candidates = List.copyOf(candidates);
    }

    /**
     * Returns each candidate with its reason.
     *
     * @return one entry each, in the order they were tried, unmodifiable
     */
    public List<String> candidates() {
        return candidates;
    }
}
