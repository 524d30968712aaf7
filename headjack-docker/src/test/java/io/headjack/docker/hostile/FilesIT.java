package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.RemoveOption;
import io.headjack.Removed;
import io.headjack.Session;
import io.headjack.error.HeadjackException;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the worktree and the logs that lead elsewhere, are no files, or are too much. Each instance is removed. */
@RequiresTool({"docker", "git", "perl"})
class FilesIT {
    @TempDir
    Path directory;

    private Site site;
    private Path victim;

    @BeforeEach
    void open() throws IOException {
        site = new Site(directory);
        victim = Files.createDirectory(directory.resolve("victim"));
        Files.writeString(victim.resolve("secret.txt"), "secret\n");
    }

    @AfterEach
    void close() throws IOException {
        assertThat(victim.resolve("secret.txt")).hasContent("secret");
        assertThat(victim).isDirectoryContaining("glob:**secret.txt");
        site.close();
    }

    /** The salvage, after the instance was removed with what it had. */
    private Removed discarded() {
        Removed removed = site.instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
        assertThat(site.worktree).doesNotExist();
        assertThat(site.data.resolve("private/" + site.instance.id())).doesNotExist();
        assertThat(site.data.resolve("logs/" + site.instance.id())).doesNotExist();
        assertThat(site.canary.sang()).isEmpty();
        return removed;
    }

    private String salvaged(Removed removed, String path) {
        return site.repository.git("show", removed.salvage().orElseThrow() + ":" + path);
    }

    @Test
    @Vector("symbolic links to files and directories of the host")
    void links_toTheHost_areKeptAsLinks() {
        String script = "rm -r dir; ln -s '" + victim + "' dir; ln -s '" + victim + "/secret.txt' link\n" + "ln -s '"
                + victim + "' \"$(git rev-parse --git-common-dir)/link\"";
        site.harms(script, unprotected -> {
            try {
                return Files.readString(unprotected.worktree.resolve("link")).equals("secret\n");
            } catch (IOException e) {
                return false;
            }
        });

        site.attack(script);

        assertThat(site.instance.git().diff()).doesNotContain("+secret");
        site.work.all(List.of());
        Removed removed = discarded();
        assertThat(salvaged(removed, "link")).isEqualTo(victim + "/secret.txt");
        assertThat(salvaged(removed, "dir")).isEqualTo(victim.toString());
    }

    @Test
    @Vector("logs replaced by links, FIFOs and directories")
    void logs_replaced_areNotFollowed() {
        Session session =
                site.instance.sessions().command("sleep", "1000").name("x").start();
        String log = "/headjack/logs/" + session.id() + ".log";
        site.harms(
                "ln -s '" + victim + "/secret.txt' x.log",
                unprotected -> unprotected
                        .host
                        .run(unprotected.worktree, Map.of(), List.of("cat", "x.log"))
                        .text()
                        .startsWith("secret"));
        for (String each :
                List.of("ln -s '" + victim + "/secret.txt' LOG", "mkfifo LOG", "ln -s /dev/zero LOG", "mkdir LOG")) {
            site.attack("rm -rf LOG\n".replace("LOG", log) + each.replace("LOG", log));

            Optional<HeadjackException> refusal =
                    Refusals.of(() -> assertThat(session.log().tail(5)).doesNotContain("secret"));

            assertThat(refusal.map(Throwable::getMessage).orElse("")).doesNotContain("secret\n");
        }
        site.attack("rm -rf " + log);
        discarded();
    }

    @Test
    @Vector("names with newlines, escapes and 4 000 bytes")
    void names_thatHurt_areSalvagedAndRemoved() {
        String script = """
                touch -- "$(printf 'red\\033[31m')" 'two
                lines' '-rf' '$(touch executed)' "$(printf 'bad\\377utf8')"
                i=0
                part=$(printf 'd%.0s' $(seq 200))
                (while [ $i -lt 19 ]; do mkdir -p "$part"; cd "$part"; i=$((i + 1)); done
                echo deep > "$(printf 'e%.0s' $(seq 180))"
                ln -s target "$(printf 'l%.0s' $(seq 180))")
                """;
        site.harms(
                script,
                unprotected -> unprotected
                        .host
                        .run(unprotected.worktree, Map.of(), List.of("ls"))
                        .text()
                        .contains("\u001b"));

        site.attack(script);

        Optional<HeadjackException> refusal = Refusals.of(() -> site.instance.remove());
        assertThat(refusal.orElseThrow().getMessage()).doesNotContain("\u001b", "two\nlines");
        Removed removed = discarded();
        assertThat(removed.salvage()).isPresent();
        assertThat(String.join("", removed.notSalvaged())).doesNotContain("\u001b", "\n");
    }

    @Test
    @Vector("directories nested by the thousand")
    void directories_nestedByTheThousand_areRemoved() {
        String script = """
                nest() { perl -e 'for (1..3000) { mkdir "d"; chdir "d" or die $! }'; }
                nest
                cd "$(git rev-parse --git-common-dir)" && nest
                """;
        site.harms(script, unprotected -> {
            boolean there = unprotected
                            .host
                            .run(
                                    unprotected.worktree,
                                    Map.of(),
                                    List.of("perl", "-e", "for (1..3000) { chdir 'd' or exit 1 }"))
                            .code()
                    == 0;
            unprotected.host.run(
                    unprotected.worktree,
                    Map.of(),
                    List.of("rm", "-rf", "d", unprotected.repository.gitDirectory() + "/d"));
            return there;
        });

        site.attack(script);

        Refusals.of(() -> site.instance.git().collect());
        discarded();
    }

