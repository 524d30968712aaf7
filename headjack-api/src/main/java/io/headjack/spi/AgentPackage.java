package io.headjack.spi;

import java.util.regex.Pattern;

/**
 * The npm package that an agent is installed from when an image is built for it.
 *
 * @param name the package, such as {@code @openai/codex}
 * @param version its version, never a range or a tag
 */
public record AgentPackage(String name, String version) {
    private static final Pattern NAME = Pattern.compile("(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+[0-9A-Za-z.+-]*");

    /**
     * Checks the form of both.
     *
     * @param name the package, such as {@code @openai/codex}
     * @param version its version, never a range or a tag
     */
    public AgentPackage {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "must be the name of an npm package, such as @openai/codex, was " + name);
        }
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("must be one version, such as 1.2.3, was " + version);
        }
    }

    /** Returns what npm takes: name and version. */
    @Override
    public String toString() {
        return name + "@" + version;
    }
}
