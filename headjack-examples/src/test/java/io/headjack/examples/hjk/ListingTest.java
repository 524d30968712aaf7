package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headjack.InstanceState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
    private final FakeHeadjack headjack = new FakeHeadjack();

    @ParameterizedTest
    @ValueSource(strings = {"ps", "ls", "list"})
    void ps_withInstances_printsTable(String verb) {
        headjack.answer(
                "RepositoryInstances.list",
                List.of(
                        Snapshots.instance("feat/auth", InstanceState.RUNNING),
                        Snapshots.instance("fix", InstanceState.ENGINE_UNREACHABLE)));

        HjkRun run = HjkRun.piped(headjack, verb);

        assertThat(run.exitCode).isZero();
        assertThat(run.out()).isEqualTo("""
                BRANCH      STATUS               SESSIONS   CREATED
                feat/auth   running              2          1 hour ago
                fix         engine unreachable   2          1 hour ago
                """);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void ps_onATerminal_isNoWiderThanIt() {
        headjack.answer(
                "RepositoryInstances.list",
                List.of(Snapshots.instance("feat/authentication-of-everybody", InstanceState.RUNNING)));

        assertThat(HjkRun.onTerminal(headjack, "", "ps").out()).isEqualTo("""
                BRANCH     STATUS    SESSIONS   CREATED
                feat/au…   running   2          1 hour …
                """);
    }

    @Test
    void ps_withoutInstances_saysSo() {
        assertThat(HjkRun.piped(headjack, "ps").out()).isEqualTo("No instances found\n");
    }

    @Test
    void ps_all_asksAcrossRepositories() {
        HjkRun.piped(headjack, "ps", "-a");

        assertThat(headjack.calls).contains("Instances.list()").noneMatch(call -> call.startsWith("Instances.in"));
    }

    @Test
    void ps_ofBranch_printsLiveSessionsOnly() {
        headjack.answer(
                "InstanceSessions.list",
                List.of(Snapshots.attached("one"), Snapshots.running("two"), Snapshots.exited("three", 7)));

        assertThat(HjkRun.piped(headjack, "ps", "feat/auth").out()).isEqualTo("""
                SESSION   TYPE    STATUS     ACTIVITY        CREATED     ACCESSED
                one       shell   attached   waiting input   1 day ago   5 minutes ago
                two       shell   detached   waiting input   1 day ago   5 minutes ago
                """);
    }

    @Test
    void ps_ofBranchAll_printsEndedSessionsToo() {
        headjack.answer("InstanceSessions.list", List.of(Snapshots.exited("three", 7), Snapshots.lost("four")));

        assertThat(HjkRun.piped(headjack, "ps", "feat/auth", "-a").out()).contains("exited (7)", "lost");
    }

    @Test
    void ps_ofBranchWithoutSessions_saysSo() {
        assertThat(HjkRun.piped(headjack, "ps", "feat/auth").out()).isEqualTo("No sessions found\n");
    }

    @Test
    void ps_ofUnknownBranch_isNotFoundWithHint() {
        headjack.answer("RepositoryInstances.find", Optional.empty());

        HjkRun run = HjkRun.piped(headjack, "ps", "gone");

        assertThat(run.exitCode).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.err())
                .isEqualTo("no instance found for branch \"gone\"\nhint: run 'hjk run gone' to create one\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void psJson_ofInstances_isReadable() throws IOException {
        headjack.answer("RepositoryInstances.list", List.of(Snapshots.instance("münze", InstanceState.STOPPED)));

        JsonNode json = new ObjectMapper()
                .readTree(HjkRun.piped(headjack, "ps", "--json").out());

        assertThat(json).hasSize(1);
        assertThat(json.get(0).get("branch").asText()).isEqualTo("münze");
        assertThat(json.get(0).get("state").asText()).isEqualTo("STOPPED");
        assertThat(json.get(0).get("createdAt").asText()).isEqualTo("2026-03-01T10:30:00Z");
    }

    @Test
    void psJson_ofSessions_hasExitCodeWhereEnded() throws IOException {
        headjack.answer("InstanceSessions.list", List.of(Snapshots.exited("a", 7), Snapshots.running("b")));

        JsonNode json = new ObjectMapper()
                .readTree(HjkRun.piped(headjack, "ps", "b", "-a", "--json").out());

        assertThat(json.get(0).get("exitCode").asInt()).isEqualTo(7);
        assertThat(json.get(1).has("exitCode")).isFalse();
    }

    @Test
    void psJson_withNothing_isAnEmptyList() {
        assertThat(HjkRun.piped(headjack, "ps", "--json").out()).isEqualToIgnoringWhitespace("[]");
    }

    @Test
    void table_withHostileName_isCleaned() {
        Table table = new Table("NAME", "X");
        table.row("a\u001b[2J\u202eb\nc", "1");

        assertThat(table.toString()).isEqualTo("NAME   X\nab c   1");
    }
}
