package io.headjack.internal.provider;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.headjack.internal.screen.ActivityReading;
import io.headjack.spi.ScreenPatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No screen makes the built-in patterns take long, whatever is written on it. */
class HostileScreensTest {
    /** What the patterns begin with, repeat, and stop at. */
    private static final List<String> PIECES = List.of(
            " ",
            "│ ",
            "─",
            "▀",
            "┃ ",
            "┃  △ a",
            "❯ ",
            "› ",
            "● 1. ",
            "☐ ",
            "?",
            "? ",
            "a",
            "1. ",
            "✻ a",
            "✻ aaaa… (",
            "Do you want to ",
            "Do you want to a? ",
            "Would you like to ",
            "Choose the text style ",
            "trust this folder",
            "trust the files in this folder",
            "esc to interrupt",
            "(1h 1m 1s ",
            "(esc to cancel, ",
            "attempt #1111",
            "• a(1s",
            "▄ > ",
            "╹▀");

    @Test
    void read_screensThatHurt_takeNoTime() {
        List<List<String>> screens = new ArrayList<>();
        for (String piece : PIECES) {
            String line = piece.repeat(500).substring(0, 500);
            screens.add(Collections.nCopies(ScreenPatterns.LINES, line));
            for (String other : PIECES) {
                String begun = (piece + other.repeat(500)).substring(0, 500);
                screens.add(Collections.nCopies(ScreenPatterns.LINES, begun));
            }
        }
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (var profile : Agents.builtIn().values()) {
                for (List<String> screen : screens) {
                    new ActivityReading(profile.screen(), Instant.EPOCH, Instant.EPOCH.plusSeconds(10)).of(screen);
                }
            }
        });
    }
}
