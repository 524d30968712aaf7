package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headjack.AgentReadiness;
import io.headjack.CredentialKind;
import io.headjack.CredentialStatus;
import io.headjack.Finding;
import io.headjack.InstanceInfo;
import io.headjack.InstanceState;
import io.headjack.Repair;
import io.headjack.Risk;
import io.headjack.Screen;
import io.headjack.TerminalSize;
import io.headjack.WorktreeStatus;
import io.headjack.error.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fields that the document names are those that are printed. */
class JsonDocumentTest {
    private static final Pattern FIELDS = Pattern.compile("(?m)^\\| (`\\w+`(?:, `\\w+`)*) \\|");

    private final FakeHeadjack headjack = new FakeHeadjack()
            .answer("InstanceGit.status", new WorktreeStatus("feat/auth", "c0ffee", List.of()))
            .answer("SessionLog.file", Path.of("/data/logs/x.log"))
            .answer("SessionLog.size", 7L)
            .answer("Session.activity", Snapshots.asking("Go on?"))
            .answer("Session.screen", new Screen(List.of("$"), TerminalSize.DEFAULT, 0, 0, ""));

    @Test
    void instance_listed_hasTheFieldsOfTheDocument() throws IOException {
        headjack.answer("RepositoryInstances.list", List.of(broken()));

        assertThat(fields(print("ps", "--json").get(0))).isEqualTo(documented("An instance"));
    }

    @Test
    void setting_inForce_hasTheFieldsOfTheDocument(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("config.yaml"), "runtime: {name: podman}");

        assertThat(fields(print("--config", file.toString(), "config", "runtime.name", "--json")))
                .isEqualTo(documented("A setting"));
    }

    @Test
    void agent_listed_hasTheFieldsOfTheDocument() throws IOException {
        headjack.answer("Agents.list", List.of(Snapshots.agent("claude", AgentReadiness.READY, true, "fast")));

        assertThat(fields(print("agents", "--json").get(0))).isEqualTo(documented("An agent"));
    }

    @Test
    void credential_broken_hasTheFieldsOfTheDocument() throws IOException {
        headjack.answer(
                "Credentials.status",
                new CredentialStatus(
                        "claude",
                        Optional.of(CredentialKind.SUBSCRIPTION),
                        Optional.of("the file /x"),
                        Optional.of("it is open to others"),
                        Optional.of(Snapshots.NOW)));

        assertThat(fields(print("auth", "claude", "--status", "--json"))).isEqualTo(documented("A credential"));
    }

    @Test
    void session_listed_hasTheFieldsOfTheDocument() throws IOException {
        headjack.answer("InstanceSessions.list", List.of(Snapshots.exited("a", 7)));

        assertThat(fields(print("ps", "b", "-a", "--json").get(0))).isEqualTo(documented("A session"));
    }

    @Test
    void instanceStatus_running_hasTheFieldsOfTheDocument() throws IOException {
        assertThat(fields(print("status", "b", "--json")))
                .isEqualTo(union(
                        documented("An instance"),
                        documented("What `status` adds to an instance"),
                        Set.of("problem", "gitProblem")));
    }

    @Test
    void instanceStatus_gitFails_hasTheProblemInPlace() throws IOException {
        headjack.answer("InstanceGit.status", new OperationFailedException("no git"));

        assertThat(fields(print("status", "b", "--json")))
                .isEqualTo(union(
                        documented("An instance"),
                        documented("What `status` adds to an instance"),
                        Set.of("problem", "checkedOut", "head", "changes")));
    }

    @Test
    void posture_hasTheFieldsOfTheDocument() throws IOException {
        assertThat(Json.of(Snapshots.posture()).keySet()).containsExactlyInAnyOrderElementsOf(documented("A posture"));
    }

    @Test
    void sessionStatus_running_hasTheFieldsOfTheDocument() throws IOException {
        assertThat(fields(print("status", "b", "s", "--json")))
                .isEqualTo(union(
                        documented("A session"), documented("What `status` adds to a session"), Set.of("exitCode")));
    }

    @Test
    void finding_repaired_hasTheFieldsOfTheDocument() throws IOException {
        Finding finding = DoctorVerbTest.finding(Risk.SAFE);
        headjack.answer("Doctor.scan", List.of(finding))
                .answer("Doctor.apply", List.of(new Repair(finding, Repair.Outcome.FAILED, Optional.of("no"))))
                .answer("Catalog.entries", List.of(DoctorVerbTest.ENTRY));

        assertThat(fields(print("doctor", "--fix", "--json").get(0))).isEqualTo(documented("A finding of `doctor`"));
    }

    @Test
    void events_ofAllKinds_haveTheFieldsOfTheDocument() throws IOException {
        headjack.answer("Headjack.events", Happened.publisher());

        Set<String> printed = new TreeSet<>();
        for (String line :
                HjkRun.piped(headjack, "events", "--json").out().lines().toList()) {
            printed.addAll(fields(new ObjectMapper().readTree(line)));
        }

        assertThat(printed).isEqualTo(documented("An event"));
    }

    private JsonNode print(String... words) throws IOException {
        return new ObjectMapper().readTree(HjkRun.piped(headjack, words).out());
    }

    private static InstanceInfo broken() {
        InstanceInfo info = Snapshots.instance("b", InstanceState.BROKEN);
        return new InstanceInfo(
                info.id(),
                info.repository(),
                info.branch(),
                info.state(),
                Optional.of("its worktree is gone"),
                info.worktree(),
                info.runtime(),
                info.image(),
                info.container(),
                info.sessions(),
                info.createdAt(),
                info.lastUsedAt(),
                info.asOf());
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> union(Set<String> some, Set<String> others, Set<String> without) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        all.removeAll(without);
        return all;
    }

    private static Set<String> documented(String section) throws IOException {
        String document = Files.readString(Path.of("../docs/cli-json.md"));
        String text =
                document.split("(?m)^## " + Pattern.quote(section) + "$", 2)[1].split("(?m)^## ", 2)[0];
        Set<String> names = new TreeSet<>();
        FIELDS.matcher(text)
                .results()
                .forEach(row ->
                        names.addAll(List.of(row.group(1).replace("`", "").split(", "))));
        return names;
    }
}
