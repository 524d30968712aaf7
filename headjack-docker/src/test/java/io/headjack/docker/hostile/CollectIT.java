package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Collected;
import io.headjack.Drift;
import io.headjack.Finding;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the host takes away beneath an instance, and a container that is no longer as it was. */
@RequiresTool({"docker", "git"})
class CollectIT {
    private static final String HOSTILE = """
            common=$(git rev-parse --git-common-dir)
            git config core.fsmonitor "$CANARY"
            git config core.alternateRefsCommand "$CANARY"
            git commit -q --allow-empty -m Inside
            mkdir -p "$common/hooks"
            ln -sf "$CANARY" "$common/hooks/post-checkout"
            """;

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

    @BeforeEach
    void heal() {
        site.heal();
        site.fires(Attack.of("what the host does not collect by", HOSTILE, "status", "checkout --detach"));
        site.attack(HOSTILE);
    }

    private static void collects() {
        assertThat(site.instance.git().collect().outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
        assertThat(site.repository.git("log", "-1", "--format=%s", "feat/x")).startsWith("Inside");
        site.work.all(List.of());
    }

    @Test
    @Vector("a hostile container that is paused")
    void collect_paused_takesTheCommitsOnly() {
        site.engine().pause(site.container());
        try {
            collects();
        } finally {
            site.headjack
                    .instances()
                    .in(site.repository.directory())
                    .branch("feat/x")
                    .ensure();
        }
    }

    @Test
    @Vector("a hostile container that is stopped, or gone")
    void collect_stoppedThenGone_takesTheCommitsOnly() {
        site.engine().remove(site.container());

        collects();
    }

    @Test
    @Vector("gc, prune and repack on the host, and a deleted branch")
    void hostGc_withTheBranchGone_hurtsNoInstance() {
        site.host.must(site.worktree, "checkout", "--quiet", "--detach");
        site.repository.git("branch", "-D", "feat/x");
        site.repository.git("reflog", "expire", "--expire=now", "--all");
        site.repository.git("gc", "--quiet", "--prune=now");
        site.repository.git("repack", "-a", "-d", "--quiet");
        site.repository.git("prune", "--expire=now");

        assertThat(site.attack("git fsck --connectivity-only && git log --format=%s")
                        .strip())
                .contains("Inside", "Base");
        assertThat(site.instance.git().collect().outcome()).isEqualTo(Collected.Outcome.DIVERGED);

        site.repository.git("branch", "feat/x", site.base);
        site.host.must(site.worktree, "checkout", "--quiet", "feat/x");
    }

    @Test
    @Vector("the pointer written by root inside, once a person dropped the mount")
    void pointer_unmountedByAPersonAndThenWritten_isLostAndRestored() throws IOException {
        Path pointer = site.worktree.resolve(".git");
        String text = Files.readString(pointer);
        Files.delete(pointer);
        Files.writeString(pointer, text);
        site.attack("git init -q evil; git -C evil config core.fsmonitor \"$CANARY\"; echo 'gitdir: " + site.worktree
                + "/evil/.git' > .git");

        Refusals.of(() -> site.instance.git().collect());
        Refusals.of(() -> site.instance.remove());
        List<Finding> found = site.headjack.doctor().scan();

        assertThat(site.canary.sang()).isEmpty();
        assertThat(found).extracting(Finding::drift).contains(Drift.BOUNDARY_LOST);
        site.headjack.doctor().apply(found);
        assertThat(pointer).content().isEqualTo(text);
        assertThat(site.attempt("echo x > .git").code()).isNotZero();
        site.work.all(List.of());
    }
}
