package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Collected;
import io.headjack.ExecResult;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceRequest;
import io.headjack.RemoveOption;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ImageBuild;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A remote that is a server of its own, in a container: fetched from by the host, pushed to from inside. */
@RequiresTool({"docker", "git"})
@Timeout(300)
class GitDaemonIT {
    private static final String IMAGE = "headjack-it-git:1";
    private static final int PORT = 9418;
    private static final String DOCKERFILE = """
            FROM debian:bookworm-slim
            RUN apt-get update \\
             && apt-get install -y --no-install-recommends git \\
             && rm -rf /var/lib/apt/lists/*
            """;
    private static final String SERVE = "git init -q --bare -b main /srv/project.git;"
            + " git init -q --bare -b main /srv/fork.git;"
            + " exec git daemon --reuseaddr --export-all --enable=receive-pack --base-path=/srv /srv";

    @TempDir
    Path data;

    private TempRepository repository;
    private GenericContainer<?> server;
    private Headjack headjack;
    private String start;

    @BeforeAll
    static void buildImage(@TempDir Path context) throws Exception {
        try (ContainerRuntime engine = Job.engine(context)) {
            if (engine.findImage(IMAGE).isEmpty()) {
                Path dockerfile = Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
                engine.buildImage(new ImageBuild(context, dockerfile, IMAGE, null, Map.of(), false));
            }
        }
    }

    @BeforeEach
    void open() throws Exception {
        server = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withExposedPorts(PORT)
                .withCommand("sh", "-c", SERVE);
        server.start();
        awaitAnswer();
        repository = TempRepository.create();
        start = repository.commit("First", Map.of("a.txt", "a\n"));
        remote("origin", "project.git");
        headjack = Job.open(data);
    }

    /** The engine's own proxy listens before it can reach the server, and resets what comes too early. */
    private void awaitAnswer() throws Exception {
        List<String> question = List.of("git", "ls-remote", address("project.git"));
        long deadline = System.nanoTime() + Job.LONG.toNanos();
        while (new ProcessBuilder(question).start().waitFor() != 0) {
            assertThat(System.nanoTime()).as("the server answers").isLessThan(deadline);
            LockSupport.parkNanos(100_000_000);
        }
    }

    private String address(String project) {
        return "git://" + server.getHost() + ":" + server.getMappedPort(PORT) + "/" + project;
    }

    @AfterEach
    void removeAll() {
        headjack.instances()
                .list()
                .forEach(each -> headjack.instances()
                        .get(each.id())
                        .remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
        headjack.close();
        repository.close();
        server.stop();
    }

    /** A remote whose server has a branch that this repository has not heard of. */
    private void remote(String name, String project) {
        String address = address(project);
        repository.git("push", "--quiet", address, "main", "main:feat/x");
        repository.git("remote", "add", name, address);
    }

    private InstanceRequest branch() {
        return headjack.instances().in(repository.directory()).branch("feat/x");
    }

    private String upstream() {
        return repository
                .git("rev-parse", "--symbolic-full-name", "feat/x@{upstream}")
                .strip();
    }

    @Test
    void create_afterFetch_tracksTheBranchOfTheServer() {
        repository.commit("Second", Map.of("a.txt", "further\n"));

        Instance instance = branch().fetch("origin").create();

        assertThat(repository.resolve("refs/heads/feat/x")).isEqualTo(start);
        assertThat(upstream()).isEqualTo("refs/remotes/origin/feat/x");
        assertThat(instance.info().worktree().resolve("a.txt")).hasContent("a");
    }

    @Test
    void push_fromInside_reachesTheServerAndIsCollected() {
        Instance instance = branch().fetch("origin").create();
        String inside = "git://"
                + server.getContainerInfo()
                        .getNetworkSettings()
                        .getNetworks()
                        .get("bridge")
                        .getIpAddress()
                + "/project.git";

        ExecResult pushed = instance.exec(
                        "sh",
                        "-c",
                        "echo x > x.txt && git add x.txt && git commit -qm Inside && git push -q \"$0\" HEAD:feat/x",
                        inside)
                .run();

        assertThat(pushed.exit().code()).as(pushed.stderr()).isZero();
        assertThat(instance.git().collect().outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
        repository.git("fetch", "--quiet", "origin");
        assertThat(repository.resolve("refs/heads/feat/x"))
                .isNotEqualTo(start)
                .isEqualTo(repository.resolve("refs/remotes/origin/feat/x"));
        instance.remove();
    }

    @Test
    void create_branchOnTwoServers_isRefusedUntilOneIsNamed() {
        remote("fork", "fork.git");
        repository.git("fetch", "--quiet", "origin");

        assertThatThrownBy(() -> branch().fetch("fork").create())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("(fork, origin)");

        branch().from("fork/feat/x").create();
        assertThat(upstream()).isEqualTo("refs/remotes/fork/feat/x");
    }

    @Test
    @Timeout(60)
    void create_serverGone_failsSoonAndMakesNothing() {
        server.stop();
        List<String> before = repository.git("for-each-ref").lines().toList();

        assertThatThrownBy(() -> branch().fetch("origin").create())
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("fetching from remote \"origin\"")
                .hasMessageContaining("unable to connect");

        assertThat(repository.git("for-each-ref").lines()).containsExactlyElementsOf(before);
        assertThat(headjack.instances().list()).isEmpty();
        assertThat(data.resolve("git")).isEmptyDirectory();
    }
}
