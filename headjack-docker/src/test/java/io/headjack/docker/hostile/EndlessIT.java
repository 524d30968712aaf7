package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.UnsupportedException;
import io.headjack.testkit.RequiresTool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git never comes to an end with, or only after minutes: each call ends by its deadline. */
@Tag("long")
@RequiresTool({"docker", "git", "timeout"})
class EndlessIT {
    @TempDir
    static Path directory;

    private static Site site;

    @BeforeAll
    static void open() {
        site = new Site(directory);
    }

    @AfterAll
    static void close() {
        site.heal();
        site.close();
    }

    @BeforeEach
    void heal() {
        site.heal();
    }

    private static boolean hangs(Unprotected unprotected) {
        return unprotected
                        .host
                        .run(
                                unprotected.repository.directory(),
                                Map.of(),
                                List.of("timeout", "--signal=KILL", "5", "git", "log", "--all"))
                        .code()
                != 0;
    }

    private static void endsByItsDeadline(String script) {
        site.harms(script, EndlessIT::hangs);

        site.attack(script);

        site.work.some(List.of());
        assertThat(site.repository.git("log", "--format=%s", "-1").strip()).isEqualTo("Base");
    }

    @Test
    @Vector("FIFOs as files of the git directory")
    void collect_fifos_endsByItsDeadline() {
        endsByItsDeadline("""
                common=$(git rev-parse --git-common-dir)
                rm -f "$common/packed-refs"
                mkfifo "$common/packed-refs" "$common/shallow"
                """);
    }

    @Test
    @Vector("endless devices as files of the git directory")
    void collect_endlessDevices_endsByItsDeadline() {
        endsByItsDeadline("""
                common=$(git rev-parse --git-common-dir)
                ln -s /dev/full "$common/shallow"
                """);
    }

    @Test
    @Vector("refs that lead around in circles")
    void collect_refsInCircles_endsByItsDeadline() {
        endsByItsDeadline("""
                common=$(git rev-parse --git-common-dir)
                ln -s . "$common/refs/heads/this"
                ln -s . "$common/refs/heads/that"
                """);
    }

    @Test
    @Vector("zip bombs of gigabytes")
    void collect_gigabytesInAMegabyte_areRefused() {
        String script = """
                head -c 2200000000 /dev/zero > bomb
                git add bomb
                git commit -q -m Bomb
                rm bomb
                """;
        site.harms(
                script,
                unprotected -> unprotected
                        .repository
                        .git("cat-file", "-s", "feat/x:bomb")
                        .startsWith("2200000000"));

        site.attack(script);

        assertThatThrownBy(() -> site.instance.git().collect())
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("too large");
        assertThat(site.repository.resolve("feat/x")).isEqualTo(site.base);
    }
}
