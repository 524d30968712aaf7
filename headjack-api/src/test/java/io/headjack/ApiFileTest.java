package io.headjack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares the public API with {@code api/headjack-api.txt}, so that each change of it is a visible diff. */
class ApiFileTest {

    private static final List<String> EXPORTED = List.of("io.headjack", "io.headjack.error", "io.headjack.spi");

    @Test
    void publicApi_comparedWithCheckedInFile_isTheSame() throws Exception {
        Path target = testClasses().resolveSibling("classes");
        Path file = testClasses().resolve("../../api/headjack-api.txt").normalize();
        List<String> actual = ApiListing.of(target, EXPORTED);

        if (Boolean.getBoolean("headjack.api.update")) {
            Files.createDirectories(file.getParent());
            Files.write(file, actual);
        }

        assertThat(changes(read(file), actual))
                .as(
                        "The public API differs from %s. If that is meant, run scripts/api-update and commit the file",
                        file)
                .isEmpty();
    }

    private static Path testClasses() throws URISyntaxException {
        return Path.of(ApiFileTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static List<String> read(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static List<String> changes(List<String> before, List<String> after) {
        List<String> old = withTypes(before);
        List<String> current = withTypes(after);
        List<String> changes = new ArrayList<>();
        old.stream().filter(line -> !current.contains(line)).forEach(line -> changes.add("- " + line));
        current.stream().filter(line -> !old.contains(line)).forEach(line -> changes.add("+ " + line));
        return changes;
    }

    /** Puts the type in front of each of its members, which stand indented below it. */
    private static List<String> withTypes(List<String> lines) {
        List<String> result = new ArrayList<>();
        String type = "";
        for (String line : lines) {
            if (line.startsWith(" ")) {
                result.add(type + " :: " + line.strip());
            } else {
                type = line;
                result.add(line);
            }
        }
        return result;
    }
}
