package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Collected;
import io.headjack.Collected.Outcome;
import io.headjack.InstanceState;
import io.headjack.Removed;
import io.headjack.error.BranchInUseException;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NoUsableRuntimeException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.error.WorkWouldBeLostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InstanceVerbsTest {
    private final FakeHeadjack headjack = new FakeHeadjack();

    @Test
    void stopRestartAndRecreate_sayWhatTheyDid() {
        assertThat(HjkRun.piped(headjack, "stop", "b").out()).isEqualTo("Stopped instance abcdef123456\n");
        assertThat(HjkRun.piped(headjack, "restart", "b").out()).isEqualTo("Restarted instance abcdef123456\n");
        assertThat(HjkRun.piped(headjack, "recreate", "b").out()).isEqualTo("Recreated instance abcdef123456\n");
        assertThat(headjack.calls).contains("Instance.stop()", "Instance.restart()", "Instance.recreate()");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, []", "-f, [STOP_SESSIONS]", "--discard-work, [DISCARD_WORK]"})
    void rm_withoutTerminal_doesNotAsk(String option, String passed) {
        headjack.answer("Instance.remove", new Removed(Snapshots.INSTANCE, false, Optional.empty(), List.of()));

        HjkRun run = option == null ? HjkRun.piped(headjack, "rm", "b") : HjkRun.piped(headjack, "rm", "b", option);

        assertThat(run.out()).isEqualTo("Removed instance abcdef123456\n");
        assertThat(run.err()).isEmpty();
        assertThat(headjack.calls).contains("Instance.remove(" + passed + ")");
    }

    @Test
    void rm_onTerminal_goesOnAfterYesOnly() {
        headjack.answer(
                "Instance.remove",
                new Removed(Snapshots.INSTANCE, false, Optional.of("refs/headjack/salvage/x"), List.of("big")));

        HjkRun no = HjkRun.onTerminal(headjack, "\n", "rm", "b");
        assertThat(no.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(headjack.calls).doesNotContain("Instance.remove([])");

        HjkRun yes = HjkRun.onTerminal(headjack, "y\n", "rm", "b");
        assertThat(yes.err()).isEqualTo("Remove instance abcdef123456 of branch b? [y/N] ");
        assertThat(yes.out()).contains("Removed instance", "refs/headjack/salvage/x", "big");
    }

    @Test
    void rm_withRunningSessions_refusesBeforeItAsks() {
        headjack.answer("Instance.info", Snapshots.instance("b", InstanceState.RUNNING, 2));

        HjkRun run = HjkRun.onTerminal(headjack, "y\n", "rm", "b");

        assertThat(run.exitCode).isEqualTo(ExitCode.CONFLICT);
        assertThat(run.err())
                .startsWith("branch \"b\" has running sessions: 2\nhint: ")
                .contains("hjk rm -f b");
        assertThat(headjack.calls).noneMatch(call -> call.startsWith("Instance.remove"));
    }

    @Test
    void rm_withWorkToLose_listsItAndSaysHow() {
        headjack.answer("Instance.remove", new WorkWouldBeLostException("refused", List.of("modified\u001b[2J a.txt")));

        HjkRun run = HjkRun.piped(headjack, "rm", "-f", "b");

        assertThat(run.exitCode).isEqualTo(ExitCode.CONFLICT);
        assertThat(run.err()).startsWith("refused\n  modified a.txt\nhint: ").contains("--discard-work");
    }

    @ParameterizedTest
    @CsvSource({"UP_TO_DATE, 0", "FAST_FORWARDED, 0", "DIVERGED, 4", "INDEX_BUSY, 4"})
    void collect_exitCodeTellsWhetherTheBranchMoved(Outcome outcome, int exitCode) {
        headjack.answer("InstanceGit.collect", new Collected(outcome, "1234567", 2, List.of("refs/headjack/x")));

        assertThat(HjkRun.piped(headjack, "collect", "b").exitCode).isEqualTo(exitCode);
    }

    @Test
    void diff_isPrintedAsItIs_cleanedOnATerminal() {
        headjack.answer("InstanceGit.diff", "+a\u001b[31m\n+b\r\n");

        assertThat(HjkRun.piped(headjack, "diff", "b").out()).isEqualTo("+a\u001b[31m\n+b\r\n");
        assertThat(HjkRun.onTerminal(headjack, "", "diff", "b").out()).isEqualTo("+a\n+b\n");
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new OperationFailedException("x"), 1),
                Arguments.of(new InvalidRequestException("x"), 2),
                Arguments.of(new NotFoundException("x"), 3),
                Arguments.of(new ConflictException("x"), 4),
                Arguments.of(new BranchInUseException("x", Path.of("/there")), 4),
                Arguments.of(new RuntimeUnavailableException("x"), 5));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void run_thatFails_exitsByTheKindOfError(HeadjackException error, int exitCode) {
        headjack.answer("InstanceRequest.ensure", error);

        HjkRun run = HjkRun.piped(headjack, "run", "b");

        assertThat(run.exitCode).isEqualTo(exitCode);
        assertThat(run.err()).startsWith("x\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void run_withoutRuntime_listsTheCandidatesOnce() {
        headjack.answer(
                "InstanceRequest.ensure",
                new NoUsableRuntimeException("none: docker: no socket", List.of("docker: no socket")));

        HjkRun run = HjkRun.piped(headjack, "run", "b");

        assertThat(run.exitCode).isEqualTo(ExitCode.NO_RUNTIME);
        assertThat(run.err()).startsWith("no usable container runtime:\n  docker: no socket\nhint: ");
    }

    @Test
    void version_namesVersionCommitAndBuild() {
        assertThat(HjkRun.piped(headjack, "version").out())
                .matches("headjack \\d\\S+\n  commit: (\\p{XDigit}+|unknown)\n  built:  \\d{4}-\\S+Z\n");
    }

    @Test
    void unknownVerb_isWrongUsageWithHint() {
        HjkRun run = HjkRun.piped(headjack, "rnu");

        assertThat(run.exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("'rnu'", "hint: run 'hjk --help'");
    }

    @Test
    void status_postureCannotBeAsked_showsTheRest() {
        headjack.answer("Instance.posture", new RuntimeUnavailableException("no engine"))
                .answer("InstanceGit.status", new OperationFailedException("git is broken"));

        HjkRun run = HjkRun.piped(headjack, "status", "b");

        assertThat(run.exitCode).isZero();
        assertThat(run.out()).contains("branch: feat/auth").doesNotContain("posture");
    }

    @Test
    void status_printsWhatIsKnown() {
        headjack.answer("InstanceSessions.list", List.of(Snapshots.running("one")))
                .answer("InstanceGit.status", new OperationFailedException("git is broken"));

        HjkRun run = HjkRun.piped(headjack, "status", "b");

        assertThat(run.exitCode).isZero();
        assertThat(run.out())
                .contains(
                        "branch: feat/auth",
                        "runtime: docker",
                        "git is broken",
                        "  worktree: 4096",
                        "posture:",
                        "  network: none",
                        "  capabilities: CHOWN, KILL; programs cannot gain privileges",
                        "  limits: memory without limit, processes 4096 (not enforced by this engine)",
                        "  one shell RUNNING");
    }
}
