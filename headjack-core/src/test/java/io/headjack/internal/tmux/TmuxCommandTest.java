package io.headjack.internal.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TmuxCommandTest {
    @Test
    void of_plainWords_areQuoted() {
        assertThat(TmuxCommand.of("list-panes", "-t", "=a:").text()).isEqualTo("\"list-panes\" \"-t\" \"=a:\"");
    }

    @Test
    void with_whatTmuxWouldInterpret_isEscaped() {
        assertThat(TmuxCommand.of("x").with("\"\\$~;\n\t\u007fä#{a} 'b'").text())
                .isEqualTo("\"x\" \"\\042\\134\\044\\176\\073\\012\\011\\177\\303\\244#{a} 'b'\"");
    }

    @Test
    void with_emptyWord_staysAWord() {
        assertThat(TmuxCommand.of("x").with("").text()).isEqualTo("\"x\" \"\"");
    }

    @Test
    void then_countsTheRepliesOfBoth() {
        TmuxCommand both = TmuxCommand.of("a").then(TmuxCommand.of("b"));
        assertThat(both.text()).isEqualTo("\"a\" ; \"b\"");
        assertThat(both.replies()).isEqualTo(2);
    }

    @Test
    void either_quotesBothAgain() {
        TmuxCommand decision = TmuxCommand.either("%1", "#{x}", TmuxCommand.of("a"), TmuxCommand.of("b"));
        assertThat(decision.text())
                .isEqualTo("\"if-shell\" \"-F\" \"-t\" \"%1\" \"#{x}\" \"\\042a\\042\" \"\\042b\\042\"");
        assertThat(decision.replies()).isEqualTo(2);
    }
}
