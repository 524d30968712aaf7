package io.headjack.internal.core;

import io.headjack.internal.credential.Secret;
import io.headjack.internal.credential.SecretFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The text of the scripts by which a session gets its secrets and loses them again. */
final class SecretScripts {
    /** Writes what comes on standard input to its places. */
    static final String PUT = load("put-secrets.sh");

    private static final String END = load("end-secrets.sh");

    private SecretScripts() {}

    /** Makes variables, and takes itself away: nobody needs to read it twice. */
    static String begin(Map<String, Secret> variables, String directory) {
        StringBuilder script = new StringBuilder();
        new TreeMap<>(variables)
                .forEach((name, value) -> script.append(name)
                        .append('=')
                        .append(quoted(value.reveal()))
                        .append("\nexport ")
                        .append(name)
                        .append('\n'));
        return script + "rm -f -- " + quoted(directory + "/begin") + "\n";
    }

    /** Takes files away. */
    static String end(List<SecretFile> files, String shared, String user) {
        StringBuilder script = new StringBuilder("shared=" + quoted(shared) + "\nuser=" + quoted(user) + "\nset --");
        files.forEach(file -> script.append(' ').append(quoted(file.path())));
        return script + "\n" + END;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String load(String script) {
        try (InputStream in = SecretScripts.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException(script + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
