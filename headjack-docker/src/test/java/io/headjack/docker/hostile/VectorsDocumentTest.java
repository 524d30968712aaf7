package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names what is tried here, and nothing else. */
class VectorsDocumentTest {
    /** The part of the document that has these tables. */
    private static final Pattern TRIED = Pattern.compile("(?ms)^## What was tried$.*?^## ");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| (?!outcome|---)[^|]+ \\|$");
    private static final List<Class<?>> SUITE = List.of(
            BoundaryIT.class,
            CollectIT.class,
            ConfigurationIT.class,
            EndlessIT.class,
            EscapeIT.class,
            FilesIT.class,
            FilledIT.class,
            HogIT.class,
            HooksIT.class,
            InterruptedCollectIT.class,
            LayoutIT.class,
            NestedIT.class,
            ObjectsIT.class,
            RefsIT.class);

    @Test
    void document_tableOfVectors_isWhatTheSuiteTries() throws IOException {
        MatchResult part = TRIED.matcher(Files.readString(document()))
                .results()
                .findFirst()
                .orElseThrow();
        Set<String> documented = ROW.matcher(part.group())
                .results()
                .map((MatchResult row) -> row.group(1).replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(tried());
    }

    @Test
    void suite_everyClass_isAmongThem() throws IOException {
        try (Stream<Path> files =
                Files.list(root().resolve("headjack-docker/src/test/java/io/headjack/docker/hostile"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("IT.java")))
                    .containsExactlyInAnyOrderElementsOf(SUITE.stream()
                            .map(each -> each.getSimpleName() + ".java")
                            .toList());
        }
    }

    private static Set<String> tried() {
        Stream<String> named = SUITE.stream()
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Vector.class))
                .map((Method method) -> method.getAnnotation(Vector.class).value());
        return Stream.concat(named, Configuration.attacks(0).stream().map(Attack::name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path document() {
        return root().resolve("docs/security.md");
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("docs")) ? here : here.resolve("..").normalize();
    }
}
