package io.headjack.docker.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Agents of a shell that say what secrets they were given, without saying them, and end when a file says so. */
final class TestAgents {
    /** Takes an API key as a variable. */
    static final String KEYED = "keyed";

    /** Takes a file in its home, as Codex does, whose profile it has. */
    static final String FILED = "codex";

    static final List<String> IDS = List.of(KEYED, FILED);

    private static final String UNTIL_TOLD = "while [ ! -e end-$HEADJACK_SESSION ]; do sleep 0.2731; done; exit 7";

    private static final String TEXT = """
            agents:
              keyed:
                command: [sh, -c, ': agent; echo key $(printf %%s "$KEYED_KEY" | sha256sum); echo other $(printf %%s "$OTHER" | sha256sum); @LOOP@', keyed]
                credential: {variables: [KEYED_KEY]}
                env: {OTHER: '%s${HEADJACK_NOT_SET:-}'}
              codex:
                command: [sh, -c, ': agent; echo file $(sha256sum < $HOME/.codex/auth.json); @LOOP@', codex]
                hookArguments: []
                resumeArguments: []
                credential: {kind: subscription}
            """.replace("@LOOP@", UNTIL_TOLD);

    private TestAgents() {}

    /** Writes a configuration file with these agents. */
    static Path configure(Path directory, String other) throws IOException {
        return Files.writeString(directory.resolve("config.yaml"), TEXT.formatted(other));
    }

    /** Whether these are the arguments of an agent or of what it waits by, who may know. */
    static boolean isAgent(String arguments) {
        return arguments.startsWith("sh\0-c\0: agent;") || arguments.startsWith("sleep\0" + "0.2731");
    }

    /** Returns what an agent says of a secret. */
    static String said(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
