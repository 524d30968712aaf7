package io.headjack.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What the documents name exists, and the program they show compiles. */
class DocumentsTest {
    private static final Path ROOT = root();
    private static final Pattern PATH = Pattern.compile(
            "(?<![\\w/.-])(?:scripts|docs|headjack-[a-z]+)/[\\w/.-]*\\w|(?<![\\w/])\\./mvnw|\\bpom\\.xml");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");
    private static final Pattern MODULE = Pattern.compile("`(headjack-[a-z]+)`");
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

    @Test
    void readme_program_compiles(@TempDir Path classes) throws IOException {
        Path readme = ROOT.resolve("README.md");
        String program =
                found(PROGRAM, readme).map(block -> block.group(1)).findFirst().orElseThrow();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();

        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-Xlint:all", "-Werror", "--release", "17", "-proc:none", "-d", classes.toString()),
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
