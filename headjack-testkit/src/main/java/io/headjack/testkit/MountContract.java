package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.Mount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a container sees of the host, and of volumes. */
interface MountContract {
    @Test
    @Needs(ContractFeature.MOUNTS)
    default void bind_directory_isSharedBothWays(ContractFixture fixture) throws IOException {
        Files.writeString(fixture.scratch().resolve("from-host"), "host");
        ContainerId container = fixture.running(fixture.spec().mount(Mount.bind(fixture.scratch(), "/mounted")));

        assertThat(read(fixture, container, "/mounted/from-host")).isEqualTo("host");
        assertThat(write(fixture, container, "/mounted/from-inside")).isZero();
        assertThat(fixture.scratch().resolve("from-inside")).hasContent("inside");
    }

    @Test
    @Needs(ContractFeature.MOUNTS)
    default void bind_readOnly_isReadAndNotWritten(ContractFixture fixture) throws IOException {
        Path file = Files.writeString(fixture.scratch().resolve("from-host"), "host");
        ContainerId container =
                fixture.running(fixture.spec().mount(Mount.readOnlyBind(fixture.scratch(), "/mounted")));

        assertThat(write(fixture, container, "/mounted/from-host")).isNotZero();
        assertThat(read(fixture, container, "/mounted/from-host")).isEqualTo("host");
        assertThat(file).hasContent("host");
    }

    @Test
    @Needs(ContractFeature.MOUNTS)
    default void bind_fileOverDirectoryMount_hidesWhatIsBelow(ContractFixture fixture) throws IOException {
        Path directory = Files.createDirectory(fixture.scratch().resolve("tree"));
        Files.writeString(directory.resolve("pointer"), "below");
        Path pointer = Files.writeString(fixture.scratch().resolve("pointer"), "above");
        ContainerId container = fixture.running(fixture.spec()
                .mount(Mount.bind(directory, "/mounted"))
                .mount(Mount.readOnlyBind(pointer, "/mounted/pointer")));

        assertThat(read(fixture, container, "/mounted/pointer")).isEqualTo("above");
        assertThat(write(fixture, container, "/mounted/pointer")).isNotZero();
        assertThat(directory.resolve("pointer")).hasContent("below");
    }

    @Test
    @Needs(ContractFeature.MOUNTS)
    default void bind_missingSource_isRefusedAndNotMade(ContractFixture fixture) {
        Path missing = fixture.scratch().resolve("missing");
        ContainerId good = fixture.runtime()
                .create(fixture.spec()
                        .mount(Mount.bind(fixture.scratch(), "/mounted"))
                        .build());
        ContainerSpec bad =
                fixture.spec().mount(Mount.bind(missing, "/mounted")).build();

        assertThatThrownBy(() -> fixture.runtime().create(bad))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(missing.toString());
        assertThat(missing).doesNotExist();
        assertThat(fixture.listed()).containsExactly(good);
    }

    @Test
    @Needs(ContractFeature.MOUNTS)
    default void tmpfs_restart_isEmpty(ContractFixture fixture) {
        ContainerId container = fixture.running(fixture.spec().mount(Mount.tmpfs("/mounted", "1777")));
        assertThat(write(fixture, container, "/mounted/file")).isZero();
        assertThat(read(fixture, container, "/mounted/file")).isEqualTo("inside");
        fixture.runtime().stop(container, Duration.ofSeconds(5));
        fixture.runtime().start(container);

        assertThat(fixture.run(container, fixture.programs().readFile("/mounted/file"))
                        .code())
                .isNotZero();
    }

    @Test
    @Needs(ContractFeature.VOLUMES)
    default void volume_containerRemoved_keepsItsFiles(ContractFixture fixture) {
        String volume = fixture.name();
        fixture.runtime().createVolume(volume, fixture.labels());
        ContainerId first = fixture.running(fixture.spec().mount(Mount.volume(volume, "/mounted")));
        assertThat(write(fixture, first, "/mounted/file")).isZero();
        fixture.runtime().remove(first);
        ContainerId second = fixture.running(fixture.spec().mount(Mount.volume(volume, "/elsewhere")));

        assertThat(read(fixture, second, "/elsewhere/file")).isEqualTo("inside");
    }

    @Test
    @Needs(ContractFeature.VOLUMES)
    default void volume_missing_isNotFoundAndNotMade(ContractFixture fixture) {
        String volume = fixture.name();
        ContainerSpec spec =
                fixture.spec().mount(Mount.volume(volume, "/mounted")).build();
        assertThat(fixture.runtime().listVolumes(fixture.labels())).isEmpty();

        assertThatThrownBy(() -> fixture.runtime().create(spec)).isInstanceOf(NotFoundException.class);
        assertThat(fixture.runtime().listVolumes(Map.of())).doesNotContain(volume);
        assertThat(fixture.listed()).isEmpty();
    }

    @Test
    @Needs(ContractFeature.VOLUMES)
    default void createVolume_existing_isLeftAsItIs(ContractFixture fixture) {
        String volume = fixture.name();
        fixture.runtime().createVolume(volume, fixture.labels());
        fixture.runtime().createVolume(volume, fixture.labels());

        assertThat(fixture.runtime().listVolumes(fixture.labels())).containsExactly(volume);
    }

    @Test
    @Needs(ContractFeature.VOLUMES)
    default void listVolumes_otherLabel_isNotListed(ContractFixture fixture) {
        fixture.runtime().createVolume(fixture.name(), fixture.labels());

        assertThat(fixture.runtime().listVolumes(Map.of("io.headjack.testkit.contract", "other")))
                .isEmpty();
    }

    @Test
    @Needs(ContractFeature.VOLUMES)
    default void removeVolume_existingThenAbsent_isGoneWithoutError(ContractFixture fixture) {
        String volume = fixture.name();
        fixture.runtime().createVolume(volume, fixture.labels());
        fixture.runtime().removeVolume(volume);
        fixture.runtime().removeVolume(volume);

        assertThat(fixture.runtime().listVolumes(fixture.labels())).isEmpty();
    }

    private static String read(ContractFixture fixture, ContainerId container, String path) {
        return fixture.run(container, fixture.programs().readFile(path)).out();
    }

    private static int write(ContractFixture fixture, ContainerId container, String path) {
        byte[] text = "inside".getBytes(StandardCharsets.UTF_8);
        return fixture.run(container, ExecSpec.of(fixture.programs().writeFile(path)), text)
                .code();
    }
}
