package io.headjack.internal.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The variables that processes were started with, as Linux shows them. A child inherits them whatever becomes of its
 * parent, so they tell whose it is.
 */
public final class ProcessVariables {
    private ProcessVariables() {}

    /**
     * Reads a variable.
     *
     * @param process the process's directory below {@code /proc}
     * @param name the variable's name
     * @return its value, or empty if it has none, or the process has ended or belongs to somebody else
     */
    public static Optional<String> read(Path process, String name) {
        try {
            String all = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            return Arrays.stream(all.split("\0"))
                    .filter(each -> each.startsWith(name + "="))
                    .map(each -> each.substring(name.length() + 1))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
