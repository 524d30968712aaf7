package io.headjack.internal.instance;

import io.headjack.error.HeadjackException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Marks the processes of one direct run by a variable of their environment, which their children inherit, so that they
 * can be found and killed: an engine cannot end a program that it started.
 *
 * @param value what tells this run from others
 */
public record Marked(String value) {
    private static final String NAME = "HEADJACK_EXEC";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    public static Marked fresh() {
        return new Marked(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }

    public Map<String, String> variable() {
        return Map.of(NAME, value);
    }

    /** Kills what carries the mark; what fails is added to the failure that led here. */
    public void kill(World world, HeadjackException reason) {
        Cleanup.run(() -> {
            try {
                Scripts.run(
                        world.runtime(),
                        world.id(),
                        world.isolated() ? "0" : null,
                        TIMEOUT,
                        "kill-marked.sh",
                        NAME + "=" + value);
            } catch (HeadjackException e) {
                reason.addSuppressed(e);
            }
        });
    }
}
