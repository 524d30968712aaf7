package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start_sameIdAgain_isAConflict|start, same id again: is a conflict",
                "start_programIsMissing_endsWith127AndSaysSo|start, program is missing: ends with 127 and says so",
                "keys_ctrlC_interruptsTheProgram|keys, ctrl c: interrupts the program",
                "whatever|whatever"
            })
    void sentence_name_isReadable(String name, String sentence) {
        assertThat(ContractNames.sentence(name)).isEqualTo(sentence);
    }
}
