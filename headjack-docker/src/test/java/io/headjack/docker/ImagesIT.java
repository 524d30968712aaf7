package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Collected;
import io.headjack.ExecResult;
import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceRequest;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.error.OperationFailedException;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance can be made from any image that has a shell and a package manager, or all that is needed already. */
@RequiresTool({"docker", "git"})
class ImagesIT {
    @TempDir
    Path data;

    private TempRepository repository;
    private Headjack headjack;

    @BeforeEach
    void open() {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = Job.open(data);
    }

    @AfterEach
    void removeAll() {
        headjack.instances()
                .list()
                .forEach(each -> headjack.instances()
                        .get(each.id())
                        .remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
        headjack.close();
        repository.close();
    }

    private InstanceRequest request(String branch) {
        return headjack.instances().in(repository.directory()).branch(branch);
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

    /** All that an instance is for. */
    private void works(Instance instance) {
        Session session = instance.sessions()
                .command(
                        "sh",
                        "-c",
                        "printf 'w\\303\\266rk' >result.txt; git add . && git commit -qm Work; cat result.txt")
                .start();
        assertThat(session.awaitExit(Job.LONG)).isEqualTo(new ExitStatus(0));
        assertThat(session.log().tail(10)).contains("w\u00f6rk");
        assertThat(inside(instance, "echo kept > \"$HOME/note\"; git status --porcelain"))
                .isEmpty();
        instance.restart();
        assertThat(inside(instance, "cat \"$HOME/note\"; whoami")).startsWith("kept\n");
        assertThat(instance.git().collect().outcome())
                .isIn(Collected.Outcome.FAST_FORWARDED, Collected.Outcome.UP_TO_DATE);
        assertThat(repository.git("show", instance.info().branch() + ":result.txt"))
                .isEqualTo("w\u00f6rk");
    }

    @Test
    void debianWithNothing_getsWhatIsMissingOnce() {
        Instance one = request("feat/a").image("debian:bookworm-slim").ensure();
        works(one);
        Instance two = request("feat/b").image("debian:bookworm-slim").ensure();

        assertThat(one.info().image())
                .startsWith("headjack-derived:debian-bookworm-slim-")
                .isEqualTo(two.info().image());
    }

    @Test
    @Tag("long")
    void alpineLikeWithAUserOfItsOwn_getsWhatIsMissingFromApk() throws Exception {
        try (InputStream content = Objects.requireNonNull(getClass().getResourceAsStream("alpine-like.Dockerfile"))) {
            Instance instance = request("feat/a")
                    .dockerfile(dockerfile(new String(content.readAllBytes(), StandardCharsets.UTF_8)))
                    .ensure();

            works(instance);
            assertThat(inside(instance, "whoami; readlink /bin/sh; command -v apt-get || true"))
                    .isEqualTo("agent\nbusybox\n");
        }
    }

    @Test
    void imageWithAll_isTakenAsItIs() {
        String base = request("feat/a").ensure().info().image();

        assertThat(request("feat/b").image(base).ensure().info().image())
                .isEqualTo(base)
                .startsWith("headjack-base:");
    }

    @Test
    @Tag("long")
    void noPackageManager_saysWhatIsMissingAndWhy() throws Exception {
        Path file = dockerfile("FROM debian:bookworm-slim\nRUN rm /usr/bin/apt-get\n");

        assertThatThrownBy(() -> request("feat/a").dockerfile(file).ensure())
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("holds no git and no tmux")
                .hasMessageContaining("neither apt-get nor apk")
                .hasMessageContaining("Dockerfile of your own");
        assertThat(headjack.instances().list()).isEmpty();
    }
}
