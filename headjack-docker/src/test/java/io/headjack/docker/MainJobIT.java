package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Collected;
import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceInfo;
import io.headjack.InstanceState;
import io.headjack.Removed;
import io.headjack.RepositoryInstances;
import io.headjack.Session;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One program makes instances on a clone of this project and ends; another one finds them, works with them, removes them. */
@RequiresTool({"docker", "git"})
class MainJobIT {
    @TempDir
    Path directory;

    @Test
    void twoPrograms_oneAfterTheOther_shareInstancesAndLeaveNothing() throws Exception {
        Path data = directory.resolve("data");
        Path repository = cloneOfThisProject();
        String head = git(repository, "rev-parse", "HEAD");

        program(FirstProgram.class, data.toString(), repository.toString());

        String catalog;
        try (Headjack headjack = Job.open(data)) {
            catalog = headjack.catalog().id();
            RepositoryInstances here = headjack.instances().in(repository);
            assertThat(here.list())
                    .extracting(info -> info.branch().value())
                    .containsExactlyInAnyOrderElementsOf(FirstProgram.BRANCHES);
            assertThat(here.list()).extracting(InstanceInfo::state).containsOnly(InstanceState.RUNNING);
            assertThat(headjack.sessions().list()).hasSize(6);
            for (String branch : FirstProgram.BRANCHES) {
                talk(here.get(branch), branch);
            }
            stopAndStart(here.get("feat/a"));
            for (String branch : FirstProgram.BRANCHES) {
                collectAndRemove(repository, here.get(branch), branch);
            }
            assertThat(headjack.instances().list()).isEmpty();
        }

        try (ContainerRuntime engine = Job.engine(data)) {
            assertThat(Job.remains(engine, catalog)).isEmpty();
        }
        assertThat(git(repository, "worktree", "list").lines()).hasSize(1);
        assertThat(git(repository, "for-each-ref", "refs/headjack")).isEmpty();
        assertThat(git(repository, "status", "--porcelain")).isEmpty();
        assertThat(git(repository, "rev-parse", "HEAD")).isEqualTo(head);
        assertThat(files(data)).allMatch(each -> each.startsWith("catalog.") || each.startsWith("cache/"));
    }

    private static void talk(Instance instance, String branch) {
        Session worker = instance.sessions().get("worker");
        assertThat(worker.awaitExit(Job.LONG)).isEqualTo(new ExitStatus(0));
        assertThat(worker.log().tail(10)).contains("work on " + branch, "over");

        Session asker = instance.sessions().get("asker");
        asker.submit("an answer for " + branch);
        assertThat(asker.awaitExit(Job.LONG)).isEqualTo(new ExitStatus(7));
        assertThat(asker.log().tail(10)).contains("got an answer for " + branch);
        assertThat(instance.git().status().isClean()).isTrue();
        assertThat(instance.git().commits())
                .singleElement()
                .satisfies(commit -> assertThat(commit.subject()).isEqualTo("On " + branch));
        assertThat(instance.git().diff()).contains("+work on " + branch);
    }

    private static void stopAndStart(Instance instance) {
        instance.stop();
        assertThat(instance.info().state()).isEqualTo(InstanceState.STOPPED);
        assertThat(instance.sessions().list()).extracting(SessionInfo::state).containsOnly(SessionState.EXITED);
        instance.start();
        assertThat(instance.info().state()).isEqualTo(InstanceState.RUNNING);
        assertThat(instance.exec("cat", "result.txt").run().stdout()).isEqualTo("work on feat/a\n");
    }

    private static void collectAndRemove(Path repository, Instance instance, String branch) throws Exception {
        Collected collected = instance.git().collect();
        assertThat(collected.outcome()).isIn(Collected.Outcome.FAST_FORWARDED, Collected.Outcome.UP_TO_DATE);
        assertThat(git(repository, "show", "refs/heads/" + branch + ":result.txt"))
                .isEqualTo("work on " + branch);
        Path worktree = instance.info().worktree();

        Removed removed = instance.remove();

        assertThat(removed.branchDeleted()).isFalse();
        assertThat(removed.salvage()).isEmpty();
        assertThat(worktree).doesNotExist();
    }

    private Path cloneOfThisProject() throws Exception {
        String source = git(Path.of("").toAbsolutePath(), "rev-parse", "--show-toplevel");
        Path clone = directory.resolve("clone");
        git(directory, "clone", "--quiet", source, clone.toString());
        git(clone, "config", "user.name", "A Person");
        git(clone, "config", "user.email", "person@example.org");
        return clone;
    }

    private static List<String> files(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(Files::isRegularFile)
                    .map(each -> data.relativize(each).toString())
                    .toList();
        }
    }

    private static void program(Class<?> main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                TestRuntime.OPTION,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static String git(Path where, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", where.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
