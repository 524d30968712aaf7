package io.headjack.internal.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Network;
import io.headjack.internal.catalog.ImageOrigin;
import io.headjack.internal.catalog.WorkspaceSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreateSpecTest {
    private static final WorkspaceSpec BEFORE = new WorkspaceSpec(
            "headjack-derived:x",
            new ImageOrigin("debian:x", Optional.empty()),
            Map.of("A", "1"),
            Map.of("/in", "/out"),
            5,
            1.5,
            false,
            Map.of("dns", List.of("x")));

    private static CreateSpec image(String name) {
        return CreateSpec.DEFAULT.image(ImageChoice.DEFAULT.image(name));
    }

    private static CreateSpec dockerfile(String path) {
        return CreateSpec.DEFAULT.image(ImageChoice.DEFAULT.dockerfile(Path.of(path)));
    }

    @Test
    void changes_nothingSaid_none() {
        assertThat(CreateSpec.DEFAULT.changes(BEFORE)).isEmpty();
        assertThat(CreateSpec.DEFAULT.usualFlags(Map.of("dns", List.of("y"))).changes(BEFORE))
                .isEmpty();
    }

    @Test
    void changes_theSameSaid_none() {
        CreateSpec same = image("debian:x")
                .environment("A", "1")
                .mount("/in", "/out")
                .memory(5)
                .cpus(1.5)
                .network(Network.NONE)
                .flag("dns", List.of("x"));

        assertThat(same.changes(BEFORE)).isEmpty();
        assertThat(image("headjack-derived:x").changes(BEFORE)).isEmpty();
    }

    @Test
    void changes_eachOther_namesIt() {
        CreateSpec other = image("debian:y")
                .environment("B", "1")
                .mount("/in", "/elsewhere")
                .memory(6)
                .cpus(2)
                .network(Network.DEFAULT)
                .flag("dns", List.of("y"));

        assertThat(other.changes(BEFORE))
                .containsExactly("image", "environment", "mounts", "memory", "processors", "network", "flags");
    }

    @Test
    void over_whatIsNotSaid_stays() {
        assertThat(CreateSpec.DEFAULT.environment("B", "2").over(BEFORE))
                .isEqualTo(new WorkspaceSpec(
                        BEFORE.image(),
                        BEFORE.origin(),
                        Map.of("A", "1", "B", "2"),
                        BEFORE.mounts(),
                        BEFORE.memoryBytes(),
                        BEFORE.cpus(),
                        BEFORE.network(),
                        BEFORE.flags()));
    }

    @Test
    void asksForOtherImage_dockerfile_goesByItsPath() {
        WorkspaceSpec built = BEFORE.image(
                "headjack-image:1", new ImageOrigin("headjack-image:1", Optional.of(Path.of("/a/Dockerfile"))));

        assertThat(dockerfile("/a/Dockerfile").asksForOtherImage(built)).isFalse();
        assertThat(dockerfile("/b/Dockerfile").asksForOtherImage(built)).isTrue();
        assertThat(dockerfile("/a/Dockerfile").asksForOtherImage(BEFORE)).isTrue();
        assertThat(image("debian:x").asksForOtherImage(built)).isTrue();
    }
}
