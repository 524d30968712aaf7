package io.headjack.podman;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Collected;
import io.headjack.ExecResult;
import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceRequest;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.docker.TestRuntime;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.Mount;
import io.headjack.spi.RuntimeInfo;
import io.headjack.spi.RuntimeProcess;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What everybody does with an instance, by whoever runs this, with an image of each kind of user. */
public final class MatrixJob {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Whom an image runs programs as. */
    enum Kind {
        ROOT("", 0),
        ORDINARY("RUN useradd --create-home --uid 1000 somebody\nUSER somebody\n", 1000),
        NUMERIC("USER 4321:4321\n", 4321);

        final String lines;
        final int uid;

        Kind(String lines, int uid) {
            this.lines = lines;
            this.uid = uid;
        }
    }

    private final Path directory;
    private final int user;
    private final Kind kind;

    private MatrixJob(Path directory, Kind kind) throws IOException {
        this.directory = directory;
        this.user = owner(directory);
        this.kind = kind;
    }

    /**
     * Does it with one kind of image, on the runtime that the tests use.
     *
     * @param args a directory of this user's, and the kinds of image
     */
    public static void main(String[] args) throws Exception {
        for (int i = 1; i < args.length; i++) {
            new MatrixJob(Files.createDirectory(Path.of(args[0]).resolve(args[i])), Kind.valueOf(args[i])).run();
            System.out.println("all is well with " + args[i]);
        }
    }

    private void run() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        try (TempRepository repository = TempRepository.create(Files.createDirectory(directory.resolve("repository")));
                ContainerRuntime engine = TestRuntime.open(data);
                Headjack headjack = Headjack.builder()
                        .dataDirectory(data)
                        .runtime(TestRuntime.ID)
                        .open()) {
            repository.commit("First", Map.of("a.txt", "a\n", "b/c.txt", "c\n"));
            String base =
                    ensure(headjack, repository, request -> request).info().image();
            Path image = Files.createDirectory(directory.resolve("image"));
            Path dockerfile = Files.writeString(image.resolve("Dockerfile"), "FROM " + base + "\n" + kind.lines);
            headjack.instances().in(repository.directory()).get("feat/x").remove();

            Instance instance = ensure(headjack, repository, request -> request.dockerfile(dockerfile));
            works(instance, insideOf(engine.info()));
            Path worktree = instance.info().worktree();
            ownedOutside(worktree, user == 0 ? kind.uid : user);
            collects(instance, repository);
            foreignFiles(engine, instance, data);
            String catalog = headjack.catalog().id();
            instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
            assertThat(worktree).doesNotExist();
            nothingRemains(engine, catalog, data);
            headjack.doctor().apply(headjack.doctor().scan());
        }
    }

    private static Instance ensure(Headjack headjack, TempRepository repository, UnaryOperator<InstanceRequest> asked) {
        return asked.apply(headjack.instances().in(repository.directory()).branch("feat/x"))
                .ensure();
    }

    /** Whom its programs run as: the image's user for root, else whoever owns the worktree inside. */
    private int insideOf(RuntimeInfo engine) {
        return user == 0 ? kind.uid : engine.keepsIds() ? user : 0;
    }

    /** Writes, has a name and a home, commits, and finds all of it after a restart. */
    private void works(Instance instance, int uid) {
        assertThat(inside(instance, "id -u; stat -c %u . a.txt .git /headjack/git b/c.txt; git status --porcelain"))
                .isEqualTo((uid + "\n").repeat(6));
        assertThat(inside(instance, "id -un; id -gn; getent passwd $(id -u) | cut -d: -f6"))
                .matches("(?s)[a-z0-9-]+\n[a-z0-9-]+\n/.*");
        Session session = instance.sessions()
                .command(
                        "sh",
                        "-c",
                        "mkdir -p d && echo work > d/result.txt && echo more >> b/c.txt && git add . && git commit -qm Work"
                                + " && echo kept > \"$HOME/note\" && mkdir \"$HOME/.config\" && echo over")
                .start();
        assertThat(session.awaitExit(LONG))
                .as(session.log().tail(10).toString())
                .isEqualTo(new ExitStatus(0));
        instance.restart();
        assertThat(inside(instance, "cat \"$HOME/note\" d/result.txt; stat -c %u \"$HOME/note\""))
                .isEqualTo("kept\nwork\n" + uid + "\n");
        assertThat(instance.sessions().command("true").start().awaitExit(LONG)).isEqualTo(new ExitStatus(0));
    }

    private static void collects(Instance instance, TempRepository repository) {
        assertThat(instance.git().collect().outcome())
                .isIn(Collected.Outcome.FAST_FORWARDED, Collected.Outcome.UP_TO_DATE);
        assertThat(repository.git("show", "feat/x:d/result.txt")).isEqualTo("work\n");
        assertThat(repository.git("show", "feat/x:b/c.txt")).isEqualTo("c\nmore\n");
    }

    /** Somebody with rights on the engine leaves files of root's, which the host's user may not delete. */
    private static void foreignFiles(ContainerRuntime engine, Instance instance, Path data) throws IOException {
        String id = instance.id().value();
        ContainerId container = engine.create(ContainerSpec.builder(
                        "headjack-test-foreign-" + id, instance.info().image())
                .user("0:0")
                .mount(Mount.bind(instance.info().worktree(), "/foreign/worktree"))
                .mount(Mount.bind(data.resolve("private").resolve(id).resolve("git"), "/foreign/git"))
                .mount(Mount.bind(data.resolve("logs").resolve(id), "/foreign/logs"))
                .build());
        ExecSpec spec = ExecSpec.of(
                "sh", "-c", "for each in /foreign/*; do mkdir -p $each/a/b && echo root > $each/a/b/c || exit 1; done");
        engine.start(container);
        try (RuntimeProcess process = engine.exec(container, spec)) {
            process.stdin().close();
            String said = new String(process.stderr().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.await(LONG)).as(said).isEqualTo(new ExitStatus(0));
        } finally {
            engine.remove(container);
        }
    }

    private static String inside(Instance instance, String script) {
        ExecResult result = instance.exec("sh", "-c", script).run();
        assertThat(result.exit()).as(result.stderr()).isEqualTo(new ExitStatus(0));
        return result.stdout();
    }

    private static void ownedOutside(Path worktree, int expected) throws IOException {
        try (Stream<Path> all = Files.walk(worktree)) {
            for (Path each :
                    all.filter(each -> !each.equals(worktree.resolve(".git"))).toList()) {
                assertThat(owner(each)).as("owner of %s", each).isEqualTo(expected);
            }
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static void nothingRemains(ContainerRuntime engine, String catalog, Path data) throws IOException {
        Map<String, String> label = Map.of("io.headjack.catalog", catalog);
        assertThat(engine.list(label)).extracting(ContainerInfo::name).isEmpty();
        assertThat(engine.listVolumes(label)).isEmpty();
        for (String below : new String[] {"private", "logs"}) {
            try (Stream<Path> left = Files.list(data.resolve(below))) {
                assertThat(left).as(below).isEmpty();
            }
        }
    }
}
