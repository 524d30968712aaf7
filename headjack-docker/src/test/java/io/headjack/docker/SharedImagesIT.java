package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.HeadjackListener;
import io.headjack.Instance;
import io.headjack.InstanceRequest;
import io.headjack.Progress;
import io.headjack.RemoveOption;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several ask for at once is fetched or built once. */
@RequiresTool({"docker", "git"})
class SharedImagesIT {
    @TempDir
    Path data;

    private final Queue<Progress> progress = new ConcurrentLinkedQueue<>();
    private TempRepository repository;
    private Headjack headjack;

    @BeforeEach
    void open() {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = Headjack.builder()
                .dataDirectory(data)
                .runtime(TestRuntime.ID)
                .listener(new HeadjackListener() {
                    @Override
                    public void progress(Progress each) {
                        progress.add(each);
                    }
                })
                .open();
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
        repository.close();
    }

    private CompletableFuture<Instance> ensure(String branch, UnaryOperator<InstanceRequest> asked) {
        return CompletableFuture.supplyAsync(() -> asked.apply(
                        headjack.instances().in(repository.directory()).branch(branch))
                .ensure());
    }

    /** Its last step comes out differently each time that it is done. */
    private Path dockerfile() throws IOException {
        String base = ensure("base", request -> request).join().info().image();
        Path file = repository.beside("image").resolve("Dockerfile");
        Files.createDirectories(file.getParent());
        return Files.writeString(
                file, "FROM " + base + "\nRUN sleep 2; cat /proc/sys/kernel/random/uuid > /mark # " + data + "\n");
    }

    private static String mark(Instance instance) {
        return instance.exec("cat", "/mark").run().stdout();
    }

    @Test
    void dockerfileOfTwoBranchesAndTwoProcesses_isBuiltOnce() throws Exception {
        Path file = dockerfile();
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestRuntime.OPTION,
                        EnsuringProgram.class.getName(),
                        data.toString(),
                        repository.directory().toString(),
                        "feat/elsewhere",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = other.inputReader(StandardCharsets.UTF_8);
        assertThat(said.readLine()).isEqualTo("ready");

        try (OutputStream told = other.getOutputStream()) {
            told.write('\n');
        }
        CompletableFuture<Instance> one = ensure("feat/one", request -> request.dockerfile(file));
        CompletableFuture<Instance> two = ensure("feat/two", request -> request.dockerfile(file));

        String image = said.readLine();
        assertThat(other.waitFor()).isZero();
        assertThat(one.join().info().image())
                .isEqualTo(two.join().info().image())
                .isEqualTo(image);
        Instance elsewhere = headjack.instances().in(repository.directory()).get("feat/elsewhere");
        assertThat(List.of(mark(one.join()), mark(two.join()))).containsOnly(mark(elsewhere));
        try (ContainerRuntime engine = Job.engine(data)) {
            assertThat(engine.listImages(
                            Map.of("io.headjack.catalog", headjack.catalog().id(), "io.headjack.image", "own")))
                    .as("what was built")
                    .hasSize(1);
        }
    }

    @Test
    @Tag("long")
    void imageOfTwoBranches_isPulledOnceAndFittedOnce() throws Exception {
        String name = System.getenv().getOrDefault("HEADJACK_TEST_REGISTRY", "localhost:5077")
                + "/headjack-test/shared:" + headjack.catalog().id();
        try (ContainerRuntime engine = Job.engine(data)) {
            Drifts drifts = new Drifts(headjack, data);
            Path plain = Files.createDirectories(repository.beside("plain")).resolve("Dockerfile");
            Files.writeString(plain, "FROM debian:bookworm-slim\nRUN echo " + data + " > /mark\n");
            drifts.docker("build", "--quiet", "--tag", name, plain.getParent().toString());
            drifts.docker("push", "--quiet", name);
            drifts.docker("rmi", "--force", name);

            CompletableFuture<Instance> one = ensure("feat/one", request -> request.image(name));
            CompletableFuture<Instance> two = ensure("feat/two", request -> request.image(name));

            assertThat(one.join().info().image())
                    .isEqualTo(two.join().info().image())
                    .startsWith("headjack-derived:");
            assertThat(progress)
                    .filteredOn(each -> each.detail().contains("Pulling from"))
                    .hasSize(1);
            assertThat(progress)
                    .filteredOn(each -> each.detail().startsWith("Successfully built"))
                    .hasSize(1);
            engine.removeImage(name);
        }
    }
}
