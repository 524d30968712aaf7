package io.headjack.internal.agent;

import java.util.Locale;
import java.util.Optional;

/** Puts into the text of a file what it lacks of another. What it has stays. */
public interface FileMerge {
    /** Returns the way that fits the name of a file. */
    static FileMerge of(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return new JsonMerge();
        }
        return name.endsWith(".toml") ? new TomlMerge() : new LineMerge();
    }

    /**
     * Merges.
     *
     * @param present the file, empty if there is none
     * @param wanted what it shall have
     * @return the file as it shall be, or empty if it is so already
     * @throws IllegalArgumentException if the file cannot be understood, and is to be left alone; the message says why
     */
    Optional<String> merge(String present, String wanted);
}
