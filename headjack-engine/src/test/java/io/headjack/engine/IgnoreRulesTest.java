package io.headjack.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {
    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, a/b, true",
        "a, b/a, false",
        "/a, a, true",
        "a/, a, true",
        "./a, a, true",
        "x/../a, a, true",
        "*.md, README.md, true",
        "*.md, docs/README.md, false",
        "*/*.md, docs/README.md, true",
        "**/*.md, README.md, true",
        "**/*.md, a/b/README.md, true",
        "a/**, a/b/c, true",
        "a?, ab, true",
        "a?, a/, false",
        "a.b, axb, false",
        "*.md|!README.md, README.md, false",
        "!README.md|*.md, README.md, true",
        "a|!a/keep, a/keep, false",
        "a|!a/keep, a/other, true",
        "'# a|b', '# a', false",
        "\\*, x, false"
    })
    void matches_rulesInOrder_theLastOneDecides(String rules, String path, boolean ignored) {
        assertThat(IgnoreRules.parse(Arrays.asList(rules.split("\\|", -1))).matches(path))
                .isEqualTo(ignored);
    }
}
