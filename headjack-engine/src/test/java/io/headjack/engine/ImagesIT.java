package io.headjack.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.model.Image;
import io.headjack.Progress;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import io.headjack.spi.RuntimeProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ImagesIT {
    @TempDir
    private Path context;

    private final List<Progress> progress = new CopyOnWriteArrayList<>();
    private TestEngine engine;
    private EngineRuntime runtime;

    @BeforeEach
    void connect() {
        engine = TestEngine.require(progress::add);
        runtime = engine.runtime();
    }

    @AfterEach
    void clean() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void findImage_knownAndUnknown_isFoundOrEmpty() {
        assertThat(runtime.findImage(TestEngine.IMAGE)).hasValueSatisfying(image -> {
            assertThat(image.id()).startsWith("sha256:");
            assertThat(image.user()).isEmpty();
            assertThat(runtime.findImage(image.id())).contains(image);
        });
        assertThat(runtime.findImage("hj-engine/there-is:none")).isEmpty();
        assertThat(runtime.findImage("../containers/json?")).isEmpty();
    }

    @Test
    void pullImage_fromRegistry_returnsItAndReports() {
        String reference = registry() + "/headjack-test/base:1";

        ImageInfo image = runtime.pullImage(reference);

        assertThat(runtime.findImage(reference)).contains(image);
        assertThat(progress)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.task()).isEqualTo("pull " + reference));
    }

    @Test
    void pullImage_registryHasNone_isNotFound() {
        assertThatThrownBy(() -> runtime.pullImage(registry() + "/headjack-test/base:there-is-none"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("there-is-none");
        assertThatThrownBy(() -> runtime.pullImage(registry() + "/headjack-test/none:1"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void pullImage_noRegistry_hasTheEnginesWords() {
        assertThatThrownBy(() -> runtime.pullImage("localhost:1/x:1"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("refused");
        assertThatThrownBy(() -> runtime.pullImage("no such name")).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void buildImage_contextWithIgnoredFilesAndLinks_hasWhatItShall() throws Exception {
        Files.createDirectories(context.resolve("docker/" + "deep/".repeat(30)));
        Files.writeString(context.resolve("docker/" + "deep/".repeat(30) + "leaf"), "leaf");
        Files.writeString(context.resolve("secret.env"), "no");
        Files.writeString(context.resolve("kept.env"), "yes");
        Files.writeString(context.resolve(".dockerignore"), "# a comment\n*.env\n!kept.env\ndocker/Dockerfile\n");
        Files.createSymbolicLink(context.resolve("link"), Path.of("kept.env"));
        Path dockerfile = Files.writeString(
                context.resolve("docker/Dockerfile"),
                "FROM " + TestEngine.IMAGE + " AS first\nCOPY . /context\nUSER 1234\nFROM first\nUSER 4321\n");
        String tag = engine.name("built") + ":1";

        try {
            ImageInfo image =
                    runtime.buildImage(new ImageBuild(context, dockerfile, tag, "first", engine.labels(), true));

            assertThat(image.user()).isEqualTo("1234");
            assertThat(runtime.findImage(tag)).contains(image);
            assertThat(out(tag, "cd /context; ls -A; readlink link; find . -name leaf | wc -l"))
                    .isEqualTo(".dockerignore\ndocker\nkept.env\nlink\nkept.env\n1\n");
            assertThat(progress)
                    .anySatisfy(each -> assertThat(each.detail()).contains("COPY . /context"))
                    .allSatisfy(each -> assertThat(each.task()).isEqualTo("build " + tag));
        } finally {
            removeImagesOfThisTest();
        }
    }

    @Test
    void buildImage_failingStep_hasTheStepAndItsOutput() throws Exception {
        String run = engine.labels().get(TestEngine.LABEL);
        Path dockerfile = Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + TestEngine.IMAGE + "\nLABEL " + TestEngine.LABEL + "=" + run
                        + "\nRUN echo before\n"
                        + "RUN printf 'the \\033[1;31mlast\\033[0m words\\033]0;title\\007\\033(B\\n'; exit 3\n");

        try {
            assertThatThrownBy(() -> runtime.buildImage(
                            new ImageBuild(context, dockerfile, engine.name("fails"), null, engine.labels(), true)))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("Step 4/")
                    .hasMessageContaining("the last words")
                    .hasMessageContaining("code: 3")
                    .hasMessageNotContaining("before\n");
            assertThat(runtime.findImage(engine.name("fails"))).isEmpty();
        } finally {
            removeImagesOfThisTest();
        }
    }

    @Test
    void buildImage_dockerfileOutsideOrBroken_isRefused(@TempDir Path elsewhere) throws Exception {
        Path outside = Files.writeString(elsewhere.resolve("Dockerfile"), "FROM scratch\n");
        Path broken = Files.writeString(context.resolve("Dockerfile"), "NO SUCH INSTRUCTION\n");

        assertThatThrownBy(() -> runtime.buildImage(new ImageBuild(context, outside, "x", null, Map.of(), false)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(outside.toString());
        assertThatThrownBy(() -> runtime.buildImage(
                        new ImageBuild(context, broken, engine.name("broken"), null, Map.of(), false)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("NO");
    }

    private String out(String image, String script) throws Exception {
        ContainerId container = runtime.create(ContainerSpec.builder(engine.name("look"), image)
                .label(TestEngine.LABEL, engine.labels().get(TestEngine.LABEL))
                .build());
        runtime.start(container);
        try (RuntimeProcess shell = runtime.exec(container, ExecSpec.of("sh", "-c", script))) {
            return new String(shell.stdout().readAllBytes(), UTF_8);
        } finally {
            runtime.remove(container);
        }
    }

    /** A step that fails leaves the images of the steps before. */
    private void removeImagesOfThisTest() throws Exception {
        try (EngineClient client = new EngineClient(TestEngine.settings(TestEngine.socket()))) {
            for (Image left : client.docker()
                    .listImagesCmd()
                    .withLabelFilter(engine.labels())
                    .exec()) {
                client.docker().removeImageCmd(left.getId()).withForce(true).exec();
            }
        }
    }

    private static String registry() {
        String registry = System.getenv("HEADJACK_TEST_REGISTRY");
        if (registry == null) {
            String missing = "no registry: HEADJACK_TEST_REGISTRY is not set";
            if (System.getenv("HEADJACK_IT_REQUIRED") != null) {
                throw new AssertionError(missing + ", and HEADJACK_IT_REQUIRED is set");
            }
            abort(missing);
        }
        return registry;
    }
}
