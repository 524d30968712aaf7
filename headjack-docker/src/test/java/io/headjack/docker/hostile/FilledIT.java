package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.InstanceRequest;
import io.headjack.testkit.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submodules that were filled on request: their git directories are the agent's, and must not be the host's. */
@RequiresTool({"docker", "git"})
class FilledIT {
    /** Where nothing protects, the submodule is filled as everybody does it. */
    private static final String FILL =
            "git -c protocol.file.allow=always submodule --quiet update --init; cd libs/sub; git status > /dev/null\n";

    private static final String SETTINGS = FILL + """
            dir=$(git rev-parse --absolute-git-dir)
            mkdir -p "$dir/hooks"
            for hook in post-checkout post-index-change pre-commit reference-transaction; do
              printf '#!/bin/sh\\nexec "%s"\\n' "$CANARY" > "$dir/hooks/$hook"
              chmod +x "$dir/hooks/$hook"
            done
            echo '* filter=evil' > "$dir/info/attributes"
            git config filter.evil.clean "$CANARY"
            git config filter.evil.smudge "$CANARY"
            git config core.sshCommand "$CANARY"
            git config remote.origin.url ssh://nowhere/x
            git config remote.origin.uploadpack "$CANARY"
            git config core.fsmonitor "$CANARY"
            """;

    @TempDir
    static Path directory;

    private static Site site;

    @BeforeAll
    static void open() {
        site = new Site(directory, Base::commitWithSubmodule, InstanceRequest::submodules);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void heal() {
        site.heal();
    }

    @Test
    @Vector("configuration, hooks and attributes of a filled submodule")
    void filled_configurationHooksAndAttributes_areReadInsideOnly() {
        site.withstands(Attack.of("a filled submodule", SETTINGS, "status", "diff HEAD", "submodule status"));
    }

    @Test
    @Vector("a filled submodule whose .git leads to a repository in the worktree")
    void filled_leadingIntoTheWorktree_isNotFollowed() {
        site.withstands(Attack.of("a pointer into the worktree", FILL + """
                cd ../..
                git init -q evil
                git -C evil -c user.name=x -c user.email=x commit -q --allow-empty -m Evil
                git -C evil config core.fsmonitor "$CANARY"
                git -C evil config remote.origin.url ssh://nowhere/x
                git -C evil config core.sshCommand "$CANARY"
                echo 'gitdir: ../../evil/.git' > libs/sub/.git
                """, "status", "diff HEAD"));
    }

    @Test
    @Vector("commits of a filled submodule, and a gitlink moved to them")
    void filled_commitsOfTheInside_neverReachTheHostsSubmodule() {
        Path module = site.repository.gitDirectory().resolve("modules/libs/sub");
        String before = site.repository.git("--git-dir=" + module, "cat-file", "--batch-all-objects", "--batch-check");

        site.withstands(Attack.of("a moved gitlink", SETTINGS + """
                git -c core.fsmonitor= -c core.hooksPath=/dev/null -c user.name=x -c user.email=x \\
                  commit -q --allow-empty -m Inside
                cd ../..
                git -c core.fsmonitor= -c core.hooksPath=/dev/null -c user.name=x -c user.email=x \\
                  -c diff.ignoreSubmodules=none commit -q -m Move -- libs/sub
                """, "status", "diff HEAD"));

        assertThat(site.repository.git("--git-dir=" + module, "cat-file", "--batch-all-objects", "--batch-check"))
                .isEqualTo(before);
        assertThat(Files.exists(module.resolve("hooks/post-checkout"))).isFalse();
    }
}
