package io.headjack.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.InvalidRequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @TempDir
    Path directory;

    private Configuration read(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("config.yaml"), text);
        return Configuration.read(file, directory.resolve("standard"));
    }

    @Test
    void read_knownKeys_areTaken() throws Exception {
        Configuration configuration = read("default:\n  base_image: mine:1\nruntime:\n  name: podman\n");

        assertThat(configuration.baseImage()).contains("mine:1");
        assertThat(configuration.runtime()).contains("podman");
    }

    @Test
    void read_emptyOrMissingStandard_isEmpty() throws Exception {
        assertThat(read("").baseImage()).isEmpty();
        assertThat(read("# nothing\n").runtime()).isEmpty();
        assertThat(Configuration.read(null, directory.resolve("none")).runtime())
                .isEmpty();
    }

    @Test
    void read_explicitButMissing_isAnError() {
        Path none = directory.resolve("none");
        assertThatThrownBy(() -> Configuration.read(none, none))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(none.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'defaults: {}', defaults",
        "'default: {image: x}', default.image",
        "'default: {base_image: 5}', default.base_image",
        "'default: 7', default",
        "'default: {', config.yaml",
    })
    void read_wrong_namesTheKey(String text, String named) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(named);
    }
}
