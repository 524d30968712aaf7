package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.ExecResult;
import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceRequest;
import io.headjack.InstanceState;
import io.headjack.Network;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.SessionState;
import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container is made again, as it was or otherwise, and nothing is lost that does not lie in it alone. */
@RequiresTool({"docker", "git"})
class RecreateIT {
    private static final long MEMORY = 300L << 20;

    @TempDir
    Path data;

    private TempRepository repository;
    private Headjack headjack;
    private ContainerRuntime engine;

    @BeforeEach
    void open() {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = Job.open(data);
        engine = Job.engine(data);
    }

    @AfterEach
    void removeAll() {
        headjack.instances()
                .list()
                .forEach(each -> headjack.instances()
                        .get(each.id())
                        .remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
        headjack.doctor().apply(headjack.doctor().scan());
        headjack.close();
        engine.close();
        repository.close();
    }

    private InstanceRequest request() {
        return headjack.instances().in(repository.directory()).branch("feat/x");
    }

    private Path dockerfile(String content) throws IOException {
        Path file = repository.beside("image").resolve("Dockerfile");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static String inside(Instance instance, String script) {
        ExecResult result = instance.exec("sh", "-c", script).run();
        assertThat(result.exit()).as(result.stderr()).isEqualTo(new ExitStatus(0));
        return result.stdout();
    }

    /** Leaves something in each place that must outlive a container, and in one that does not. */
    private static void fill(Instance instance) {
        inside(
                instance,
                "echo home > \"$HOME/note\"; echo work > untracked; echo more >> a.txt; git commit -qam Second;"
                        + " git branch own; echo gone > /tmp/note");
    }

    private static void isFilled(Instance instance) {
        assertThat(inside(instance, "cat \"$HOME/note\" untracked; git log -2 --format=%s own; git status --porcelain"))
                .isEqualTo("home\nwork\nSecond\nFirst\n?? untracked\n");
        assertThat(instance.exec("test", "-e", "/tmp/note").run().exit()).isEqualTo(new ExitStatus(1));
    }

    private ContainerId container(Instance instance) {
        return engine.find(instance.info().container()).orElseThrow().id();
    }

    @Test
    void recreate_endsSessionsAndKeepsAllThatDoesNotLieInTheContainer() {
        Instance instance = request().ensure();
        fill(instance);
        Session session = instance.sessions().command("sleep", "600").start();
        ContainerId before = container(instance);

        instance.recreate();

        assertThat(container(instance)).isNotEqualTo(before);
        isFilled(instance);
        assertThat(session.info().state()).isEqualTo(SessionState.EXITED);
        assertThat(repository.git("log", "-1", "--format=%s", "feat/x").strip()).isEqualTo("Second");
    }

    @Test
    @Tag("long")
    void recreate_ofAnEditedDockerfile_hasWhatChanged() throws Exception {
        String base = request().ensure().info().image();
        request().ensure().remove();
        Path file = dockerfile("FROM " + base + "\nRUN echo one > /mark\n");
        Instance instance = request().dockerfile(file).ensure();
        fill(instance);
        dockerfile("FROM " + base + "\nRUN echo two > /mark\n");
        assertThat(inside(request().dockerfile(file).ensure(), "cat /mark")).isEqualTo("one\n");

        instance.recreate();

        assertThat(inside(instance, "cat /mark")).isEqualTo("two\n");
        isFilled(instance);

        dockerfile("FROM " + base + "\nRUN exit 3\n");
        ContainerId before = container(instance);
        Session session = instance.sessions().command("sleep", "600").start();
        assertThatThrownBy(instance::recreate)
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("RUN exit 3");
        assertThat(container(instance)).isEqualTo(before);
        assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
    }

    @Test
    @Tag("long")
    void ensure_withOtherSettings_makesItAgainAndKeepsWhatIsNotSaid() throws Exception {
        Instance instance = request().environment("ONE", "1").ensure();
        fill(instance);
        ContainerId first = container(instance);
        assertThat(container(request().environment("ONE", "1").ensure())).isEqualTo(first);
        assertThat(container(request().ensure())).isEqualTo(first);

        instance = request()
                .image("debian:bookworm-slim")
                .environment("TWO", "2")
                .network(Network.NONE)
                .memory(MEMORY)
                .ensure();

        assertThat(instance.info().image()).startsWith("headjack-derived:debian-");
        assertThat(inside(instance, "echo $ONE $TWO; ls /sys/class/net")).isEqualTo("1 2\nlo\n");
        isFilled(instance);
        ContainerId second = container(instance);
        assertThat(container(
                        request().image("debian:bookworm-slim").memory(MEMORY).ensure()))
                .isEqualTo(second);
    }

    @Test
    @Tag("long")
    void ensure_withAnImageOfAnotherUser_givesThatUserAll() throws Exception {
        Instance instance = request().ensure();
        fill(instance);
        Path file = dockerfile("FROM " + instance.info().image() + "\nUSER 4321:4321\n");

        request().dockerfile(file).ensure();

        assertThat(inside(instance, "id -u; stat -c %u . a.txt untracked /headjack/git; git log -1 --format=%s"))
                .isEqualTo("4321\n".repeat(5) + "Second\n");
        inside(instance, "echo again >> a.txt; git commit -qam Third");
    }

    @Test
    void ensure_withOtherSettingsWhileASessionRuns_isRefusedAndChangesNothing() {
        Instance instance = request().ensure();
        Session session = instance.sessions().command("sleep", "600").start();
        ContainerId before = container(instance);

        assertThatThrownBy(() -> request().memory(MEMORY).ensure())
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("memory")
                .hasMessageContaining(session.info().name().value());

        assertThat(container(instance)).isEqualTo(before);
        assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void ensure_withWhatTheEngineRefuses_leavesAllAsItWas() {
        Instance instance = request().ensure();
        ContainerId before = container(instance);

        assertThatThrownBy(() -> request().flag("privileged", List.of("true")).ensure())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("privileged");
        assertThatThrownBy(
                        () -> request().mount(repository.gitDirectory(), "/in").ensure())
                .isInstanceOf(InvalidRequestException.class);

        assertThat(container(instance)).isEqualTo(before);
        assertThat(instance.info().state()).isEqualTo(InstanceState.RUNNING);
        assertThat(container(request().ensure())).isEqualTo(before);
    }

    @Test
    @Tag("long")
    void ensure_withWhatFailsAtTheStart_goesBackToWhatItWas() throws Exception {
        Instance instance = request().ensure();
        fill(instance);

        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "127.0.0.1:" + taken.getLocalPort() + ":80";
            assertThatThrownBy(() -> request().flag("publish", List.of(port)).ensure())
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("start container");
        }

        request().ensure();
        isFilled(instance);
        assertThat(headjack.doctor().scan()).isEmpty();
    }

    @Test
    @Tag("long")
    void ensure_withoutItsContainer_makesItAgain() {
        Instance instance = request().ensure();
        fill(instance);
        engine.remove(container(instance));
        assertThat(instance.info().state()).isEqualTo(InstanceState.BROKEN);

        request().ensure();

        isFilled(instance);
    }
}
