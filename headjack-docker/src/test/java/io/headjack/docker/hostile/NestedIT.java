package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.UnsupportedException;
import io.headjack.testkit.RequiresTool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories within the worktree: whichever git walks into one runs what its configuration names. */
@RequiresTool({"docker", "git"})
class NestedIT {
    private static final String NESTED = """
            nest() {
              git init -q "$1"
              git -C "$1" -c user.name=x -c user.email=x commit -q --allow-empty -m Evil
              git -C "$1" config core.fsmonitor "$CANARY"
              git -C "$1" config core.sshCommand "$CANARY"
              git -C "$1" config filter.evil.clean "$CANARY"
              git -C "$1" config remote.origin.url ssh://nowhere/x
              git -C "$1" config remote.origin.fetch '+refs/heads/*:refs/remotes/origin/*'
            }
            """;
    private static final String OLD = NESTED + "nest libs/sub\n";
    private static final String NEW = NESTED + "nest new\n";

    @TempDir
    static Path directory;

    private static Site site;

    @BeforeAll
    static void open() {
        site = new Site(directory, Base::commitWithSubmodule);
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
    @Vector("an old gitlink's directory filled with a repository")
    void gitlink_old_isNotWalkedInto() {
        site.withstands(Attack.of("an old gitlink", OLD, "status", "diff HEAD", "commit -a -m x --allow-empty"));
    }

    @Test
    @Vector("an old gitlink whose .gitmodules asks for a walk")
    void gitlink_oldWithModulesThatAskForIt_isNotWalkedInto() {
        site.withstands(Attack.of("an old gitlink with .gitmodules", OLD + """
                        git config -f .gitmodules submodule.libs/sub.ignore none
                        git config -f .gitmodules submodule.libs/sub.fetchRecurseSubmodules true
                        """, "status", "diff"));
    }

    @Test
    @Vector("an old gitlink of a submodule that the host has configured")
    void gitlink_oldAndConfigured_isNotWalkedInto() {
        site.repository.git("config", "submodule.libs/sub.active", "true");
        try {
            site.withstands(Attack.of("a configured gitlink", OLD, "status", "diff HEAD"));
        } finally {
            site.repository.git("config", "--unset", "submodule.libs/sub.active");
        }
    }

    @Test
    @Vector("an old gitlink's directory filled, and a fetch that moves the submodule")
    void gitlink_oldAndMovedOnTheRemote_isNotFetchedInto() {
        try (Unprotected unprotected = new Unprotected(site.canary, Base::commitWithSubmodule)) {
            unprotected.attack(OLD);
            Base.moveSubmodule(unprotected.repository);
            site.canary.sang();
            unprotected.host.git(unprotected.worktree, "fetch", "origin");
            assertThat(site.canary.sang()).isNotEmpty();
        }
        site.attack(OLD + "git config -f .gitmodules submodule.libs/sub.fetchRecurseSubmodules true");
        Base.moveSubmodule(site.repository);

        assertThat(site.host.git(site.worktree, "fetch", "origin").code()).isZero();

        assertThat(site.canary.sang()).isEmpty();
        assertThat(site.repository.git("log", "-1", "--format=%s", "origin/main"))
                .startsWith("Move");
    }

    @Test
    @Vector("a new gitlink, committed")
    void gitlink_newAndCommitted_isRefusedByName() {
        Attack attack = Attack.of(
                "a new gitlink", NEW + "git add new 2> /dev/null; git commit -q -m Nested", "status", "diff HEAD");
        site.fires(attack);

        site.attack(attack.plant());

        assertThatThrownBy(() -> site.instance.git().collect())
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("nested repositories")
                .hasMessageContaining("new");
        site.work.all(attack.trigger());
        assertThat(site.repository.resolve("feat/x")).isEqualTo(site.base);
    }

    @Test
    @Vector("a new gitlink hidden among commits, or in place of a directory")
    void gitlink_inPlaceOfADirectory_isRefusedByName() {
        Attack attack = Attack.of("a gitlink in place of a directory", NESTED + """
                        git rm -q -r dir
                        nest dir
                        git add dir 2> /dev/null
                        git commit -q -m Nested
                        git commit -q --allow-empty -m 'Looks harmless'
                        """, "status");
        site.fires(attack);

        site.attack(attack.plant());

        assertThatThrownBy(() -> site.instance.git().collect())
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("dir");
        site.work.all(attack.trigger());
    }

    @Test
    @Vector("a nested repository that nobody added")
    void nested_notAdded_isNotWalkedIntoByHeadjack() {
        site.fires(Attack.of("a nested repository", NEW, "add -A", "status"));

        site.attack(NEW + "echo '* filter=evil' > new/.gitattributes; echo x > new/file");

        site.work.all(List.of(List.of("status"), List.of("diff")));
    }

    @Test
    @Vector(".gitmodules with programs and hostile addresses")
    void modules_committed_runNothing() {
        site.withstands(Attack.of(".gitmodules", OLD + """
                        git config -f .gitmodules submodule.libs/sub.url "ext::$CANARY"
                        git config submodule.libs/sub.url "ext::$CANARY"
                        git config submodule.libs/sub.update "!$CANARY"
                        git config submodule.libs/sub.active true
                        """, "submodule update"));
    }
}
