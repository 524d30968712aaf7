package io.headjack.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.NotFoundException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.Isolation;
import io.headjack.spi.RuntimeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the fake offers beyond the contract. */
class FakeContainerRuntimeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FakeContainerRuntime runtime = new FakeContainerRuntime().addImage("base:1");

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void onExec_accepted_isAnsweredByTheHandler() throws IOException {
        runtime.onExec(exec -> exec.command().contains("git"), call -> {
            call.stdout().write((call.command() + " " + call.container().name()).getBytes(UTF_8));
            call.stderr().write("hint".getBytes(UTF_8));
            return 3;
        });
        RuntimeProcess process = runtime.exec(running(), ExecSpec.of("git", "status"));

        assertThat(process.stdout().readAllBytes()).asString(UTF_8).isEqualTo("[git, status] box");
        assertThat(process.stderr().readAllBytes()).asString(UTF_8).isEqualTo("hint");
        assertThat(process.await(PATIENCE).code()).isEqualTo(3);
    }

    /** As the documentation shows it. */
    @Test
    void onExec_newRuntime_answers() throws IOException {
        FakeContainerRuntime runtime = new FakeContainerRuntime().addImage("base:1");
        runtime.onExec(exec -> exec.command().contains("git"), call -> {
            call.stdout().write("main\n".getBytes(UTF_8));
            return 0;
        });
        ContainerId container =
                runtime.create(ContainerSpec.builder("one", "base:1").build());
        runtime.start(container);
        RuntimeProcess process = runtime.exec(container, ExecSpec.of("git", "branch", "--show-current"));

        assertThat(process.stdout().readAllBytes()).asString(UTF_8).isEqualTo("main\n");
        runtime.close();
    }

    @Test
    void onExec_twoAccept_lastAddedAnswers() {
        runtime.onExec(exec -> exec.command().get(0).startsWith("g"), call -> 1)
                .onExec(exec -> exec.command().contains("git"), call -> 2);
        ContainerId container = running();

        assertThat(runtime.exec(container, ExecSpec.of("git")).await(PATIENCE).code())
                .isEqualTo(2);
    }

    @Test
    void onExec_handlerThrows_endsWith1AndTheMessage() throws IOException {
        runtime.onExec(exec -> exec.command().contains("broken"), call -> {
            throw new IOException("no disk");
        });
        RuntimeProcess process = runtime.exec(running(), ExecSpec.of("broken"));

        assertThat(process.stderr().readAllBytes()).asString(UTF_8).contains("no disk");
        assertThat(process.await(PATIENCE).code()).isEqualTo(1);
    }

    @Test
    void unreachable_everyCall_isUnavailable() {
        ContainerId container = running();
        runtime.unreachable(true);

        assertThatThrownBy(runtime::info).isInstanceOf(RuntimeUnavailableException.class);
        assertThatThrownBy(() -> runtime.list(Map.of())).isInstanceOf(RuntimeUnavailableException.class);
        assertThatThrownBy(() -> runtime.remove(container)).isInstanceOf(RuntimeUnavailableException.class);
        assertThatThrownBy(() -> runtime.exec(container, ExecSpec.of("cat")))
                .isInstanceOf(RuntimeUnavailableException.class);
    }

    @Test
    void unreachable_waiter_isUnavailable() {
        RuntimeProcess process = runtime.exec(running(), ExecSpec.of("cat"));
        runtime.unreachable(true);

        assertThatThrownBy(() -> process.await(PATIENCE)).isInstanceOf(RuntimeUnavailableException.class);
    }

    @Test
    void unreachable_broughtBack_containersWentOn() {
        ContainerId container = running();
        runtime.unreachable(true);
        runtime.unreachable(false);

        assertThat(runtime.find(container.value()))
                .get()
                .extracting(ContainerInfo::state)
                .isEqualTo(ContainerState.RUNNING);
    }

    @Test
    void pullImage_inRegistry_isThereAfterwards() {
        runtime.addToRegistry("registry/other:1");

        assertThat(runtime.findImage("registry/other:1")).isEmpty();
        assertThat(runtime.findImage("registry/other:1"))
                .isNotEqualTo(
                        runtime.findImage(runtime.pullImage("registry/other:1").id()));
        assertThat(runtime.findImage("registry/other:1")).isPresent();
        assertThatThrownBy(() -> runtime.pullImage("registry/none:1")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void buildImage_dockerfile_makesTheTag(@TempDir Path context) throws IOException {
        Path dockerfile = Files.writeString(context.resolve("Dockerfile"), "# comment\nFROM base:1\n");
        runtime.buildImage(new ImageBuild(context, dockerfile, "built:1", null, Map.of(), false));

        assertThatCode(() ->
                        runtime.create(ContainerSpec.builder("b", "built:1").build()))
                .doesNotThrowAnyException();
    }

    @Test
    void create_clock_tellsWhen() {
        ManualClock clock = ManualClock.at(Instant.parse("2026-01-01T00:00:00Z"));
        try (FakeContainerRuntime timed = new FakeContainerRuntime(EnumSet.allOf(ContractFeature.class), clock)) {
            timed.addImage("base:1");
            clock.advance(Duration.ofDays(1));
            timed.create(ContainerSpec.builder("box", "base:1").build());

            assertThat(timed.find("box"))
                    .get()
                    .extracting(ContainerInfo::createdAt)
                    .isEqualTo(clock.instant());
        }
    }

    @Test
    void info_withoutMounts_hasNoIsolation() {
        try (FakeContainerRuntime bare =
                new FakeContainerRuntime(EnumSet.noneOf(ContractFeature.class), ManualClock.at(Instant.EPOCH))) {
            assertThat(bare.info().isolation()).isEqualTo(Isolation.NONE);
        }
    }

    private ContainerId running() {
        ContainerId container =
                runtime.create(ContainerSpec.builder("box", "base:1").build());
        runtime.start(container);
        return container;
    }
}
