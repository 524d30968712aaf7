package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Drift;
import io.headjack.Finding;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceRequest;
import io.headjack.InstanceState;
import io.headjack.RemoveOption;
import io.headjack.Repair;
import io.headjack.Risk;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do to images and volumes behind Headjack's back, and how it comes right again. */
@RequiresTool({"docker", "git"})
class ImageDriftsIT {
    @TempDir
    Path data;

    private TempRepository repository;
    private Headjack headjack;
    private Drifts drifts;
    private ContainerRuntime engine;
    private Path dockerfile;
    private String base;

    @BeforeEach
    void open() throws IOException {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = Job.open(data);
        engine = Job.engine(data);
        drifts = new Drifts(headjack, data);
        base = request("base").ensure().info().image();
        dockerfile = repository.beside("image").resolve("Dockerfile");
        write("one");
    }

    @AfterEach
    void removeAll() throws Exception {
        headjack.instances()
                .list()
                .forEach(each -> headjack.instances()
                        .get(each.id())
                        .remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
        headjack.doctor().apply(headjack.doctor().scan());
        assertThat(engine.listImages(
                        Map.of("io.headjack.catalog", headjack.catalog().id())))
                .noneMatch(image -> !image.references().contains(base));
        headjack.close();
        engine.close();
        repository.close();
    }

    private void write(String mark) throws IOException {
        Files.createDirectories(dockerfile.getParent());
        Files.writeString(dockerfile, "FROM " + base + "\nRUN echo " + mark + " > /mark\n");
    }

    private InstanceRequest request(String branch) {
        return headjack.instances().in(repository.directory()).branch(branch);
    }

    private static String mark(Instance instance) {
        return instance.exec("cat", "/mark").run().stdout().strip();
    }

    @Test
    void imageWhoseLastInstanceIsGone_isUnused() {
        Instance one = request("feat/a").dockerfile(dockerfile).ensure();
        Instance other = request("feat/b").dockerfile(dockerfile).ensure();
        one.remove();
        assertThat(drifts.scan()).isEmpty();

        other.remove();

        drifts.repairOnly(Drift.IMAGE_UNUSED);
    }

    @Test
    void imageThatWasBuiltAnew_isUnusedOnlyWhenNoContainerIsMadeFromTheOldOne() throws Exception {
        Instance old = request("feat/a").dockerfile(dockerfile).ensure();
        write("two");
        Instance young = request("feat/b").dockerfile(dockerfile).ensure();
        assertThat(mark(old)).isEqualTo("one");

        assertThat(drifts.scan()).containsExactly(Drift.IMAGE_CHANGED);
        headjack.doctor().apply(headjack.doctor().scan());
        drifts.repairOnly(Drift.IMAGE_UNUSED);

        assertThat(old.info().state()).isEqualTo(InstanceState.RUNNING);
        assertThat(mark(old)).isEqualTo("two");
        assertThat(mark(young)).isEqualTo("two");
    }

    @Test
    void imageGone_isBuiltOrFetchedAgain() throws Exception {
        String name = System.getenv().getOrDefault("HEADJACK_TEST_REGISTRY", "localhost:5077") + "/headjack-test/drift:"
                + headjack.catalog().id();
        drifts.docker("tag", base, name);
        drifts.docker("push", "--quiet", name);
        Instance instance = request("feat/a").image(name).ensure();
        instance.stop();
        drifts.docker("rmi", "--force", name);

        drifts.repairOnly(Drift.IMAGE_MISSING);

        assertThat(engine.findImage(name)).isPresent();
        instance.remove();
        drifts.docker("rmi", name);
    }

    @Test
    void imageGone_thatWasBuiltFromADockerfile_isBuiltAgain() throws Exception {
        Instance instance = request("feat/a").dockerfile(dockerfile).ensure();
        instance.stop();
        drifts.docker("rmi", "--force", instance.info().image());

        assertThat(headjack.doctor().apply(drifts.findings()))
                .extracting(Repair::outcome)
                .containsExactly(Repair.Outcome.REPAIRED);

        assertThat(engine.findImage(instance.info().image())).isPresent();
        assertThat(mark(request("feat/a").ensure())).isEqualTo("one");
    }

    @Test
    @Tag("long")
    void derivedImage_goesWithItsLastInstanceAndComesBackWithIt() throws Exception {
        Files.writeString(dockerfile, "FROM debian:bookworm-slim\nRUN echo bare > /mark\n");
        Instance instance = request("feat/a").dockerfile(dockerfile).ensure();
        String image = instance.info().image();
        assertThat(image).startsWith("headjack-derived:");
        assertThat(drifts.scan()).isEmpty();
        engine.find(instance.info().container()).ifPresent(found -> engine.remove(found.id()));
        engine.removeImage(image);

        instance.start();

        assertThat(mark(instance)).isEqualTo("bare");
        assertThat(drifts.scan()).isEmpty();
        instance.remove();
        assertThat(drifts.scan()).contains(Drift.IMAGE_UNUSED);
        headjack.doctor().apply(headjack.doctor().scan());
        assertThat(engine.findImage(image)).isEmpty();
    }

    @Test
    void imageThatAPersonBuiltOnOurs_isNotTaken() throws Exception {
        String name = "headjack-test-person:" + headjack.catalog().id();
        drifts.docker("build", "--quiet", "--tag", name, dockerfile.getParent().toString());
        try {
            assertThat(drifts.scan()).isEmpty();
        } finally {
            drifts.docker("rmi", name);
        }
    }

    @Test
    void volumeOfNoInstance_isRemovedAfterAQuestion() throws Exception {
        String label = "io.headjack.catalog=" + headjack.catalog().id();
        drifts.docker("volume", "create", "--label", label, "headjack-abcdef123456-home");
        drifts.docker("volume", "create", "--label", label, "of-somebody-else");

        assertThat(drifts.findings()).extracting(Finding::risk).containsOnly(Risk.DESTRUCTIVE);
        drifts.repairOnly(Drift.VOLUME_UNKNOWN);

        assertThat(engine.listVolumes(
                        Map.of("io.headjack.catalog", headjack.catalog().id())))
                .contains("of-somebody-else")
                .doesNotContain("headjack-abcdef123456-home");
        drifts.docker("volume", "rm", "of-somebody-else");
    }

    @Test
    void refsOfNoInstance_areDeletedAndTheirCommitsKept() {
        Instance instance = request("feat/a").ensure();
        String id = instance.id().value();
        instance.remove();
        String lost = repository.git("commit-tree", "-m", "Lost", "HEAD^{tree}").strip();
        repository.git("branch", "feat/a");
        repository.git("update-ref", "refs/headjack/" + id + "/heads/feat/a", lost);

        Optional<String> kept = drifts.repairOnly(Drift.REFS_UNKNOWN).get(0).detail();

        assertThat(repository.git("for-each-ref", "--format=%(objectname)", kept.orElseThrow()))
                .contains(lost);
    }
}
