package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.CredentialKind;
import io.headjack.CredentialStatus;
import io.headjack.error.CredentialException;
import io.headjack.error.InvalidRequestException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthVerbTest {
    private static final CredentialStatus NONE =
            new CredentialStatus("claude", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final FakeHeadjack headjack = new FakeHeadjack();

    private static CredentialStatus found(CredentialKind kind) {
        return new CredentialStatus(
                "claude",
                Optional.of(kind),
                Optional.of("the variable X"),
                Optional.empty(),
                Optional.of(Instant.EPOCH));
    }

    @ParameterizedTest
    @CsvSource({"SUBSCRIPTION, subscription", "API_KEY, api key"})
    void status_found_isTheKindAlone(CredentialKind kind, String words) {
        headjack.answer("Credentials.status", found(kind));

        HjkRun run = HjkRun.piped(headjack, "auth", "claude", "--status");

        assertThat(run.out()).isEqualTo("claude: " + words + "\n");
        assertThat(run.exitCode).isEqualTo(ExitCode.DONE);
        assertThat(headjack.calls).noneMatch(call -> call.startsWith("Credentials.check"));
    }

    @Test
    void status_none_saysSo() {
        headjack.answer("Credentials.status", NONE);

        HjkRun run = HjkRun.piped(headjack, "auth", "claude", "--status");

        assertThat(run.out()).isEqualTo("claude: not configured\n");
        assertThat(run.exitCode).isEqualTo(ExitCode.DONE);
    }

    @Test
    void status_broken_fails() {
        headjack.answer(
                "Credentials.status",
                new CredentialStatus(
                        "claude",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("it is open to others; run chmod 600 on it"),
                        Optional.empty()));

        HjkRun run = HjkRun.piped(headjack, "auth", "claude", "--status");

        assertThat(run.err()).isEqualTo("it is open to others; run chmod 600 on it\n");
        assertThat(run.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(HjkRun.piped(headjack, "auth", "claude", "--status", "--json").exitCode)
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void check_found_saysWhereAndUntilWhen() {
        headjack.answer("Credentials.check", found(CredentialKind.API_KEY));

        assertThat(HjkRun.piped(headjack, "auth", "claude").out())
                .isEqualTo("claude: api key, from the variable X, until 1970-01-01T00:00:00Z\n");
    }

    @Test
    void check_none_isNotFoundWithAHint() {
        headjack.answer("Credentials.check", NONE);

        HjkRun run = HjkRun.piped(headjack, "auth", "claude");

        assertThat(run.err())
                .startsWith("no credential of claude was found\nhint: ")
                .contains("agents.claude.credential.command");
        assertThat(run.exitCode).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void check_broken_fails() {
        headjack.answer("Credentials.check", new CredentialException("it has expired"));

        HjkRun run = HjkRun.piped(headjack, "auth", "claude");

        assertThat(run.err()).isEqualTo("it has expired\n");
        assertThat(run.exitCode).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void check_unknownAgent_isWrongUsage() {
        headjack.answer("Credentials.check", new InvalidRequestException("invalid agent \"x\""));

        assertThat(HjkRun.piped(headjack, "auth", "x").exitCode).isEqualTo(ExitCode.USAGE);
    }
}
