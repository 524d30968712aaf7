package io.headjack.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headjack.Collected;
import io.headjack.CredentialKind;
import io.headjack.CredentialSource;
import io.headjack.ExecResult;
import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceState;
import io.headjack.Posture;
import io.headjack.Session;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.RuntimeInfo;
import io.headjack.testkit.TempRepository;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The program of {@link RootlessIT}: the main job, from nothing to nothing, with a look at whose everything is. */
public final class RootlessJob {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int BYTES = 1 << 20;
    private static final String KEY = "sk-a-key-that-nobody-has";

    /** Codex, but for the program: that tells what it was given. */
    private static final String AGENT = """
            agents:
              codex:
                command: [sh, -c, 'cat ~/.codex/auth.json ~/.codex/config.toml; echo "told $2"', codex]
                hookArguments: []
            """;

    private final int user;
    private final Path data;

    private RootlessJob(int user, Path data) {
        this.user = user;
        this.data = data;
    }

    /**
     * Does it.
     *
     * @param args a directory of this user's
     */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        int user = (Integer) Files.getAttribute(directory, "unix:uid");
        new RootlessJob(user, directory.resolve("data")).run(directory);
        System.out.println("all is well for " + user);
    }

    private void run(Path directory) throws IOException {
        try (TempRepository repository = TempRepository.create(Files.createDirectory(directory.resolve("repository")));
                Headjack headjack = Headjack.builder()
                        .dataDirectory(data)
                        .configFile(Files.writeString(directory.resolve("config.yaml"), AGENT))
                        .credential("codex", CredentialSource.program(() -> KEY).kind(CredentialKind.API_KEY))
                        .runtime("podman")
                        .open()) {
            repository.commit("First", Map.of("a.txt", "a\n"));
            Instance instance = headjack.instances()
                    .in(repository.directory())
                    .branch("feat/x")
                    .ensure();
            engine();
            whose(instance);
            work(instance);
            agent(instance);
            streams(instance);
            stopAndStart(instance);
            boundary(instance);
            posture(instance);
            Path worktree = instance.info().worktree();
            Collected collected = instance.git().collect();
            assertThat(collected.outcome()).isIn(Collected.Outcome.FAST_FORWARDED, Collected.Outcome.UP_TO_DATE);
            assertThat(repository.git("show", "feat/x:result.txt")).isEqualTo("work");
            ownedByUser(worktree);
            ownedByUser(data);
            String catalog = headjack.catalog().id();
            instance.remove();
            assertThat(worktree).doesNotExist();
            nothingRemains(catalog);
        }
    }

    private void engine() {
        try (ContainerRuntime podman = TestPodman.open(data)) {
            RuntimeInfo info = podman.info();
            assertThat(info.rootless()).isTrue();
            assertThat(info.keepsIds()).isTrue();
        }
    }

    /** Nobody needs a directory that is declared safe: git finds that all of it is its user's. */
    private void whose(Instance instance) {
        assertThat(inside(instance, "id -u; stat -c %u . .git /headjack/git a.txt; git status --porcelain; id -un >&2"))
                .isEqualTo((user + "\n").repeat(5));
    }

    private static void work(Instance instance) {
        Session session = instance.sessions()
                .command("sh", "-c", "printf work >result.txt; git add . && git commit -qm Work; echo over")
                .start();
        assertThat(session.awaitExit(LONG)).isEqualTo(new ExitStatus(0));
        assertThat(session.log().tail(10)).contains("over");
        assertThat(instance.git().commits()).hasSize(1);
    }

    /** An agent has its files, its credential in memory and its prompt, and no credential is left behind. */
    private static void agent(Instance instance) {
        Session session =
                instance.sessions().agent("codex").prompt("'a' \"prompt\"").start();
        assertThat(session.awaitExit(LONG)).isEqualTo(new ExitStatus(0));
        assertThat(String.join("\n", session.log().tail(20)))
                .contains("\"OPENAI_API_KEY\"", KEY, "trust_level = \"trusted\"", "told 'a' \"prompt\"");
        assertThat(inside(instance, "ls -A ~/.codex; grep -rl " + KEY + " ~ /headjack/run || true"))
                .isEqualTo("config.toml\n");
    }

    private static void streams(Instance instance) {
        byte[] sent = "0123456789abcdef".repeat(BYTES / 16).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        ExecResult result = instance.exec("sh", "-c", "cat; echo said >&2; exit 3")
                .stdin(new ByteArrayInputStream(sent))
                .stdout(back)
                .run();
        assertThat(result.exit()).isEqualTo(new ExitStatus(3));
        assertThat(result.stderr()).isEqualTo("said\n");
        assertThat(back.toByteArray()).isEqualTo(sent);
    }

    private static void stopAndStart(Instance instance) {
        inside(instance, "echo kept >\"$HOME/note\"");
        instance.stop();
        assertThat(instance.info().state()).isEqualTo(InstanceState.STOPPED);
        instance.start();
        assertThat(instance.info().state()).isEqualTo(InstanceState.RUNNING);
        assertThat(inside(instance, "cat \"$HOME/note\" result.txt")).isEqualTo("kept\nwork");
    }

    /** What points to the instance's git is a mount, which nobody inside can change. */
    private static void boundary(Instance instance) {
        ExecResult result = instance.exec(
                        "sh", "-c", "mv .git x || rm -f .git || echo y >.git || umount .git || git -C . status >&2")
                .run();
        assertThat(result.stderr()).contains("busy").contains("nothing to commit");
        assertThat(inside(instance, "cat .git")).isEqualTo("gitdir: /headjack/git\n");
    }

    /** On control groups of the first version no limit of such an engine holds, which has to be said. */
    private static void posture(Instance instance) {
        Posture posture = instance.posture();
        boolean enforced = Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"));
        assertThat(posture.limits())
                .extracting(Posture.Limit::name, Posture.Limit::enforced)
                .contains(tuple("processes", enforced));
        assertThat(posture.engine()).contains("of an ordinary user");
        assertThat(posture.git()).isEqualTo(Posture.Git.PRIVATE);
        assertThat(posture.capabilities()).contains("CHOWN").doesNotContain("SYS_ADMIN", "MKNOD", "NET_RAW");
    }

    private static String inside(Instance instance, String script) {
        ExecResult result = instance.exec("sh", "-c", script).run();
        assertThat(result.exit()).as(result.stderr()).isEqualTo(new ExitStatus(0));
        return result.stdout();
    }

    private void ownedByUser(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.toList()) {
                assertThat(Files.getAttribute(each, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                        .as("owner of %s", each)
                        .isEqualTo(user);
            }
        }
    }

    private void nothingRemains(String catalog) {
        Map<String, String> label = Map.of("io.headjack.catalog", catalog);
        try (ContainerRuntime podman = TestPodman.open(data)) {
            assertThat(podman.list(label)).extracting(ContainerInfo::name).isEmpty();
            assertThat(podman.listVolumes(label)).isEmpty();
        }
    }
}
