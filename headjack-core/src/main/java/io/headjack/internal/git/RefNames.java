package io.headjack.internal.git;

import java.nio.charset.StandardCharsets;

/** Git's rules for the names of refs, and limits that file systems have. */
final class RefNames {
    private static final int LONGEST = 700;
    private static final int LONGEST_COMPONENT = 200;

    private RefNames() {}

    /** Whether a full name can be kept, as it is, below another prefix. */
    static boolean isValid(String name) {
        if (!name.startsWith("refs/")
                || name.getBytes(StandardCharsets.UTF_8).length > LONGEST
                || name.contains("..")
                || name.contains("@{")
                || name.endsWith(".")
                || name.chars().anyMatch(RefNames::isForbidden)) {
            return false;
        }
        for (String component : name.split("/", -1)) {
            if (component.isEmpty()
                    || component.startsWith(".")
                    || component.endsWith(".lock")
                    || component.getBytes(StandardCharsets.UTF_8).length > LONGEST_COMPONENT) {
                return false;
            }
        }
        return true;
    }

    private static boolean isForbidden(int character) {
        // The last one stands for bytes that are not UTF-8.
        return character < 0x20 || character == 0x7f || " ~^:?*[\\".indexOf(character) >= 0 || character == 0xfffd;
    }
}
