package io.headjack.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.CredentialKind;
import io.headjack.CredentialSource;
import io.headjack.error.InvalidRequestException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentCredentialTest {
    private static CredentialFile file(String path, @Nullable String token) {
        return new CredentialFile(path, List.of(), token, null, null, false, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../b", "a/./b", "a//b", "a/", ".", "..", "a\nb"})
    void file_notBelowHome_isRefused(String path) {
        assertThatThrownBy(() -> file(path, null)).hasMessageContaining("below the home directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {".codex/auth.json", "a", "...", ".a/..b/c.d"})
    void file_belowHome_isTaken(String path) {
        assertThat(file(path, null).path()).isEqualTo(path);
    }

    @Test
    void file_writtenWithoutAToken_isRefused() {
        assertThatThrownBy(() -> new CredentialFile("a", List.of(), null, null, null, false, true))
                .hasMessageContaining("must say where its token is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A-B", "A=B", "A B"})
    void variable_thatIsNone_isRefused(String name) {
        assertThatThrownBy(() -> AgentCredential.variable(CredentialKind.API_KEY, name))
                .hasMessageContaining("letters, digits and underscores");
    }

    @Test
    void form_withoutAnything_isRefused() {
        assertThatThrownBy(() -> new AgentCredential(CredentialKind.API_KEY, List.of(), List.of(), Map.of()))
                .hasMessageContaining("in a variable or in a file");
    }

    @Test
    void form_withVariableAndFile_needsOneTokenInOneFile() {
        List<String> variable = List.of("A");
        assertThat(new AgentCredential(CredentialKind.SUBSCRIPTION, variable, List.of(file("a", "t")), Map.of())
                        .files())
                .hasSize(1);
        for (List<CredentialFile> files : List.of(List.of(file("a", null)), List.of(file("a", "t"), file("b", "t")))) {
            assertThatThrownBy(() -> new AgentCredential(CredentialKind.SUBSCRIPTION, variable, files, Map.of()))
                    .hasMessageContaining("one file");
        }
        assertThatThrownBy(() -> AgentCredential.files(CredentialKind.SUBSCRIPTION, file("a", "t")))
                .hasMessageContaining("one file");
    }

    @Test
    void source_commandWithoutAProgram_isRefused() {
        for (List<String> command : List.of(List.<String>of(), List.of(" "))) {
            assertThatThrownBy(() -> CredentialSource.command(command))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("must name a program");
        }
    }

    @Test
    void source_inWords_hasNoSecret() {
        assertThat(CredentialSource.program(() -> "s3cret").kind(CredentialKind.API_KEY))
                .hasToString("CredentialSource[PROGRAM, API_KEY]");
        assertThat(CredentialSource.command(List.of("op", "read", "x"))).hasToString("CredentialSource[COMMAND, op]");
    }
}
