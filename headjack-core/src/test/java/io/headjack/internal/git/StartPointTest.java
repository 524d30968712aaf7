package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.BranchName;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a new branch starts. */
class StartPointTest {
    private static final BranchName BRANCH = new BranchName("feat/a");

    @TempDir
    Path home;

    private Sandbox threeCommits() {
        Sandbox sandbox = Sandbox.in(home);
        sandbox.host("commit", "-q", "--allow-empty", "-m", "second");
        sandbox.host("commit", "-q", "--allow-empty", "-m", "third");
        return sandbox;
    }

    private static String start(Sandbox sandbox, String from) {
        BranchPlan plan = sandbox.repository.plan(BRANCH, from);
        assertThat(plan.createsBranch()).isTrue();
        assertThat(plan.tracking()).isEmpty();
        return plan.startCommit();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other",
                "refs/heads/other",
                "origin/theirs",
                "remotes/origin/theirs",
                "light",
                "annotated",
                "nested",
                "HEAD~2",
                "main^^",
                ":/first"
            })
    void plan_fromWhatMeansTheFirstCommit_startsThere(String from) {
        Sandbox sandbox = threeCommits();
        sandbox.host("branch", "other", "HEAD~2");
        sandbox.host("remote", "add", "origin", "https://example.org/x.git");
        sandbox.host("update-ref", "refs/remotes/origin/theirs", "HEAD~2");
        sandbox.host("tag", "light", "HEAD~2");
        sandbox.host("tag", "-a", "-m", "annotated", "annotated", "HEAD~2");
        sandbox.host("tag", "-a", "-m", "nested", "nested", "annotated");

        assertThat(start(sandbox, from)).isEqualTo(sandbox.host("rev-parse", "HEAD~2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 12})
    void plan_fromCommit_startsThere(int digits) {
        Sandbox sandbox = threeCommits();
        String first = sandbox.host("rev-parse", "HEAD~2");

        assertThat(start(sandbox, first.substring(0, digits))).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"HEAD:file.txt,it is a blob", "HEAD^{tree},it is a tree", "of-a-tree,it is a tag of something else"})
    void plan_fromWhatIsNoCommit_saysWhatItIs(String from, String what) {
        Sandbox sandbox = threeCommits();
        sandbox.host("tag", "-a", "-m", "of a tree", "of-a-tree", "HEAD^{tree}");

        assertThatThrownBy(() -> sandbox.repository.plan(BRANCH, from))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no commit \"" + from + "\"")
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--all", "-x", "--help", "--output=owned", "HEAD..main", "^main", "no such", "", "theirs", "{}"})
    void plan_fromWhatDoesNotExist_isNotFoundAndNoOption(String from) {
        Sandbox sandbox = threeCommits();
        sandbox.host("update-ref", "refs/remotes/origin/theirs", "HEAD");

        assertThatThrownBy(() -> sandbox.repository.plan(BRANCH, from))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no commit \"" + from + "\"");
        assertThat(sandbox.origin.resolve(".git/owned")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"main\nHEAD", "main\0x", "\n", "main\r", "\u001b[31mmain"})
    void plan_fromWithControlCharacters_isRefused(String from) {
        Sandbox sandbox = threeCommits();

        assertThatThrownBy(() -> sandbox.repository.plan(BRANCH, from))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("control characters")
                .hasMessageNotContainingAny("\n", "\0", "\u001b");
    }

    @Test
    void plan_fromAmbiguousAbbreviation_asksForMoreDigits() throws Exception {
        Sandbox sandbox = threeCommits();
        String tree = sandbox.host("rev-parse", "HEAD^{tree}");
        Map<String, String> byPrefix = new HashMap<>();
        String prefix = "";
        for (int i = 0; prefix.isEmpty(); i++) {
            String commit = "tree " + tree + "\nauthor x <x> " + i + " +0000\ncommitter x <x> " + i + " +0000\n\n";
            String id = id(commit);
            String other = byPrefix.put(id.substring(0, 4), commit);
            if (other != null) {
                prefix = id.substring(0, 4);
                write(sandbox, other);
                write(sandbox, commit);
            }
        }
        String from = prefix;

        assertThatThrownBy(() -> sandbox.repository.plan(BRANCH, from))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("\"" + from + "\" is short for several objects")
                .hasMessageContaining("give more digits");
    }

    private static void write(Sandbox sandbox, String commit) {
        Sandbox.feed(sandbox.origin, commit, "git", "hash-object", "-t", "commit", "-w", "--stdin");
    }

    private static String id(String commit) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        digest.update(("commit " + commit.length() + "\0").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(commit.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void plan_detachedHead_startsAtThatCommit() {
        Sandbox sandbox = threeCommits();
        sandbox.host("checkout", "-q", "--detach", "HEAD~1");

        assertThat(sandbox.repository.plan(BRANCH, null).startCommit()).isEqualTo(sandbox.host("rev-parse", "main~1"));
    }

    @Test
    void plan_unbornHeadBesideOtherBranches_saysToUseFrom() {
        Sandbox sandbox = threeCommits();
        sandbox.host("symbolic-ref", "HEAD", "refs/heads/unborn");

        assertThatThrownBy(() -> sandbox.repository.plan(BRANCH, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("from(");
        assertThat(start(sandbox, "main")).isEqualTo(sandbox.host("rev-parse", "main"));
    }

    @Test
    void plan_noCommits_saysToCommitFirst() {
        Sandbox.init(home.resolve("empty"));
        GitRepository repository = new Git(home).repository(home.resolve("empty"));

        assertThatThrownBy(() -> repository.plan(BRANCH, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("commit something first");
    }
}
