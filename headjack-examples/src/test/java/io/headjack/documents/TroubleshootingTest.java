package io.headjack.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that the document explains are those of the code. */
class TroubleshootingTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!message|---|outcome)(.+?) \\|");
    private static final Pattern MESSAGE = Pattern.compile("`([^`]+)`");

    /** Text that is parted in the code, over lines or around values, reads here as one. */
    private static final Pattern SEAM = Pattern.compile("\"\\s*\\+\\s*\"");

    @Test
    void messages_explained_areInTheCode() throws IOException {
        String code = SEAM.matcher(code()).replaceAll("");
        String document = Files.readString(ROOT.resolve("docs/troubleshooting.md"));
        List<String> messages = ROW.matcher(document)
                .results()
                .flatMap(row -> MESSAGE.matcher(row.group(1)).results())
                .map(message -> message.group(1))
                .toList();

        assertThat(messages)
                .hasSizeGreaterThan(30)
                .allSatisfy(message -> assertThat(code.contains(message))
                        .as("the code says: %s", message)
                        .isTrue());
    }

    private static String code() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT, 12)) {
            return all.filter(file ->
                            file.toString().contains("/src/main/java/") || file.startsWith(ROOT.resolve("scripts")))
                    .filter(Files::isRegularFile)
                    .map(TroubleshootingTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
