package io.headjack.internal.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EchoReadingTest {
    private static boolean isSeen(String typed, String printed) {
        EchoReading whole = new EchoReading(typed);
        whole.accept(printed.getBytes(UTF_8), printed.getBytes(UTF_8).length);
        EchoReading single = new EchoReading(typed);
        for (byte each : printed.getBytes(UTF_8)) {
            single.accept(new byte[] {each}, 1);
        }
        assertThat(single.isSeen()).as("byte by byte").isEqualTo(whole.isSeen());
        return whole.isSeen();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello wörld",
                "$ hello wörld\r\n",
                "hello \u001b[1;31mwörld\u001b[m",
                "\u001b]0;a title\u0007hel\u001b[Klo\u001b[Cwörld",
                "\u001bP1$r0m\u001b\\hello wörld",
                "│ hello   │\r\n│ wörld   │",
                "hello hello wörld",
                "hellö hello\u001b(B wörld",
                "€hello wörld"
            })
    void accept_textInSomeDress_isSeen(String printed) {
        assertThat(isSeen("hello wörld", printed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "hello w rld", "\u001b]0;hello wörld\u0007", "wörld hello", "hello w*****"})
    void accept_somethingElse_isNotSeen(String printed) {
        assertThat(isSeen("hello wörld", printed)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'> one\r\n> two\r\n', true", "'one two', true", "'two one', false", "one, false"})
    void accept_manyLines_areSeenInTheirOrder(String printed, boolean seen) {
        assertThat(isSeen("one\n\ntwo\n", printed)).isEqualTo(seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\r\t", "\u0003", "\u001b[A"})
    void canBeSeen_nothingThatLeavesInk_isFalse(String typed) {
        assertThat(new EchoReading(typed).canBeSeen()).isFalse();
    }

    @Test
    void accept_textThatRepeatsItself_isSeenWhereItBeginsAnew() {
        assertThat(isSeen("aabaaac", "aabaabaaac")).isTrue();
        assertThat(isSeen("aabaaac", "aabaabaab")).isFalse();
    }
}
