package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts to have git outside take another directory for the repository's. */
@RequiresTool({"docker", "git"})
class LayoutIT {
    private static final String EVIL = """
            git init -q evil
            git -C evil config core.fsmonitor "$CANARY"
            """;

    @TempDir
    static Path directory;

    private static Site site;
    private static TempRepository secret;
    private static Path victim;

    @BeforeAll
    static void open() throws IOException {
        site = new Site(directory);
        secret = TempRepository.create();
        secret.commit("Secret", Map.of("secret.txt", "secret\n"));
        victim = Files.createDirectory(directory.resolve("victim"));
    }

    @AfterAll
    static void close() {
        site.close();
        secret.close();
    }

    @BeforeEach
    void heal() {
        site.heal();
    }

    @AfterEach
    void pointerIsGits() {
        assertThat(site.worktree.resolve(".git")).content().startsWith("gitdir: " + site.repository.gitDirectory());
        assertThat(site.attempt("cat .git").text().strip()).isEqualTo("gitdir: /headjack/git");
    }

    @Test
    @Vector(".git replaced, moved, linked or overwritten")
    void pointer_replaced_staysAsItWas() {
        site.withstands(Attack.of("a replaced pointer", EVIL + """
                        for try in 'rm -rf .git' 'mv .git gone' 'mv -T evil/.git .git' 'mv --exchange evil/.git .git' \\
                            'ln -sfn evil/.git .git' 'ln -f evil/.git/config .git' 'chmod 666 .git' 'cp -r evil/.git .git'; do
                          $try 2> /dev/null || true
                        done
                        { echo "gitdir: $PWD/evil/.git" > .git; } 2> /dev/null || true
                        """, "status"));
    }

    @Test
    @Vector("the mount over .git taken off, remounted, moved or covered")
    void mount_attackedByRoot_staysAsItWas() {
        String overwrite = EVIL + "{ echo \"gitdir: $PWD/evil/.git\" > .git; } 2> /dev/null || true\n";
        Attack attack = Attack.of("an attacked mount", overwrite, "status");
        site.fires(attack);

        site.attack("""
                for try in 'umount .git' 'umount -l .git' 'umount -l /workspace' 'mount -o remount,rw,bind .git' \\
                    'mount --move .git gone' 'mount --bind evil/.git .git' 'mount -t tmpfs none .' \\
                    'unshare -m umount .git' 'unshare -Um umount -l .git' 'nsenter -t 1 -m umount .git' \\
                    'mv -T /workspace /elsewhere' 'mount -t overlay -o lowerdir=evil:. none .'; do
                  if $try 2> /dev/null; then echo "possible: $try"; exit 1; fi
                done
                """ + overwrite);
        site.work.all(attack.trigger());
    }

    @Test
    @Vector("commondir")
    void commondir_planted_isReadInsideOnly() {
        site.withstands(Attack.of(
                "commondir", EVIL + "echo \"$PWD/evil/.git\" > \"$(git rev-parse --git-dir)/commondir\"", "status"));
    }

    @Test
    @Vector("config.worktree")
    void configWorktree_planted_isReadInsideOnly() {
        site.withstands(Attack.of("config.worktree", """
                git config extensions.worktreeConfig true
                git config --worktree core.fsmonitor "$CANARY"
                """, "status"));
    }

    @Test
    @Vector("gitdir of the other worktrees")
    void gitdir_ofSiblings_cannotBeReached() {
        String script = """
                for each in "$(git rev-parse --git-common-dir)"/worktrees/*; do
                  echo /nowhere/.git > "$each/gitdir" || true
                done
                git worktree prune --expire=now || true
                """;
        site.harms(
                script,
                unprotected ->
                        !unprotected.repository.git("worktree", "list").contains(unprotected.sibling.toString()));

        site.attack("{ " + script + " } 2> /dev/null");

        site.work.all(List.of());
        assertThat(site.repository.git("worktree", "list")).contains(site.sibling.toString(), site.worktree.toString());
    }

    @Test
    @Vector("core.worktree")
    void coreWorktree_pointedElsewhere_writesNothingThere() {
        String script = "git config core.worktree '" + victim + "'";
        site.harms(script, unprotected -> {
            unprotected.host.git(unprotected.repository.directory(), "checkout", "HEAD", "--", "a.txt");
            return victim.resolve("a.txt").toFile().delete();
        });

        site.attack(script);

        site.work.all(List.of(List.of("checkout", "HEAD", "--", "a.txt")));
        assertThat(victim).isEmptyDirectory();
    }

    @Test
    @Vector("alternates to another repository of the host")
    void alternates_toAHostPath_bringNothingOut() {
        String commit = secret.resolve("HEAD");
        String objects = secret.gitDirectory().resolve("objects").toString();
        String script = "echo '" + objects + "' >> \"$(git rev-parse --git-common-dir)/objects/info/alternates\"\n"
                + "mkdir -p \"$(git rev-parse --git-common-dir)/refs/heads\"\n"
                + "echo " + commit + " > \"$(git rev-parse --git-common-dir)/refs/heads/secret\"";
        site.harms(
                script,
                unprotected -> unprotected
                                .host
                                .git(unprotected.worktree, "show", "secret:secret.txt")
                                .code()
                        == 0);

        site.attack(script);

        site.work.all(List.of());
        assertThat(site.host.git(site.worktree, "cat-file", "-e", commit).code())
                .isNotZero();
    }

    @Test
    @Vector("files of the git directory that lead to /proc")
    void privateFiles_leadToProc_nothingFollowsThemOutside() {
        String script = """
                common=$(git rev-parse --git-common-dir)
                rm -f "$common/packed-refs" "$common/info/exclude"
                ln -s /proc/self/environ "$common/packed-refs"
                ln -s /proc/self/maps "$common/shallow"
                ln -s /proc/self/environ "$common/info/exclude"
                ln -s /proc/self/environ "$common/refs/heads/root"
                """;
        site.harms(
                script,
                unprotected -> unprotected
                                .host
                                .git(unprotected.repository.directory(), "log", "--all")
                                .code()
                        != 0);

        site.attack(script);

        site.work.all(List.of());
        assertThat(site.repository.git("log", "--format=%s", "-1").strip()).isEqualTo("Base");
    }
}
