package io.headjack.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadjackExceptionTest {
    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "\r", "\b", "\u007f", "\u0000", "\u009b", "\u202e", "\u2066", "\u200b", "\u2028"})
    void message_whatControlsATerminalOrTheDirectionOfReading_isAQuestionMark(String hostile) {
        assertThat(new ConflictException("before" + hostile + "[31mafter")).hasMessage("before?[31mafter");
    }

    @Test
    void message_wordsOfAllLanguagesAndLines_stay() {
        String words = "Zweig \"grün\"\n\t分支 ветка 🌿";
        assertThat(new OperationFailedException(words, null)).hasMessage(words);
    }

    @Test
    void message_endless_isCut() {
        String message = new ConflictException("x".repeat(1_000_000)).getMessage();
        assertThat(message).hasSize(HeadjackException.LONGEST).endsWith("x…");
    }
}
