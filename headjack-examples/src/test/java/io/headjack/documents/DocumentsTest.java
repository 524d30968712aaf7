package io.headjack.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents name exists, and the programs they show compile. */
class DocumentsTest {
    private static final Path ROOT = root();
    private static final Pattern PATH = Pattern.compile(
            "(?<![\\w/.-])(?:scripts|docs|headjack-[a-z]+)/[\\w/.-]*\\w|(?<![\\w/])\\./mvnw|\\bpom\\.xml");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");
    private static final Pattern MODULE = Pattern.compile("`(headjack-[a-z]+)`");
    private static final Pattern DEPENDENCY = Pattern.compile("(?m)^//DEPS (\\S+):([^:\\s]+)$");
    private static final Pattern SHOWN = Pattern.compile("(?s)<pre>\\{@code\n(.*?)\n *\\* }</pre>");
    private static final Pattern INDENTED = Pattern.compile("(?m)(?:^ {4}.*\n(?:\n(?= {4}))?)+");
    private static final List<String> TESTS = List.of(
            "headjack-testkit/src/test/java",
            "headjack-core/src/test/java/io/headjack/internal/tmux",
            "headjack-examples/src/test");
    private static final Pattern PROGRAM = Pattern.compile("(?s)```java\n(.*?)```");

    static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void document_namesPath_exists(Path document) throws IOException {
        assertThat(found(PATH, document).map(MatchResult::group).map(ROOT::resolve))
                .allSatisfy(path -> assertThat(path).exists());
    }

    @Test
    void embedding_tableOfErrors_hasThemAll() throws IOException {
        String embedding = Files.readString(ROOT.resolve("docs/embedding.md"));
        try (Stream<Path> errors = Files.list(ROOT.resolve("headjack-api/src/main/java/io/headjack/error"))) {
            assertThat(errors.map(each -> each.getFileName().toString().replace(".java", ""))
                            .filter(each -> !each.equals("package-info")))
                    .allSatisfy(each -> assertThat(embedding).contains("`" + each + "`"));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void document_namesScript_canBeRun(Path document) throws IOException {
        assertThat(found(PATH, document).map(MatchResult::group).filter(path -> path.startsWith("scripts/")))
                .allSatisfy(script -> assertThat(ROOT.resolve(script)).isExecutable());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void document_linksFile_exists(Path document) throws IOException {
        assertThat(found(LINK, document).map(link -> link.group(1)).filter(link -> !link.contains("://")))
                .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void document_namesModule_isInTheBuild(Path document) throws IOException {
        String build = Files.readString(ROOT.resolve("pom.xml"));

        assertThat(found(MODULE, document).map(module -> module.group(1)))
                .allSatisfy(module -> assertThat(build).contains("<module>" + module + "</module>"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void document_showsJava_compiles(Path document, @TempDir Path classes) throws IOException {
        List<String> blocks =
                found(PROGRAM, document).map(block -> block.group(1)).toList();

        assertThat(blocks).allSatisfy(block -> compile(program(block), classes));
    }

    @Test
    void examples_areReadAtAGlance() throws IOException {
        try (Stream<Path> examples = Files.list(ROOT.resolve("headjack-examples/src/main/java/io/headjack/examples"))) {
            assertThat(examples.filter(Files::isRegularFile))
                    .allSatisfy(example -> assertThat(Files.readAllLines(example))
                            .as("%s", example)
                            .hasSizeLessThanOrEqualTo(60));
        }
    }

    @Test
    void javadocOfTheApi_showsWhatTheExamplesDo() throws IOException {
        assertShown("headjack-api/src/main/java", List.of("headjack-examples/src/main/java/io/headjack/examples"));
    }

    @Test
    void javadocOfTheTestKit_showsWhatTestsDo() throws IOException {
        assertShown("headjack-testkit/src/main/java", TESTS);
    }

    @Test
    void spiDocument_showsWhatTestsDo() throws IOException {
        List<List<String>> sources = lines(TESTS);
        List<List<String>> shown = found(INDENTED, ROOT.resolve("docs/spi.md"))
                .map(block -> block.group().lines().map(String::strip).toList())
                .toList();

        assertThat(shown)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(sources).anyMatch(source -> isPartOf(block, source)));
    }

    private static void assertShown(String documented, List<String> compiled) throws IOException {
        List<List<String>> sources = lines(compiled);
        List<List<String>> shown = new ArrayList<>();
        for (Path source : files(documented)) {
            found(SHOWN, source)
                    .map(block -> block.group(1)
                            .lines()
                            .map(DocumentsTest::withoutMargin)
                            .toList())
                    .forEach(shown::add);
        }

        assertThat(shown)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(sources).anyMatch(source -> isPartOf(block, source)));
    }

    private static List<List<String>> lines(List<String> directories) throws IOException {
        List<List<String>> all = new ArrayList<>();
        for (String directory : directories) {
            for (Path source : files(directory)) {
                all.add(Files.readAllLines(source).stream().map(String::strip).toList());
            }
        }
        return all;
    }

    private static String withoutMargin(String line) {
        return line.strip().replaceFirst("^\\* ?", "").strip();
    }

    /** Whether all lines are there in this order; an example may have more between them. */
    private static boolean isPartOf(List<String> block, List<String> example) {
        Iterator<String> lines = example.iterator();
        for (String wanted : block) {
            boolean there = false;
            while (!there && lines.hasNext()) {
                there = lines.next().equals(wanted);
            }
            if (!there) {
                return false;
            }
        }
        return true;
    }

    private static List<Path> files(String directory) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT.resolve(directory))) {
            return all.filter(each ->
                            each.toString().endsWith(".java") || each.toString().contains("META-INF/services/"))
                    .toList();
        }
    }

    @Test
    void jbangProgram_compiles_andNamesTheBuildsOwnVersions(@TempDir Path classes) throws IOException {
        String program = Files.readString(ROOT.resolve("headjack-examples/src/main/jbang/Hello.java"));
        String build = Files.readString(ROOT.resolve("pom.xml"));

        compile(program, classes);
        assertThat(DEPENDENCY.matcher(program).results())
                .hasSize(4)
                .allSatisfy(dependency -> assertThat(build)
                        .containsPattern("<(slf4j\\.)?version>" + Pattern.quote(dependency.group(2)) + "<"));
    }

    /** What is no whole program is taken for statements that follow on opening Headjack, as in JShell. */
    private static String program(String block) {
        if (block.contains("class ")) {
            return block;
        }
        String statements = block.contains(";\n") ? block : block.replaceAll("(?m)$", ";");
        return """
                import io.headjack.*;
                import io.headjack.error.*;
                import io.headjack.spi.*;
                import java.nio.file.*;
                import java.time.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.regex.*;
                abstract class Hello {
                    Headjack headjack;
                    RepositoryInstances here;
                    Instance instance;
                    Session session;
                    void run() throws Exception {
                        %s
                    }
                }
                """.formatted(statements);
    }

    private static void compile(String program, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();

        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-Xlint:all,-try",
                                "-Werror",
                                "--release",
                                "17",
                                "-proc:none",
                                "-d",
                                classes.toString()),
                        null,
                        List.of(source(program)))
                .call();

        assertThat(compiled).as("%s", messages).isTrue();
    }

    private static JavaFileObject source(String program) {
        return new SimpleJavaFileObject(URI.create("string:///Hello.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return program;
            }
        };
    }

    private static Stream<MatchResult> found(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document)).results();
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
