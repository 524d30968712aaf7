package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Headjack;
import io.headjack.InstanceRequest;
import io.headjack.error.BranchInUseException;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.error.UnsupportedException;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.RuntimeContext;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each wrong input gets an error with what, which value and what to do, and leaves nothing behind. */
@RequiresTool({"docker", "git"})
class BadInputIT {
    @TempDir
    Path directory;

    private Path data;
    private TempRepository repository;

    @BeforeEach
    void makeRepository() {
        data = directory.resolve("data");
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
    }

    @AfterEach
    void nothingStays() throws Exception {
        assertThat(repository.git("worktree", "list").strip().lines()).hasSize(1);
        assertThat(repository.git("for-each-ref", "refs/headjack")).isBlank();
        assertThat(repository.git("branch", "--list", "feat/*")).isBlank();
        if (Files.exists(data.resolve("catalog.json"))) {
            try (Headjack headjack = Job.open(data);
                    ContainerRuntime engine = Job.engine(data)) {
                assertThat(headjack.catalog().entries()).isEmpty();
                assertThat(Job.remains(engine, headjack.catalog().id())).isEmpty();
            }
        }
        for (String below : List.of("git", "private", "logs")) {
            if (Files.exists(data.resolve(below))) {
                try (var files = Files.walk(data.resolve(below))) {
                    assertThat(files.filter(Files::isRegularFile)).isEmpty();
                }
            }
        }
        repository.close();
    }

    private HeadjackException failure(UnaryOperator<InstanceRequest> request) {
        return failure(repository.directory(), request);
    }

    private HeadjackException failure(Path where, UnaryOperator<InstanceRequest> request) {
        try (Headjack headjack = Job.open(data)) {
            request.apply(headjack.instances().in(where).branch("feat/x")).create();
            throw new AssertionError("it was made");
        } catch (HeadjackException e) {
            return e;
        }
    }

    @Test
    void notARepository_isNotFound() {
        assertThat(failure(directory, request -> request))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void noCommits_saysToCommitFirst() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        repository.git(empty, List.of("init", "--quiet"));

        assertThat(failure(empty, request -> request))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("commit");
    }

    @Test
    void branchCheckedOutElsewhere_namesThePlace() {
        String current = repository.git("symbolic-ref", "--short", "HEAD").strip();
        try (Headjack headjack = Job.open(data)) {
            assertThatThrownBy(() -> headjack.instances()
                            .in(repository.directory())
                            .branch(current)
                            .create())
                    .isInstanceOf(BranchInUseException.class)
                    .hasMessageContaining(repository.directory().toString());
        }
    }

    @Test
    void unknownStart_isNotFound() {
        assertThat(failure(request -> request.from("no-such-ref")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no-such-ref");
    }

    @Test
    void unknownImage_namesTheImage() {
        String registry = System.getenv().getOrDefault("HEADJACK_TEST_REGISTRY", "localhost:5077");
        assertThat(failure(request -> request.image(registry + "/no/such:image")))
                .isInstanceOfAny(NotFoundException.class, OperationFailedException.class)
                .hasMessageContaining("no/such");
    }

    @Test
    void unknownRuntime_listsThoseThatExist() {
        try (Headjack headjack =
                Headjack.builder().dataDirectory(data).runtime("dokcer").open()) {
            assertThatThrownBy(() -> headjack.instances()
                            .in(repository.directory())
                            .branch("feat/x")
                            .create())
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("\"dokcer\"")
                    .hasMessageContaining("docker");
        }
    }

    @Test
    void engineDown_isUnavailableAndOpeningWorks() {
        RuntimeContext nowhere = new RuntimeContext(
                directory, Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock"), Clock.systemUTC(), progress -> {});
        try (ContainerRuntime engine = new DockerRuntimeProvider().create(nowhere);
                Headjack headjack =
                        Headjack.builder().dataDirectory(data).runtime(engine).open()) {
            assertThat(headjack.instances().list()).isEmpty();
            assertThatThrownBy(() -> headjack.instances()
                            .in(repository.directory())
                            .branch("feat/x")
                            .create())
                    .isInstanceOf(RuntimeUnavailableException.class)
                    .hasMessageContaining("/nonexistent/docker.sock");
        }
    }

    @Test
    void tmuxTooOld_namesTheVersion() throws Exception {
        Path dockerfile = Files.writeString(directory.resolve("Dockerfile"), """
                FROM debian:bookworm-slim
                RUN for each in 'tmux 3.1c' 'git version 2.30.2'; do \\
                      printf '#!/bin/sh\\necho %s\\n' "$each" > "/usr/bin/${each%% *}" && chmod 755 "/usr/bin/${each%% *}"; done
                """);

        assertThat(failure(request -> request.dockerfile(dockerfile)))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("tmux 3.1c")
                .hasMessageContaining("3.2");
    }

    @Test
    void dockerfileThatFails_hasTheStepAndItsWords() throws Exception {
        Path dockerfile = Files.writeString(
                directory.resolve("Dockerfile"), "FROM debian:bookworm-slim\nRUN echo these words; exit 3\n");

        assertThat(failure(request -> request.dockerfile(dockerfile)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("RUN echo these words; exit 3")
                .hasMessageContaining("\nthese words");
    }

    @Test
    void unknownFlag_listsTheKnownOnes() {
        assertThat(failure(request -> request.flag("privileged", List.of("true"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("privileged");
    }

    @Test
    void mountAroundTheBoundary_isRefused() {
        assertThat(failure(request -> request.mount(repository.gitDirectory(), "/in")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("/in");
    }

    @Test
    void directoryInTheWay_isAConflictAndStays() throws Exception {
        String branch = "feat/x";
        Path worktree;
        try (Headjack headjack = Job.open(data)) {
            var instance = headjack.instances()
                    .in(repository.directory())
                    .branch(branch)
                    .create();
            worktree = instance.info().worktree();
            instance.remove();
        }
        Path mine = Files.createDirectories(worktree.resolve("mine"));

        assertThat(failure(request -> request))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(worktree.toString());
        assertThat(mine).isEmptyDirectory();
    }

    @Test
    void dataDirectoryNotWritable_isNamed() {
        Path unusable = Path.of("/proc/headjack");
        assertThatThrownBy(() -> Headjack.builder().dataDirectory(unusable).open())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("/proc/headjack");
    }

    @Test
    void dataDirectoryNotShared_isNamed() throws Exception {
        // A mount that only the child program sees stands for an engine on another host.
        Files.createDirectories(data);
        Process program = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "mount -t tmpfs none \"$0\" && exec \"$@\"",
                        data.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstProgram.class.getName(),
                        data.toString(),
                        repository.directory().toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor()).isEqualTo(1);
        assertThat(output).contains("UnsupportedException").contains("does not see the data directory " + data);
    }
}