    @Test
    @Vector("hard links to files of the host")
    void hardLinks_toWhatIsMounted_areImpossible() {
        String script = """
                linked=
                for each in .git /headjack/objects/pack/* /headjack/objects/??/* /etc/hostname /etc/hosts; do
                  if ln "$each" "linked-$(basename "$each")" 2> /dev/null; then linked=yes; fi
                done
                """;
        site.harms(
                "ln \"$(git rev-parse --git-common-dir)/config\" linked; echo '[x]' >> linked",
                unprotected -> unprotected
                        .host
                        .run(
                                unprotected.worktree,
                                Map.of(),
                                List.of("cat", unprotected.repository.gitDirectory() + "/config"))
                        .text()
                        .contains("[x]"));

        site.attack(script + "test -z \"$linked\"");

        site.work.all(List.of());
        discarded();
    }

    @Test
    @Vector("device nodes and setuid files")
    void specialFiles_areNotKept() throws IOException {
        String script = """
                cp /bin/true suid
                chmod 6755 suid
                mknod node c 1 3 2> /dev/null || mkfifo node
                mkfifo pipe
                """;
        site.harms(
                script,
                unprotected -> unprotected.worktree.resolve("suid").toFile().canExecute());

        site.attack(script);

        site.work.all(List.of());
        assertThat(Files.getPosixFilePermissions(site.data, LinkOption.NOFOLLOW_LINKS))
                .hasSize(3);
        Removed removed = discarded();
        assertThat(removed.notSalvaged())
                .anyMatch(each -> each.contains("pipe"))
                .anyMatch(each -> each.contains("node"));
        assertThat(site.repository.git("ls-tree", removed.salvage().orElseThrow(), "suid"))
                .startsWith("100755");
    }

    @Test
    @Vector("sparse giants")
    void giants_areNamedAndNotSalvaged() {
        String script = "truncate -s 3T giant; mkdir ignored; truncate -s 3T ignored/giant";
        site.harms(
                script,
                unprotected -> unprotected.worktree.resolve("giant").toFile().length() > 1L << 40);

        site.attack(script);

        assertThat(Refusals.of(() -> site.instance.remove()).orElseThrow()).hasMessageContaining("giant");
        Removed removed = discarded();
        assertThat(removed.notSalvaged())
                .anyMatch(each -> each.startsWith("giant"))
                .anyMatch(each -> each.startsWith("ignored/giant"));
    }

    @Test
    @Vector("giants and FIFOs by the names that git reads")
    void filesThatGitReads_hugeOrEndless_keepNobodyFromRemoving() {
        String script = """
                truncate -s 3T .gitattributes
                rm .gitignore
                truncate -s 3T .gitignore
                mkfifo dir/.gitignore .gitmodules
                """;
        site.harms(
                script,
                unprotected -> unprotected
                                .host
                                .run(
                                        unprotected.worktree,
                                        Map.of(),
                                        List.of("timeout", "-s", "KILL", "5", "git", "status"))
                                .code()
                        != 0);

        site.attack(script);

        Refusals.of(() -> site.instance.git().collect());
        assertThat(Refusals.of(() -> site.instance.remove()).orElseThrow()).hasMessageContaining(".gitignore");
        discarded();
    }

    @Test
    @Vector("files swapped for links while Headjack reads them")
    void files_swappedMeanwhile_leadNowhere() {
        site.harms(
                "rm -r dir; ln -s '" + victim + "' dir",
                unprotected ->
                        unprotected.worktree.resolve("dir/secret.txt").toFile().exists());
        site.attack("mkdir real; echo mine > real/secret.txt; ln -s '" + victim + "' fake; git add real; "
                + "git commit -q -m Mine; "
                + "(while :; do mv -T real swap && mv -T fake real && mv -T real fake && mv -T swap real; done) "
                + "> /dev/null 2>&1 < /dev/null &");
        for (int i = 0; i < 3; i++) {
            site.work.all(List.of());
        }

        Removed removed = discarded();

        removed.salvage()
                .ifPresent(ref -> assertThat(site.repository.git("grep", "-l", "mine", ref))
                        .isNotEmpty());
        removed.salvage()
                .ifPresent(ref -> assertThat(site.host
                                .git(site.repository.directory(), "grep", "-l", "^secret$", ref)
                                .code())
                        .isEqualTo(1));
    }

    @Test
    @Vector("objects that cannot be taken, in an instance that is to go")
    void objects_thatCannotBeTaken_keepNobodyFromRemoving() {
        String script = """
                echo evil > evil.txt
                git add evil.txt
                git commit -q -m Evil
                find "$(git rev-parse --git-path objects)" -type f -path '*/??/*' | while read -r each; do
                  chmod u+w "$each"
                  echo garbage > "$each"
                done
                """;
        site.harms(
                script,
                unprotected -> unprotected
                                .host
                                .git(unprotected.repository.directory(), "fsck")
                                .code()
                        != 0);

        site.attack(script);

        assertThat(Refusals.of(() -> site.instance.remove())).isPresent();
        Removed removed = discarded();
        assertThat(removed.notSalvaged()).anyMatch(each -> each.contains("commits"));
        assertThat(salvaged(removed, "evil.txt")).isEqualTo("evil\n");
    }
}
