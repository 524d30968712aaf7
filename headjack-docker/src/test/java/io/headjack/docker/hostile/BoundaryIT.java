package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Collected;
import io.headjack.Drift;
import io.headjack.Finding;
import io.headjack.Repair;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ContainerState;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person takes the mount over {@code .git} away while the container runs: it is noticed before use, and put back. */
@RequiresTool({"docker", "git"})
class BoundaryIT {
    private static final String OWN_REPOSITORY =
            "git init -q evil; git -C evil config core.fsmonitor \"$CANARY\"; git -C evil config filter.x.clean \"$CANARY\";"
                    + " echo '* filter=x' > .gitattributes; ";

    @TempDir
    static Path directory;

    private static Site site;

    @BeforeAll
    static void open() {
        site = new Site(directory);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private Path pointer;
    private String text;

    @BeforeEach
    void heal() throws IOException {
        site.heal();
        pointer = site.worktree.resolve(".git");
        text = Files.readString(pointer);
        site.attack("git commit -q --allow-empty -m Inside");
    }

    private static void isRefused(ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("boundary")
                .hasMessageContaining("run the doctor");
        assertThat(site.engine()
                        .find(site.instance.info().container())
                        .orElseThrow()
                        .state())
                .isEqualTo(ContainerState.PAUSED);
        assertThat(site.canary.sang()).isEmpty();
    }

    private void comesBack() {
        List<Finding> found = lost();
        assertThat(found).hasSize(1);
        assertThat(site.headjack.doctor().apply(found))
                .extracting(Repair::outcome)
                .containsExactly(Repair.Outcome.REPAIRED);

        assertThat(pointer).content().isEqualTo(text);
        assertThat(site.attempt("echo x > .git").code()).isNotZero();
        assertThat(site.attack("git log -1 --format=%s").strip()).isEqualTo("Inside");
        assertThat(site.instance.git().collect().outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
        assertThat(lost()).isEmpty();
        assertThat(site.canary.sang()).isEmpty();
    }

    /** What the other tests left of refs is found too. */
    private static List<Finding> lost() {
        return site.headjack.doctor().scan().stream()
                .filter(each -> each.drift() != Drift.BRANCH_MOVED)
                .peek(each -> assertThat(each.drift()).isEqualTo(Drift.BOUNDARY_LOST))
                .toList();
    }

    @Test
    void exec_pointerDeletedAndWrittenByTheAgent_isRefusedAndThenRestored() throws IOException {
        Files.delete(pointer);
        site.attack(OWN_REPOSITORY + "echo 'gitdir: " + site.worktree + "/evil/.git' > .git");

        isRefused(() -> site.instance.exec("true").run());
        isRefused(() -> site.instance.sessions().shell().start());
        isRefused(() -> site.instance.git().status());
        isRefused(() -> site.instance.git().collect());
        isRefused(() -> site.instance.start());

        comesBack();
    }

    @Test
    void exec_pointerDeleted_isRefusedAndThenRestored() throws IOException {
        Files.delete(pointer);

        isRefused(() -> site.instance.exec("true").run());

        comesBack();
    }

    @Test
    void collect_pointerReplacedByOneThatIsTheSame_isRefusedAndThenRestored() throws IOException {
        Path other = Files.writeString(site.worktree.resolve(".git.new"), text);
        Files.move(other, pointer, StandardCopyOption.ATOMIC_MOVE);

        isRefused(() -> site.instance.git().collect());

        comesBack();
    }

    @Test
    void exec_pointerReplacedByADirectoryOfTheAgent_isRefusedAndThenRestored() throws IOException {
        Files.delete(pointer);
        site.attack(OWN_REPOSITORY + "mv evil/.git .git");

        isRefused(() -> site.instance.exec("true").run());

        comesBack();
        assertThat(site.worktree.resolve("git-replaced-1/config")).exists();
    }

    @Test
    void exec_pointerReplacedByALinkOfTheAgent_isRefusedAndThenRestored() throws IOException {
        Files.delete(pointer);
        site.attack(OWN_REPOSITORY + "ln -s " + site.worktree + "/evil/.git .git");

        isRefused(() -> site.instance.exec("true").run());

        comesBack();
    }
}
