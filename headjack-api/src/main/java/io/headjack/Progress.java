package io.headjack;

/**
 * One step forward of a long piece of work, for showing to a person.
 *
 * @param task what is going on, such as {@code pull debian:bookworm-slim}
 * @param detail the latest line or layer, which may come from a container or a repository; control characters removed
 * @param done how much is done, in the task's own unit, or 0 where unknown
 * @param total how much there is, in the same unit, or 0 where unknown
 */
public record Progress(String task, String detail, long done, long total) {
    /**
     * Cleans the detail of control characters.
     *
     * @param task what is going on, such as {@code pull debian:bookworm-slim}
     * @param detail the latest line or layer, which may come from a container or a repository; control characters removed
     * @param done how much is done, in the task's own unit, or 0 where unknown
     * @param total how much there is, in the same unit, or 0 where unknown
     */
    public Progress {
        detail = detail.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ").strip();
    }
}
