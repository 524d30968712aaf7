package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.internal.process.ProcessRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which repositories JGit may read, and that nobody notices that it did. */
class JGitReaderTest {
    @TempDir
    Path home;

    private Sandbox sandbox;
    private Path common;
    private Layout layout;

    @BeforeEach
    void makeRepository() {
        sandbox = Sandbox.in(home);
        common = sandbox.repository.commonDirectory();
        layout = new Layout(common, sandbox.origin, false);
    }

    @Test
    void admits_ordinaryRepository_isTrue() {
        assertThat(JGitGate.admits(layout)).isTrue();
        sandbox.host("gc", "-q");
        sandbox.host("config", "extensions.worktreeConfig", "true");
        assertThat(JGitGate.admits(layout)).isTrue();
    }

    @Test
    void admits_whatGitReadsDifferently_isFalse() {
        for (String file : List.of(
                "objects/info/alternates", "shallow", "info/grafts", "reftable/tables.list", "config.worktree")) {
            Sandbox.write(common.resolve(file), "");

            assertThat(JGitGate.admits(layout)).as(file).isFalse();

            common.resolve(file).toFile().delete();
            common.resolve("reftable").toFile().delete();
        }
        assertThat(JGitGate.admits(layout)).isTrue();
    }

    @Test
    void admits_extensionsAndPromisors_isFalse() throws IOException {
        String ordinary = Files.readString(common.resolve("config"));
        for (String more : List.of(
                "[extensions]\n\tobjectFormat = sha256\n",
                "[extensions]\n\trefStorage = reftable\n",
                "[extensions]\n\tpartialClone = origin\n",
                "[extensions]\n\tnobodyKnows = true\n",
                "[core]\n\trepositoryFormatVersion = 2\n",
                "[remote \"origin\"]\n\tpromisor = true\n",
                "[unfinished\n")) {
            Files.writeString(common.resolve("config"), ordinary + more);

            assertThat(JGitGate.admits(layout)).as(more).isFalse();
        }
    }

    @Test
    void admits_headThatIsALink_isFalse() throws IOException {
        Files.delete(common.resolve("HEAD"));
        Files.createSymbolicLink(common.resolve("HEAD"), Path.of("refs/heads/main"));

        assertThat(JGitGate.admits(layout)).isFalse();
    }

    @Test
    void isPlain_revisionsOfGit_areNot() {
        assertThat(List.of("main", "HEAD~1", "refs/heads/main^{tree}", "refs/heads/main@{1}", ":/text", "v1.0-3-g123"))
                .noneMatch(HostReader::isPlain);
        assertThat(List.of("HEAD", "refs/heads/main", "0123456789012345678901234567890123456789"))
                .allMatch(HostReader::isPlain);
    }

    @Test
    void hostReader_objectThatJGitDoesNotFind_asksGit() {
        GitReader git = new NativeReader(new GitInvoker(new ProcessRunner()).at(common));
        GitReader reader = new HostReader(git, layout, new AtomicInteger(HostReader.WORTH_LOADING));
        String missing = "0123456789012345678901234567890123456789";
        String head = sandbox.host("rev-parse", "HEAD");

        assertThatThrownBy(() -> reader.isAncestor(missing, head)).hasMessageContaining("merge-base");
        assertThat(reader.commit("main")).contains(head);
    }

    @Test
    void hostReader_programThatAsksLittle_doesNotLoadJGit() throws Exception {
        Asked asked = ask(5);

        assertThat(asked.printed()).contains("reads: 5");
        assertThat(asked.classes()).doesNotContain("org.eclipse.jgit.");
    }

    @Test
    void hostReader_programThatAsksMuch_leavesNothingBehind() throws Exception {
        Path person = home.resolve("person");
        Sandbox.write(person.resolve(".gitconfig"), "[user]\n\tname = A person\n");
        sandbox.host("gc", "-q");

        Asked asked = ask(HostReader.WORTH_LOADING + 5);

        assertThat(asked.classes()).contains("org.eclipse.jgit.revwalk.RevWalk ");
        assertThat(asked.printed())
                .contains("reads: " + (HostReader.WORTH_LOADING + 5), "thread: main")
                .doesNotContain("thread: JGit", "file: " + common);
        try (Stream<Path> files = Files.walk(person)) {
            assertThat(files).containsExactlyInAnyOrder(person, person.resolve(".gitconfig"));
        }
        try (Stream<Path> files = Files.list(common)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().contains("probe"));
        }
    }

    private record Asked(String printed, String classes) {}

    /** Runs a program with a home of its own, as what it loads is seen from outside only. */
    private Asked ask(int questions) throws Exception {
        Path classes = home.resolve("classes");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + classes,
                        "-Duser.home=" + home.resolve("person"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AskingProgram.class.getName(),
                        common.toString(),
                        Integer.toString(questions))
                .redirectErrorStream(true);
        builder.environment().put("HOME", home.resolve("person").toString());
        builder.environment().remove("XDG_CONFIG_HOME");
        Process program = builder.start();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(printed).isZero();
        return new Asked(printed, Files.readString(classes));
    }
}
