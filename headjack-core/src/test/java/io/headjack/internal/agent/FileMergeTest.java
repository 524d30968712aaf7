package io.headjack.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileMergeTest {
    private static final String TRUST = "[projects.\"/workspace\"]\ntrust_level = \"trusted\"\n";

    @Test
    void json_ofAFileThatIsMissing_isAllOfIt() {
        assertThat(FileMerge.of("a.json").merge("", "{\"a\": {\"b\": true}}"))
                .hasValueSatisfying(text -> assertThat(text).isEqualToIgnoringWhitespace("{\"a\": {\"b\": true}}"));
    }

    @Test
    void json_withStateOfTheAgent_keepsIt() {
        String present = """
                {"userID": "x", "seen": false, "big": 12345678901234567890123, "projects": {"/a": 1,
                 "/workspace": {"cost": 0.25, "hasTrustDialogAccepted": null}}, "tips": ["one"]}""";

        assertThat(FileMerge.of("a.json").merge(present, """
                {"seen": true, "new": 1, "projects": {"/workspace": {"hasTrustDialogAccepted": true, "cost": {}}},
                 "tips": ["two", "one"]}"""))
                .hasValueSatisfying(text -> assertThat(text).isEqualToIgnoringWhitespace("""
                        {"userID": "x", "seen": false, "big": 12345678901234567890123, "projects": {"/a": 1,
                         "/workspace": {"cost": 0.25, "hasTrustDialogAccepted": true}}, "tips": ["one", "two"],
                         "new": 1}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{\"a\": ", "// comment\n{}", "{} {}", "\u0000"})
    void json_thatIsNoObject_isLeftAlone(String present) {
        assertThatThrownBy(() -> FileMerge.of("a.json").merge(present, "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it is no JSON object");
    }

    @Test
    void toml_ofAFileThatIsMissing_isAllOfIt() {
        assertThat(FileMerge.of("a.toml").merge("", TRUST)).contains(TRUST);
    }

    @Test
    void toml_withOtherTables_getsItsOwnBehindThem() {
        assertThat(FileMerge.of("a.toml").merge("model = \"x\"\n\n[[skills]]\nname = \"a\"\n[[skills]]\n", TRUST))
                .contains("model = \"x\"\n\n[[skills]]\nname = \"a\"\n[[skills]]\n\n" + TRUST);
    }

    @Test
    void toml_withTheTable_getsTheKeyAtItsEnd() {
        assertThat(FileMerge.of("a.toml").merge("[projects.\"/workspace\"] # mine\nx = 1\n\n[y]\n", TRUST))
                .contains("[projects.\"/workspace\"] # mine\nx = 1\ntrust_level = \"trusted\"\n\n[y]\n");
    }

    @Test
    void toml_withKeysOfNoTable_getsThemFirst() {
        assertThat(FileMerge.of("a.toml").merge("a = 1\n\n[t]\n", "a = 2\nb = 3\n"))
                .contains("a = 1\nb = 3\n\n[t]\n");
    }

    @Test
    void toml_withAnotherLevelOfTrust_isLeftAlone() {
        assertThat(FileMerge.of("a.toml").merge(TRUST.replace("trusted", "untrusted"), TRUST))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a = '''x'''|more than one line",
                "projects = {}|projects in another form",
                "projects.\"/workspace\".trust_level = \"trusted\"|projects in another form",
                "\"projects\" = {}|projects in another form",
                "[a]\\n[a]|the table [a] twice",
                "a = [\\n[1],\\n]|begins with a bracket"
            })
    void toml_thatIsNotUnderstood_isLeftAlone(String present, String reason) {
        assertThatThrownBy(() -> FileMerge.of("a.toml").merge(present.replace("\\n", "\n"), TRUST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void lines_thatAreMissing_areAppended() {
        assertThat(FileMerge.of(".rc").merge("one: 1", "two: 2\none: 1\n")).contains("one: 1\ntwo: 2\n");
    }

    @ParameterizedTest
    @CsvSource({"a.json, {\"a\":1}", "a.toml, a = 1", "a.conf, a"})
    void merge_again_changesNothing(String file, String wanted) {
        FileMerge merge = FileMerge.of(file);
        String once = merge.merge("", wanted).orElseThrow();

        assertThat(merge.merge(once, wanted)).isEmpty();
    }
}
