package io.headjack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"main", "feat/a", "feat-a", "Feat/A", "feat/ü-x", "a.b", "x@y", "with'quote", "$(x)", "a;b", "日本"
            })
    void branchName_thatGitAllows_isTaken(String name) {
        assertThat(new BranchName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-x",
                "a b",
                "a..b",
                "a~b",
                "a^b",
                "a:b",
                "a?b",
                "a*b",
                "a[b",
                "a\\b",
                "a\nb",
                "a@{b",
                "@",
                "HEAD",
                "/a",
                "a/",
                "a//b",
                ".a",
                "a/.b",
                "a.lock",
                "a.lock/b",
                "a.",
                "\ud800"
            })
    void branchName_thatGitRefuses_quotesTheRule(String name) {
        assertThatThrownBy(() -> new BranchName(name))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("git's rule");
    }

    @Test
    void branchName_longButFit_isTaken() {
        assertThatCode(() -> new BranchName("x".repeat(200))).doesNotThrowAnyException();
        assertThatThrownBy(() -> new BranchName("ü".repeat(126))).hasMessageContaining("at most 250 bytes");
        assertThatThrownBy(() -> new BranchName("x".repeat(2000))).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt", "a.b", "a:b", "=x", "with space", "ü"})
    void sessionName_printable_isTaken(String name) {
        assertThat(new SessionName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a\nb", "\u001b[31m"})
    void sessionName_unprintable_isRefused(String name) {
        assertThatThrownBy(() -> new SessionName(name)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void ids_otherForm_areRefused() {
        assertThatThrownBy(() -> new InstanceId("../../etc")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> new SessionId("x")).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void exitStatus_above128_isASignal() {
        assertThat(new ExitStatus(143).signal()).hasValue(15);
        assertThat(new ExitStatus(7).signal()).isEmpty();
        assertThat(new ExitStatus(0).isSuccess()).isTrue();
        assertThatThrownBy(() -> new ExitStatus(256)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void terminalSize_outOfBounds_isRefused() {
        assertThatThrownBy(() -> new TerminalSize(0, 10)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> new TerminalSize(10, 10_001)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void progress_controlCharacters_areRemoved() {
        assertThat(new Progress("pull x", "a\u001b[31m\nb", 1, 2).detail()).doesNotContain("\u001b", "\n");
    }
}
