package io.headjack;

import java.util.Optional;

/**
 * What became of a finding that was to be repaired.
 *
 * @param finding the finding
 * @param outcome what became of it
 * @param detail the problem of one that failed; of one that was repaired, where what it set aside is kept, if anything
 */
public record Repair(Finding finding, Outcome outcome, Optional<String> detail) {
    /** What became of a finding. */
    public enum Outcome {
        /** It was true, and was repaired. */
        REPAIRED,
        /** It was no longer true when it was looked at again; nothing was done. */
        GONE_ALREADY,
        /** It is still true. */
        FAILED
    }
}
