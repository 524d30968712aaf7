package io.headjack.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.ExitStatus;
import io.headjack.HeadlessResult;
import io.headjack.spi.HeadlessMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadlessReadingTest {
    private static final ExitStatus DONE = new ExitStatus(0);
    private static final HeadlessReading LINES = new HeadlessReading(
            new HeadlessMode(List.of("run"), List.of(), "part?type=text/text", "part/cost", "?type=end", "id"));

    @Test
    void read_severalObjects_takesTheLastTextAndAddsUpTheRest() {
        assertThat(LINES.read("""
                a line that is no JSON
                {"id": "s1", "part": {"type": "text", "text": "first", "cost": 0.25}}
                {"id": "s2", "type": "end", "part": {"type": "other", "text": "no", "cost": 0.5}}
                {"type": "end", "part": {"type": "text", "text": "last"}}
                {"part":
                """, DONE))
                .contains(new HeadlessResult(
                        "last", OptionalDouble.of(0.75), OptionalInt.of(2), Optional.of("s1"), DONE));
    }

    @Test
    void read_oneObjectOverSeveralLines_isRead() {
        assertThat(LINES.read("{\"part\":\n {\"type\": \"text\",\n \"text\": \"x\"}}\n", DONE))
                .contains(new HeadlessResult("x", OptionalDouble.empty(), OptionalInt.empty(), Optional.empty(), DONE));
    }

    @Test
    void read_valuesOfOtherForms_areNotThere() {
        assertThat(LINES.read("""
                {"id": 7, "part": {"type": "text", "text": "x", "cost": "much"}}
                {"id": "a\\u001bb", "part": {"type": "text", "text": {"y": 1}, "cost": -1}}
                {"id": ["x"], "part": [1], "type": ["end"]}
                """, DONE))
                .contains(new HeadlessResult("x", OptionalDouble.empty(), OptionalInt.empty(), Optional.empty(), DONE));
    }

    @Test
    void read_hugeNumbers_areCut() {
        HeadlessReading reading =
                new HeadlessReading(new HeadlessMode(List.of("p"), List.of(), "text", "cost", "turns", ""));

        assertThat(reading.read("{\"text\": \"x\", \"cost\": 1e999, \"turns\": 99999999999999999999}", DONE))
                .hasValueSatisfying(result -> assertThat(result.cost()).isEmpty());
        assertThat(reading.read("{\"text\": \"x\", \"turns\": 9999999999}", DONE))
                .hasValueSatisfying(result -> assertThat(result.turns()).hasValue(Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Error: no key", "{}", "[1]", "{\"part\": {\"type\": \"text\"}}", "{\"part\": null}"})
    void read_noAnswer_isEmpty(String output) {
        assertThat(LINES.read(output, new ExitStatus(1))).isEmpty();
    }

    @Test
    void read_deepNesting_isEmpty() {
        assertThat(LINES.read("{\"part\":".repeat(100_000), DONE)).isEmpty();
    }

    @Test
    void read_agentWithoutStructure_isAllThatItPrints() {
        HeadlessReading reading =
                new HeadlessReading(new HeadlessMode(List.of("--yes"), List.of("--message"), "", "", "", ""));

        assertThat(reading.read("Done.\n", DONE)).map(HeadlessResult::text).contains("Done.");
        assertThat(reading.read("\n", DONE)).isEmpty();
    }
}
