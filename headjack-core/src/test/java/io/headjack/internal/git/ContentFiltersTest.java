package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.BranchName;
import io.headjack.error.UnsupportedException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentFiltersTest {
    @TempDir
    Path home;

    private Sandbox sandbox;

    @BeforeEach
    void makeRepository() {
        sandbox = Sandbox.in(home);
    }

    private void commit(String file, String text) {
        Sandbox.write(sandbox.origin.resolve(file), text);
        sandbox.host("-c", "core.attributesFile=/dev/null", "add", "--force", file);
        sandbox.host("commit", "-qm", file);
    }

    private ThrowingCallable check() {
        BranchPlan plan = sandbox.repository.plan(new BranchName("feat/a"), null);
        return () -> sandbox.repository.checkFilters(plan);
    }

    @Test
    void refuse_noFilters_isFine() {
        commit(".gitattributes", "*.txt text eol=lf\n# *.bin filter=lfs\n*.c diff=cpp -filter\n");

        assertThatCode(check()).doesNotThrowAnyException();
    }

    @Test
    void refuse_largeFileStorage_isNamedWhereverItIs() {
        commit("a/.gitattributes", "*.md text\n");
        commit("b/c/.gitattributes", "# large ones\n\"a b.bin\" -text filter=lfs diff=lfs\n");

        assertThatThrownBy(check())
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("branch \"feat/a\"")
                .hasMessageContaining("b/c/.gitattributes")
                .hasMessageContaining("\"lfs\" (Git LFS)");
    }

    @Test
    void refuse_anotherFilterBeforeItOnTheLine_isSeenAllTheSame() {
        commit(".gitattributes", "*.bin filter=none\tfilter=lfs\r\n");

        assertThatThrownBy(check()).isInstanceOf(UnsupportedException.class).hasMessageContaining("(Git LFS)");
    }

    @Test
    void refuse_largeFileStorageOnAnotherBranch_isFine() {
        sandbox.host("checkout", "-q", "-b", "other");
        commit(".gitattributes", "*.bin filter=lfs\n");
        sandbox.host("checkout", "-q", "main");

        assertThatCode(check()).doesNotThrowAnyException();
    }

    @Test
    void refuse_filterThatTheHostHasAProgramFor_isNamed() {
        commit(".gitattributes", "[attr]secret filter=crypt\nkeys/** secret\n");
        assertThatCode(check()).doesNotThrowAnyException();
        sandbox.host("config", "filter.crypt.clean", "cat");

        assertThatThrownBy(check())
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining(".gitattributes has files converted by the filter \"crypt\"");
    }

    @Test
    void refuse_attributesOfTheRepository_countToo() {
        Sandbox.write(sandbox.origin.resolve(".git/info/attributes"), "*.bin\tfilter=lfs\n");

        assertThatThrownBy(check()).isInstanceOf(UnsupportedException.class).hasMessageContaining("info/attributes");
    }
}
