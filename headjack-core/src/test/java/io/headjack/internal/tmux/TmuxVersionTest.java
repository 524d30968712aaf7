package io.headjack.internal.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TmuxVersionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tmux 3.2",
                "tmux 3.2a",
                "tmux 3.10",
                "tmux next-3.4",
                "tmux master",
                "tmux openbsd-7.4",
                "tmux 4.0-rc2"
            })
    void parse_newEnough_isNotBelowTheOldest(String line) {
        assertThat(TmuxVersion.parse(line))
                .hasValueSatisfying(version -> assertThat(version).isGreaterThanOrEqualTo(TmuxVersion.OLDEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmux 3.1c", "tmux 2.9a", "tmux next-3.1", "tmux 1.8"})
    void parse_older_isBelowTheOldest(String line) {
        assertThat(TmuxVersion.parse(line))
                .hasValueSatisfying(version -> assertThat(version).isLessThan(TmuxVersion.OLDEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tmux", "tmux x", "screen 4.0", "tmux 99999.1"})
    void parse_anythingElse_isEmpty(String line) {
        assertThat(TmuxVersion.parse(line)).isEmpty();
    }

    @Test
    void parse_letterAfterTheNumber_isNotPartOfIt() {
        assertThat(TmuxVersion.parse("tmux 3.3a")).contains(new TmuxVersion(3, 3));
    }
}
