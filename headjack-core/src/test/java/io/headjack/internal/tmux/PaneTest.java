package io.headjack.internal.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalInfo;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaneTest {
    @Test
    void parse_line_givesAllOfIt() {
        assertThat(Pane.parse("ab1 %7 4242 1 2 1700000000"))
                .contains(new Pane(
                        7,
                        4242,
                        new TerminalInfo(new TerminalId("ab1"), true, 2, Instant.ofEpochSecond(1_700_000_000))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "headjack-keeper %0 1 0 1 1",
                "a b %7 42 1 2 17",
                "ab %x 42 1 2 17",
                "ab %7 42 1 2",
                "ab %7 42 1 2 99999999999999999999"
            })
    void parse_anythingElse_isEmpty(String line) {
        assertThat(Pane.parse(line)).isEmpty();
    }

    @Test
    void oldest_severalOfATerminal_picksTheLowestNumber() {
        Pane first = Pane.parse("ab %7 42 1 2 17").orElseThrow();
        Pane second = Pane.parse("ab %10 43 1 2 17").orElseThrow();
        assertThat(Pane.oldest(List.of(second, first))).containsExactly(first);
    }
}
