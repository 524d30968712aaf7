package io.headjack.internal.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.Activity;
import io.headjack.SessionActivity;
import io.headjack.internal.screen.ActivityReading;
import io.headjack.spi.ScreenPatterns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A screen of a real agent, as it was recorded.
 *
 * @param file where it stands
 * @param agent the agent
 * @param stage what the agent was doing
 * @param expected what has to be read from it
 * @param silence how long nothing had been printed
 * @param question what has to be found as the question, if something is asked
 * @param lines what the screen showed
 */
record RecordedScreen(
        String file,
        String agent,
        String stage,
        Activity expected,
        Duration silence,
        Optional<String> question,
        List<String> lines) {
    private static final Path ALL = Path.of("src/test/resources/io/headjack/internal/provider/recordings");
    private static final Pattern HEAD = Pattern.compile("=== ([a-z ]+) \\| ([A-Z_]+) \\| silent for (\\d+) ms \\|(.*)");

    /** Reads those of {@code training}, on which the patterns were written, or of {@code scoring}. */
    static List<RecordedScreen> of(String set) {
        try (Stream<Path> files = Files.list(ALL.resolve(set))) {
            return files.sorted().flatMap(RecordedScreen::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<RecordedScreen> read(Path file) {
        List<RecordedScreen> screens = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file, UTF_8)) {
                Matcher head = HEAD.matcher(line);
                if (head.matches()) {
                    screens.add(head(file.getFileName().toString(), head));
                } else {
                    screens.get(screens.size() - 1).lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return screens.stream();
    }

    private static RecordedScreen head(String file, Matcher head) {
        return new RecordedScreen(
                file,
                file.substring(0, file.indexOf('-')),
                head.group(1),
                Activity.valueOf(head.group(2)),
                Duration.ofMillis(Long.parseLong(head.group(3))),
                Optional.of(head.group(4).strip()).filter(each -> !each.isEmpty()),
                new ArrayList<>());
    }

    SessionActivity read(ScreenPatterns patterns) {
        return new ActivityReading(patterns, Instant.EPOCH, Instant.EPOCH.plus(silence)).of(lines);
    }

    boolean isRight(SessionActivity found) {
        return found.activity() == expected && found.question().equals(question);
    }
}
