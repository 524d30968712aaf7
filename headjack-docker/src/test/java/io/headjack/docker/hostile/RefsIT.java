package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.UnsupportedException;
import io.headjack.testkit.RequiresTool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refs that would become, hide or multiply those of the host. */
@RequiresTool({"docker", "git"})
class RefsIT {
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
    }

    @Test
    @Vector("other branches, tags, reflogs and worktrees deleted or moved")
    void refs_ofOthers_areTouchedInsideOnly() {
        String script = """
                git commit -q --allow-empty -m Evil
                git update-ref refs/heads/sibling HEAD
                git update-ref refs/heads/main HEAD
                git tag -f v1 HEAD > /dev/null
                git reflog expire --expire=now --all
                git worktree prune --expire=now
                git gc -q --prune=now
                """;
        site.harms(
                script,
                unprotected -> unprotected
                        .repository
                        .git("log", "-1", "--format=%s", "sibling")
                        .startsWith("Evil"));

        site.attack(script);

        site.work.all(List.of());
        assertThat(site.repository.resolve("sibling")).isEqualTo(site.base);
        assertThat(site.repository.resolve("v1")).isEqualTo(site.base);
        assertThat(site.repository.git("reflog", "main")).isNotEmpty();
    }

    @Test
    @Vector("the instance's branch as a symbolic ref to another one")
    void branch_symbolic_movesNoOther() {
        String script = """
                git symbolic-ref refs/heads/feat/x refs/heads/sibling
                git commit -q --allow-empty -m Evil
                """;
        site.harms(
                script,
                unprotected -> unprotected
                        .repository
                        .git("log", "-1", "--format=%s", "sibling")
                        .startsWith("Evil"));

        site.attack(script);

        site.work.all(List.of());
        assertThat(site.repository.resolve("sibling")).isEqualTo(site.base);
        assertThat(site.repository.git("symbolic-ref", "HEAD").strip()).isEqualTo("refs/heads/main");
    }

    @Test
    @Vector("symbolic refs to files of the host")
    void refs_symbolicToPaths_areNotFollowed() {
        String script = """
                refs=$(git rev-parse --git-common-dir)/refs/heads
                ln -s ../../../../../../../../../../etc/passwd "$refs/passwd"
                printf 'ref: ../../../../../../../etc/passwd\\n' > "$refs/escape"
                """;
        site.harms(
                script,
                unprotected -> unprotected
                        .host
                        .git(unprotected.repository.directory(), "for-each-ref")
                        .text()
                        .contains("passwd"));

        site.attack(script);

        site.work.all(List.of());
        assertThat(site.repository.git("for-each-ref")).doesNotContain("passwd", "escape");
    }

    @Test
    @Vector("names of refs with escapes and control characters")
    void refs_withControlCharacters_areNotTaken() {
        String script = """
                refs=$(git rev-parse --git-common-dir)/refs/heads
                cp "$(git rev-parse --git-path refs/heads/feat/x)" "$refs/$(printf 'red\\033[31m')" 2> /dev/null \\
                  || git rev-parse HEAD > "$refs/$(printf 'red\\033[31m')"
                git rev-parse HEAD > "$refs/new
                line"
                git rev-parse HEAD > "$refs/a..b"
                """;
        site.harms(
                script,
                unprotected -> Stream.of(unprotected
                                .repository
                                .gitDirectory()
                                .resolve("refs/heads")
                                .toFile()
                                .list())
                        .anyMatch(each -> each.contains("\u001b")));

        site.attack(script);

        site.work.all(List.of());
        assertThat(site.repository.git("for-each-ref")).doesNotContain("red", "a..b");
    }

    @Test
    @Vector("a git inside that lists refs which cannot be")
    void refs_listedByALyingGit_areRefusedInPrintableWords() {
        String script = """
                printf '#!/bin/sh\\nprintf "%%s refs/heads/../../hooks/\\\\033[31mx\\\\n" "$(/usr/bin/git rev-parse HEAD)"\\n' > %s
                chmod +x %s
                """;
        String name = "refs/heads/../../hooks/x";
        site.harms(
                "true",
                unprotected -> unprotected
                                .host
                                .run(
                                        unprotected.worktree,
                                        Map.of(),
                                        List.of(
                                                "sh",
                                                "-c",
                                                "git rev-parse HEAD > \"$(git rev-parse --git-common-dir)/" + name
                                                        + "\""))
                                .code()
                        == 0);

        site.attack(script.formatted("/usr/local/bin/git", "/usr/local/bin/git"));

        assertThatThrownBy(() -> site.instance.git().collect())
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("../../hooks/")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\u001b"));
        site.attempt("rm /usr/local/bin/git");
        site.work.all(List.of());
    }

    @Test
    @Vector("a million refs")
    void refs_aMillion_areRefused() {
        String script = """
                commit=$(git rev-parse HEAD)
                packed=$(git rev-parse --git-common-dir)/packed-refs
                awk -v commit="$commit" 'BEGIN { print "# pack-refs with: peeled fully-peeled sorted ";
                  for (i = 1000000; i < 2000000; i++) print commit " refs/heads/n" i }' > "$packed"
                """;
        site.harms(
                script,
                unprotected -> unprotected
                                .host
                                .git(unprotected.repository.directory(), "rev-parse", "n1999999")
                                .code()
                        == 0);

        site.attack(script + "echo \"$commit refs/heads/feat/x\" >> \"$packed\"");

        assertThatThrownBy(() -> site.instance.git().collect()).isInstanceOf(UnsupportedException.class);
        site.work.all(List.of());
        assertThat(site.repository.git("for-each-ref").lines().count()).isLessThan(50);
    }

    @Test
    @Vector("more refs than are taken")
    void refs_oneMoreThanTaken_areRefusedByTheirNumber() {
        String script = """
                git rev-parse HEAD > /dev/null
                for i in $(seq 10001); do echo "create refs/heads/n$i HEAD"; done | git update-ref --stdin
                """;
        site.harms(
                script,
                unprotected ->
                        unprotected.repository.git("for-each-ref").lines().count() > 10_000);

        site.attack(script);

        assertThatThrownBy(() -> site.instance.git().collect())
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("at most 10000");
        site.work.all(List.of());
    }

    @Test
    @Vector("replace refs, grafts and a shallow file")
    void history_rewrittenInTheGitDirectory_isSeenInsideOnly() {
        String script = """
                common=$(git rev-parse --git-common-dir)
                evil=$(git commit-tree -m Evil "$(git rev-parse 'HEAD^{tree}')")
                git replace "$(git rev-parse HEAD)" "$evil"
                git rev-parse HEAD > "$common/shallow"
                """;
        site.harms(
                script,
                unprotected -> unprotected
                        .repository
                        .git("log", "-1", "--format=%s", "main")
                        .startsWith("Evil"));

        site.attack(script);

        site.work.all(List.of());
        assertThat(site.repository.git("log", "--format=%s", "main").strip()).isEqualTo("Base\nstart");
        assertThat(site.repository.git("rev-parse", "--is-shallow-repository").strip())
                .isEqualTo("false");
    }
}
