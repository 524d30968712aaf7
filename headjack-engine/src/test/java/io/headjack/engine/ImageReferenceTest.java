package io.headjack.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.InvalidRequestException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "debian, debian, latest",
        "debian:12, debian, 12",
        "localhost:5000/a/b, localhost:5000/a/b, latest",
        "localhost:5000/a/b:1, localhost:5000/a/b, 1",
        "debian@sha256:aa, debian, sha256:aa"
    })
    void parse_name_isTakenApart(String text, String repository, String tag) {
        assertThat(ImageReference.parse(text)).isEqualTo(new ImageReference(repository, tag));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "a//b", "-x", "a?b"})
    void parse_noName_isRefused(String text) {
        assertThatThrownBy(() -> ImageReference.parse(text)).isInstanceOf(InvalidRequestException.class);
    }
}
