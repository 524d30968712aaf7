package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.headjack.TerminalSize;
import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import io.headjack.spi.ListedImage;
import io.headjack.spi.RuntimeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What only some runtimes can do: terminals, freezing, users, limits, images. */
interface FeatureContract {
    long MEMORY = 128L * 1024 * 1024;

    @Test
    @Needs(ContractFeature.PAUSE)
    default void pause_runningContainer_isFrozenUntilThawed(ContractFixture fixture) {
        ContainerId container = fixture.running();
        fixture.runtime().pause(container);
        assertThat(fixture.state(container)).isEqualTo(ContainerState.PAUSED);
        fixture.runtime().unpause(container);

        assertThat(fixture.state(container)).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    @Needs(ContractFeature.PAUSE)
    default void pause_twice_isLeftAsItIs(ContractFixture fixture) {
        ContainerId container = fixture.running();
        fixture.runtime().pause(container);
        fixture.runtime().pause(container);
        assertThat(fixture.state(container)).isEqualTo(ContainerState.PAUSED);
        fixture.runtime().unpause(container);
        fixture.runtime().unpause(container);

        assertThat(fixture.state(container)).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    @Needs(ContractFeature.TTY)
    default void terminal_errors_comeWithTheOutput(ContractFixture fixture) {
        ExecSpec spec = ExecSpec.of(fixture.programs().printLines(1)).terminal(TerminalSize.DEFAULT);
        Outcome outcome = fixture.run(fixture.running(), spec);

        assertThat(outcome.out()).contains("out 0", "err 0");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    @Needs(ContractFeature.TTY)
    default void terminal_size_isTheOneAskedFor(ContractFixture fixture) {
        RuntimeProcess process = terminal(fixture, new TerminalSize(101, 37));

        assertThat(fixture.within(fixture.async(() -> nextSize(process)))).isEqualTo("37 101");
    }

    @Test
    @Needs(ContractFeature.TTY)
    default void resize_runningTerminal_changesItsSize(ContractFixture fixture) {
        RuntimeProcess process = terminal(fixture, new TerminalSize(80, 24));
        assertThat(fixture.within(fixture.async(() -> nextSize(process)))).isEqualTo("24 80");
        process.resize(new TerminalSize(132, 43));

        assertThat(fixture.within(fixture.async(() -> nextSize(process)))).isEqualTo("43 132");
    }

    @Test
    default void resize_noTerminal_doesNothing(ContractFixture fixture) {
        RuntimeProcess process =
                fixture.exec(fixture.running(), fixture.programs().exitWith(0));
        process.resize(TerminalSize.DEFAULT);

        assertThat(process.await(fixture.patience()).isSuccess()).isTrue();
    }

    @Test
    @Needs(ContractFeature.USERS)
    default void user_ofContainer_isTheDefault(ContractFixture fixture) {
        ContainerId container = fixture.running(fixture.spec().user("12345:12345"));

        assertThat(fixture.run(container, fixture.programs().printUser()).out()).isEqualTo("12345\n");
    }

    @Test
    @Needs(ContractFeature.USERS)
    default void user_ofExec_comesFirst(ContractFixture fixture) {
        ExecSpec spec = ExecSpec.of(fixture.programs().printUser()).user("23456:23456");

        assertThat(fixture.run(fixture.running(), spec).out()).isEqualTo("23456\n");
    }

    @Test
    @Needs(ContractFeature.NETWORK_NONE)
    default void network_none_hasNoRoute(ContractFixture fixture) {
        ContainerId container = fixture.running(fixture.spec().network(false));
        Outcome outcome = fixture.run(container, fixture.programs().printRoutes());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    @Needs(ContractFeature.LIMITS)
    default void limits_memory_isSeenInside(ContractFixture fixture) {
        ContainerId container = fixture.running(fixture.spec().memoryBytes(MEMORY));

        assertThat(fixture.run(container, fixture.programs().printMemoryLimit()).out())
                .isEqualTo(MEMORY + "\n");
    }

    @Test
    @Needs(ContractFeature.LIMITS)
    default void limits_processors_areTaken(ContractFixture fixture) {
        assertThat(fixture.state(fixture.running(fixture.spec().cpus(0.5)))).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    @Needs(value = ContractFeature.IMAGES, refused = false)
    default void findImage_present_hasAnId(ContractFixture fixture) {
        ImageInfo image = fixture.runtime().findImage(fixture.image()).orElseThrow();

        assertThat(image.id()).isNotBlank();
        assertThat(fixture.runtime().findImage(image.id())).contains(image);
    }

    @Test
    @Needs(value = ContractFeature.IMAGES, refused = false)
    default void findImage_unknown_isEmpty(ContractFixture fixture) {
        assertThat(fixture.runtime().findImage("headjack-contract/none:1")).isEmpty();
    }

    @Test
    @Needs(ContractFeature.IMAGES)
    default void pullImage_noRegistryThere_fails(ContractFixture fixture) {
        // Port 1 refuses at once.
        assertFails(() -> fixture.runtime().pullImage("localhost:1/headjack-contract/none:1"));
    }

    @Test
    @Needs(ContractFeature.IMAGES)
    default void buildImage_noStage_failsAndMakesNone(ContractFixture fixture) throws IOException {
        Path dockerfile = Files.writeString(fixture.scratch().resolve("Dockerfile"), "RUN true\n");
        ImageBuild build =
                new ImageBuild(fixture.scratch(), dockerfile, fixture.name() + ":1", null, fixture.labels(), false);

        assertFails(() -> fixture.runtime().buildImage(build));
        assertThat(fixture.runtime().findImage(build.tag())).isEmpty();
    }

    @Test
    @Needs(ContractFeature.IMAGES)
    default void listImages_builtWithLabel_hasItUntilRemoved(ContractFixture fixture) throws IOException {
        ImageInfo built = build(fixture);

        ListedImage listed = new ListedImage(built.id(), List.of(fixture.imageName()));
        assertThat(fixture.runtime().listImages(fixture.labels())).containsExactly(listed);

        fixture.runtime().removeImage(fixture.imageName());
        fixture.runtime().removeImage(fixture.imageName());

        assertThat(fixture.runtime().listImages(fixture.labels())).isEmpty();
        assertThat(fixture.runtime().findImage(built.id())).isEmpty();
    }

    @Test
    @Needs(ContractFeature.IMAGES)
    default void removeImage_aContainerWasMadeFromIt_isRefused(ContractFixture fixture) throws IOException {
        ImageInfo built = build(fixture);
        ContainerId container =
                fixture.runtime().create(fixture.spec(fixture.imageName()).build());

        assertThatThrownBy(() -> fixture.runtime().removeImage(fixture.imageName()))
                .isInstanceOf(ConflictException.class);
        assertThat(fixture.runtime().findImage(built.id())).isPresent();

        fixture.runtime().remove(container);
        fixture.runtime().removeImage(fixture.imageName());
    }

    private static ImageInfo build(ContractFixture fixture) throws IOException {
        Path dockerfile = Files.writeString(fixture.scratch().resolve("Dockerfile"), "FROM " + fixture.image() + "\n");
        return fixture.runtime()
                .buildImage(new ImageBuild(
                        fixture.scratch(), dockerfile, fixture.imageName(), null, fixture.labels(), false));
    }

    private static RuntimeProcess terminal(ContractFixture fixture, TerminalSize size) {
        ExecSpec spec = ExecSpec.of(fixture.programs().printTerminalSizes()).terminal(size);
        return fixture.exec(fixture.running(), spec);
    }

    // The terminal echoes what is typed, so lines that are no size come in between.
    private static String nextSize(RuntimeProcess process) throws IOException {
        process.stdin().write('\n');
        process.stdin().flush();
        StringBuilder line = new StringBuilder();
        for (int next = process.stdout().read();
                next >= 0;
                next = process.stdout().read()) {
            if (next == '\n' && line.toString().strip().matches("\\d+ \\d+")) {
                return line.toString().strip();
            }
            if (next == '\n') {
                line.setLength(0);
            } else {
                line.append((char) next);
            }
        }
        return "the terminal ended after: " + line;
    }

    // A refusal of the whole feature goes on to where it is judged.
    private static void assertFails(ThrowingCallable call) {
        Throwable failure = catchThrowable(call);
        if (failure instanceof InvalidRequestException refusal) {
            throw refusal;
        }
        assertThat(failure).isInstanceOfAny(OperationFailedException.class, NotFoundException.class);
    }
}
