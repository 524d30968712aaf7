package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.HeadjackException;
import io.headjack.error.UnsupportedException;
import io.headjack.testkit.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that must not become the host's: what cannot be checked out safely, is broken, or is too much. */
@RequiresTool({"docker", "git", "perl"})
class ObjectsIT {
    private static final String TREE = """
            tree() {
              perl -e 'print pack("A*xH40", "$ARGV[0] $ARGV[1]", $ARGV[2])' "$1" "$2" "$3" |
                git hash-object -t tree -w --stdin --literally
            }
            blob=$(echo evil | git hash-object -w --stdin)
            """;
    private static final String COMMIT = """
            git update-ref refs/heads/feat/x "$(git commit-tree -p HEAD -m Evil "$tree")"
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
        site.heal();
        site.close();
    }

    @BeforeEach
    void heal() {
        site.heal();
    }

    private static boolean taken(Unprotected unprotected) {
        return unprotected.repository.git("log", "-1", "--format=%s", "feat/x").startsWith("Evil");
    }

    private static HeadjackException refused(String script) {
        site.attack(script);
        HeadjackException refused =
                Refusals.of(() -> site.instance.git().collect()).orElseThrow();
        site.work.all(List.of());
        assertThat(site.repository.resolve("feat/x")).isEqualTo(site.base);
        assertThat(site.repository.git("fsck", "--strict", "--no-dangling")).isEmpty();
        assertThat(site.repository.gitDirectory().resolve("objects"))
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("tmp_objdir"));
        return refused;
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", "..", ".", ".GIT", "git~1", ".git ", ".g\\342\\200\\214it", "a/../../b"})
    @Vector("trees with .git, .., case and Unicode tricks")
    void tree_namesThatLeadElsewhere_isRefused(String name) {
        String script = TREE + "tree=$(tree 40000 \"$(printf '" + name
                + "')\" \"$(tree 100755 post-checkout \"$blob\")\")\n" + COMMIT;
        site.harms(script, ObjectsIT::taken);

        site.attack(script);
        assertThatThrownBy(() -> site.instance.git().collect())
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("fsck");
        site.work.some(List.of(List.of("checkout", "--", ".")));
        assertThat(site.repository.resolve("feat/x")).isEqualTo(site.base);
    }

    @Test
    @Vector("a .gitmodules whose addresses or paths are options")
    void modules_thatGitWouldTakeForOptions_areRefused() {
        String script = TREE + """
                blob=$(printf '[submodule "x"]\\n\\tpath = x\\n\\turl = -u./payload\\n' | git hash-object -w --stdin)
                tree=$(tree 100644 .gitmodules "$blob")
                """ + COMMIT;
        site.harms(script, ObjectsIT::taken);

        assertThat(refused(script)).isInstanceOf(UnsupportedException.class).hasMessageContaining("fsck");
    }

    @Test
    @Vector("corrupt objects and packs")
    void objects_corrupt_areRefused() {
        String script = """
                echo evil > evil.txt
                git add evil.txt
                git commit -q -m Evil
                id=$(git rev-parse HEAD:evil.txt)
                file=$(git rev-parse --git-path objects)/$(echo "$id" | sed 's,..,&/,')
                chmod u+w "$file"
                echo garbage > "$file"
                """;
        site.harms(
                script,
                unprotected -> unprotected
                                .host
                                .git(unprotected.worktree, "show", "feat/x:evil.txt")
                                .code()
                        != 0);

        refused(script);
    }

    @Test
    @Vector("an object of the host under whose name lies another content")
    void objects_underTheNameOfTheHosts_replaceNothing() {
        String script = """
                objects=$(git rev-parse --git-path objects)
                evil=$(echo evil | git hash-object -w --stdin)
                id=$(git rev-parse HEAD:a.txt)
                mkdir -p "$objects/$(echo "$id" | cut -c1-2)"
                cp -f "$objects/$(echo "$evil" | sed 's,..,&/,')" "$objects/$(echo "$id" | sed 's,..,&/,')"
                git commit -q --allow-empty -m Evil
                """;
        site.harms(
                script,
                unprotected -> unprotected
                        .host
                        .git(unprotected.repository.directory(), "show", "main:a.txt")
                        .text()
                        .startsWith("evil"));

        site.attack(script);

        site.work.all(List.of());
        assertThat(site.repository.git("show", "main:a.txt", "feat/x:a.txt")).isEqualTo("a\na\n");
        assertThat(site.repository.git("fsck", "--strict", "--no-dangling")).isEmpty();
    }

    @Test
    @Vector("zip bombs")
    void objects_thatBecomeLarge_areRefused() {
        String script = """
                bomb=$({ git cat-file commit HEAD; head -c 73400320 /dev/zero | tr '\\0' x; } |
                  git hash-object -t commit -w --stdin)
                git update-ref refs/heads/feat/x "$bomb"
                """;
        site.harms(
                script,
                unprotected ->
                        unprotected.repository.git("cat-file", "-s", "feat/x").length() > 8);

        assertThat(refused(script)).isInstanceOf(UnsupportedException.class).hasMessageContaining("too large");
    }

    @Test
    @Vector("a pack that promises more objects than are taken")
    void pack_promisesBillions_isRefusedBeforeGitMakesRoom() {
        String pack = "printf 'PACK\\000\\000\\000\\002\\377\\377\\377\\376'";
        site.harms("true", unprotected -> {
            HostGit.Answer answer = unprotected.host.run(
                    unprotected.worktree, Map.of(), List.of("sh", "-c", pack + " | git index-pack --stdin"));
            return answer.code() != 0 && !answer.text().contains("4294967294");
        });

        site.attack("git commit -q --allow-empty -m Evil\n"
                + "printf '%s\\n' '#!/bin/sh' 'case \"$*\" in *pack-objects*) " + pack.replace("'", "\"")
                + ";; *) exec /usr/bin/git \"$@\";; esac' > /usr/local/bin/git\nchmod +x /usr/local/bin/git");

        assertThatThrownBy(() -> site.instance.git().collect())
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("4294967294");
        site.attempt("rm /usr/local/bin/git");
        site.work.all(List.of());
    }

    @Test
    @Vector("an index with paths that lead out of the worktree")
    void index_planted_isNotTheHosts() {
        String script = """
                index=$(git rev-parse --git-path index)
                git update-index --add --cacheinfo "100644,$(git rev-parse HEAD:a.txt),xx/evil.txt"
                sed -i 's,xx/evil.txt,../evil.txt,' "$index"
                """;
        site.harms(script, unprotected -> {
            unprotected.host.git(unprotected.worktree, "checkout-index", "--all", "--force");
            return Files.exists(unprotected.worktree.resolveSibling("evil.txt"));
        });

        site.attack(script);

        site.work.all(List.of(List.of("checkout-index", "--all")));
        assertThat(site.worktree.resolveSibling("evil.txt")).doesNotExist();
    }

    @Test
    @Vector("planted multi-pack-index and commit-graph files")
    void indexesOfObjects_planted_areNotTheHosts() {
        String script = """
                git commit -q --allow-empty -m Evil
                objects=$(git rev-parse --git-path objects)
                mkdir -p "$objects/info" "$objects/pack"
                head -c 5000 /dev/urandom > "$objects/pack/multi-pack-index"
                head -c 5000 /dev/urandom > "$objects/info/commit-graph"
                head -c 5000 /dev/urandom > "$objects/pack/pack-0123456789012345678901234567890123456789.idx"
                """;
        site.harms(
                script,
                unprotected -> unprotected
                        .host
                        .git(unprotected.repository.directory(), "log", "-1")
                        .text()
                        .contains("multi-pack-index"));

        site.attack(script);

        site.work.all(List.of());
        assertThat(site.repository.git("fsck", "--strict", "--no-dangling")).isEmpty();
        assertThat(site.repository.gitDirectory().resolve("objects/pack/multi-pack-index"))
                .doesNotExist();
    }
}
