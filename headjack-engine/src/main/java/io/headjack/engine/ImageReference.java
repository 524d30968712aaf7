package io.headjack.engine;

import io.headjack.error.InvalidRequestException;
import java.util.List;
import java.util.regex.Pattern;

/** An image's name, apart into what the engine wants apart. */
record ImageReference(String repository, String tag) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]*");

    /** What engines put before a name that has no registry; the longest first. */
    private static final List<String> FILLED_IN = List.of("docker.io/library/", "docker.io/", "localhost/");

    /** Reads a name; without a tag it is {@code latest}, as else an engine would fetch every tag there is. */
    static ImageReference parse(String text) {
        if (!isOne(text)) {
            throw new InvalidRequestException("'" + EngineErrors.printable(text)
                    + "' is no name of an image: it takes letters, digits and . _ : / @ - only.");
        }
        int digest = text.indexOf('@');
        if (digest > 0) {
            return new ImageReference(text.substring(0, digest), text.substring(digest + 1));
        }
        int colon = text.lastIndexOf(':');
        return colon > text.lastIndexOf('/')
                ? new ImageReference(text.substring(0, colon), text.substring(colon + 1))
                : new ImageReference(text, "latest");
    }

    /** The name by which Docker would list an image that has this name in full. */
    static String shortened(String full) {
        for (String start : FILLED_IN) {
            if (full.startsWith(start)) {
                return full.substring(start.length());
            }
        }
        return full;
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches() && !text.contains("..") && !text.contains("//");
    }
}
