package io.headjack.internal.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.UnsupportedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TmuxGreetingTest {
    @Test
    void read_allThere_isUnderstood() {
        TmuxGreeting greeting = TmuxGreeting.read(List.of("tmux 3.3a", "headjack-terminal tmux-256color", "oops"));
        assertThat(greeting.terminal()).isEqualTo("tmux-256color");
        assertThat(greeting.errors()).containsExactly("oops");
        assertThatCode(greeting::checkUsable).doesNotThrowAnyException();
    }

    @Test
    void read_unknownTerminal_isNotTaken() {
        assertThat(TmuxGreeting.read(List.of("headjack-terminal $(x)")).terminal())
                .isEqualTo("screen");
    }

    @Test
    void checkUsable_missing_saysWhatToInstall() {
        assertThatThrownBy(TmuxGreeting.read(List.of("headjack-tmux-missing"))::checkUsable)
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("tmux was not found in");
    }

    @Test
    void checkUsable_old_namesTheVersion() {
        assertThatThrownBy(TmuxGreeting.read(List.of("tmux 3.1c"))::checkUsable)
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("tmux 3.1c");
    }
}
