package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Delivery;
import io.headjack.ExecRequest;
import io.headjack.ExecResult;
import io.headjack.ExitStatus;
import io.headjack.LogSubscription;
import io.headjack.Progress;
import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.RuntimeUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionVerbsTest {
    private final FakeHeadjack headjack = new FakeHeadjack();

    @Test
    void run_withoutTerminalAgentOrDetached_onlyEnsures() {
        HjkRun run = HjkRun.piped(headjack, "run", "feat/auth");

        assertThat(run.exitCode).isZero();
        assertThat(run.out()).isEqualTo("Instance abcdef123456 ready for branch feat/auth\n");
        assertThat(run.err()).isEmpty();
        assertThat(headjack.calls).contains("InstanceRequest.ensure()").doesNotContain("InstanceSessions.shell()");
    }

    @Test
    void run_onTerminal_attachesToAShell() {
        HjkRun run = HjkRun.onTerminal(headjack, "", "run", "feat/auth");

        assertThat(run.attached).containsExactly("swift-otter INTERACTIVE");
        assertThat(headjack.calls).contains("InstanceSessions.shell()");
    }

    @Test
    void run_withEverything_passesItOn() {
        HjkRun run = HjkRun.piped(
                headjack,
                "run",
                "b",
                "do it",
                "--agent",
                "claude",
                "-d",
                "-n",
                "jwt",
                "--image",
                "i",
                "--from",
                "v1",
                "--fetch",
                "origin",
                "--",
                "--memory",
                "1g",
                "--add-host=a:1",
                "--add-host=b:2");

        assertThat(run.out()).endsWith("Created session swift-otter in instance abcdef123456 (detached)\n");
        assertThat(headjack.calls)
                .contains(
                        "RepositoryInstances.branch(b)",
                        "InstanceRequest.image(i)",
                        "InstanceRequest.from(v1)",
                        "InstanceRequest.fetch(origin)",
                        "InstanceRequest.flag(memory, [1g])",
                        "InstanceRequest.flag(add-host, [a:1, b:2])",
                        "InstanceSessions.agent(claude)",
                        "SessionRequest.prompt(do it)",
                        "SessionRequest.name(jwt)");
    }

    @Test
    void run_promptWithoutAgent_isWrongUsageBeforeAnythingIsMade() {
        HjkRun run = HjkRun.piped(headjack, "run", "b", "do it");

        assertThat(run.exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("add --agent");
        assertThat(headjack.calls).doesNotContain("InstanceRequest.ensure()");
    }

    @Test
    void run_withProgressOnTerminal_showsItAndWipesItAway() {
        headjack.answerBy("InstanceRequest.ensure", arguments -> {
            headjack.progress(new Progress("pull debian", "layer\u001b[2J", 1, 4));
            return headjack.fake(io.headjack.Instance.class);
        });

        assertThat(HjkRun.onTerminal(headjack, "", "run", "b").err())
                .isEqualTo("\r\u001b[K| pull debian 25% layer [2J\r\u001b[K");
        assertThat(HjkRun.piped(headjack, "run", "b").err()).isEmpty();
    }

    @Test
    void agent_unknown_isWrongUsage() {
        headjack.answer(
                "InstanceSessions.agent",
                new InvalidRequestException("invalid agent \"clod\"; known are [claude, codex]"));

        HjkRun run = HjkRun.piped(headjack, "agent", "b", "clod");

        assertThat(run.exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).isEqualTo("invalid agent \"clod\"; known are [claude, codex]\n");
    }

    @Test
    void exec_command_keepsItsOptions() {
        HjkRun.piped(headjack, "exec", "-d", "b", "ls", "-n", "--name", "--", "-d");

        assertThat(headjack.calls).contains("InstanceSessions.command([ls, -n, --name, --, -d])");
    }

    @Test
    void exec_direct_streamsAndReturnsItsExitCode() {
        headjack.answerBy("ExecRequest.stdout", arguments -> print(arguments[0], "out\u001b[1m"))
                .answerBy("ExecRequest.stderr", arguments -> print(arguments[0], "err"))
                .answer("ExecRequest.run", new ExecResult(new ExitStatus(42), "", ""));

        HjkRun run = HjkRun.piped(headjack, "exec", "b", "--no-mux", "--", "make", "-j2");

        assertThat(run.exitCode).isEqualTo(42);
        assertThat(run.out()).isEqualTo("out\u001b[1m");
        assertThat(run.err()).isEqualTo("err");
        assertThat(headjack.calls).contains("Instance.exec([make, -j2])");
    }

    private ExecRequest print(Object stream, String text) {
        try {
            ((OutputStream) stream).write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return headjack.fake(ExecRequest.class);
    }

    @Test
    void attach_withoutSessions_saysSo() {
        headjack.answer("Sessions.mostRecent", Optional.empty());

        HjkRun run = HjkRun.onTerminal(headjack, "", "attach");

        assertThat(run.exitCode).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.err()).startsWith("no sessions exist\nhint: ");
    }

    @Test
    void attach_ofBranch_startsItFirst() {
        HjkRun run = HjkRun.onTerminal(headjack, "", "attach", "b");

        assertThat(run.attached).containsExactly("swift-otter INTERACTIVE");
        assertThat(headjack.calls).containsSubsequence("InstanceSessions.mostRecent()", "Instance.start()");
        assertThat(headjack.calls).doesNotContain("Session.restart()");
    }

    @Test
    void attach_ofBranchWithoutSessions_startsNothing() {
        headjack.answer("InstanceSessions.mostRecent", Optional.empty());

        HjkRun run = HjkRun.onTerminal(headjack, "", "attach", "b");

        assertThat(run.exitCode).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.err()).isEqualTo("no sessions exist\nhint: run 'hjk run b' to start one\n");
        assertThat(headjack.calls).doesNotContain("Instance.start()");
    }

    @Test
    void attach_afterAStop_asksAndStartsTheLastSessionAgain() {
        stopped();

        HjkRun run = HjkRun.onTerminal(headjack, "y\n", "attach", "b");

        assertThat(run.err()).isEqualTo("Session jwt does not run: lost. Start it again? [y/N] ");
        assertThat(run.attached).containsExactly("jwt INTERACTIVE");
        assertThat(headjack.calls)
                .contains("InstanceSessions.get(" + Snapshots.lost("jwt").id() + ")", "Session.restart()")
                .doesNotContain("Instance.start()");
    }

    @ParameterizedTest
    @CsvSource({"attach b, n", "attach b jwt, n", "attach b --read-only, y"})
    void attach_toWhatHasEndedAndIsNotWanted_saysWhatToDoAndStartsNothing(String words, String answer) {
        stopped();

        HjkRun run = HjkRun.onTerminal(headjack, answer + "\n", words.split(" "));

        assertThat(run.exitCode).isEqualTo(ExitCode.CONFLICT);
        assertThat(run.err()).contains("does not run: lost\nhint: run 'hjk restart feat/auth jwt'");
        assertThat(run.attached).isEmpty();
        assertThat(headjack.calls).doesNotContain("Instance.start()", "Session.restart()");
    }

    private void stopped() {
        headjack.answer("InstanceSessions.mostRecent", Optional.empty())
                .answer("InstanceSessions.list", List.of(Snapshots.lost("jwt")))
                .answer("Session.info", Snapshots.lost("jwt"));
    }

    @Test
    void attach_readOnly_onlyLooks() {
        HjkRun run = HjkRun.onTerminal(headjack, "", "attach", "b", "s", "--read-only");

        assertThat(run.attached).containsExactly("swift-otter READ_ONLY");
    }

    @Test
    void attach_withoutTerminal_isWrongUsage() {
        HjkRun run = HjkRun.piped(headjack, "attach", "b");

        assertThat(run.exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("attach needs a terminal").contains("hint: ");
        assertThat(run.attached).isEmpty();
    }

    @Test
    void logs_onTerminal_areCleaned() {
        headjack.answer("SessionLog.tail", List.of("a\u001b[31mb", "c"));

        assertThat(HjkRun.onTerminal(headjack, "", "logs", "b", "s").out()).isEqualTo("ab\nc\n");
        assertThat(HjkRun.piped(headjack, "logs", "b", "s").out()).isEqualTo("a\u001b[31mb\nc\n");
        assertThat(headjack.calls).contains("SessionLog.tail(100)");
    }

    @Test
    void logs_plain_areReadableText() {
        headjack.answer("PlainLog.tail", List.of("50%", "done"))
                .answerBy("PlainLog.lines", arguments -> Stream.of("all", "50%", "done"))
                .answerBy("PlainLog.follow", arguments -> {
                    @SuppressWarnings("unchecked")
                    Consumer<String> lines = (Consumer<String>) arguments[0];
                    List.of("all", "50%", "done", "new").forEach(lines);
                    return headjack.fake(LogSubscription.class);
                });

        assertThat(HjkRun.piped(headjack, "logs", "b", "s", "--plain", "-n", "2")
                        .out())
                .isEqualTo("50%\ndone\n");
        assertThat(HjkRun.piped(headjack, "logs", "b", "s", "--plain", "--full").out())
                .isEqualTo("all\n50%\ndone\n");
        assertThat(HjkRun.piped(headjack, "logs", "b", "s", "--plain", "-f", "-n", "1")
                        .out())
                .isEqualTo("done\nnew\n");
        assertThat(headjack.calls).contains("PlainLog.tail(2)");
    }

    @Test
    void logs_followed_startWithTheLastLinesAndReadNothingBefore() {
        headjack.answerBy("SessionLog.follow", arguments -> {
            @SuppressWarnings("unchecked")
            Consumer<String> lines = (Consumer<String>) arguments[arguments.length - 1];
            (arguments.length == 2 ? List.of("3", "4") : List.of("1", "2", "3", "4")).forEach(lines);
            return headjack.fake(LogSubscription.class);
        });

        assertThat(HjkRun.piped(headjack, "logs", "b", "s", "-f", "-n", "1").out())
                .isEqualTo("3\n4\n");
        assertThat(headjack.calls)
                .anyMatch(call -> call.startsWith("SessionLog.follow(1, "))
                .noneMatch(call -> call.startsWith("SessionLog.open"));
        assertThat(HjkRun.piped(headjack, "logs", "b", "s", "-f", "--full").out())
                .isEqualTo("1\n2\n3\n4\n");
        assertThat(headjack.calls).contains("LogSubscription.awaitEnd(PT87600H)");
    }

    @Test
    void logs_full_areTheBytesThemselves() {
        headjack.answerBy(
                "SessionLog.open",
                arguments -> new ByteArrayInputStream("a\u001b[1m\r\nb".getBytes(StandardCharsets.UTF_8)));

        assertThat(HjkRun.piped(headjack, "logs", "b", "s", "--full").out()).isEqualTo("a\u001b[1m\r\nb");
        assertThat(HjkRun.onTerminal(headjack, "", "logs", "b", "s", "--full").out())
                .isEqualTo("a\nb");
    }

    @Test
    void send_text_pressesEnter() {
        HjkRun run = HjkRun.piped(headjack, "send", "b", "s", "yés");

        assertThat(run.out()).isEqualTo("Typed 4 bytes and Enter into session swift-otter: echoed\n");
        assertThat(headjack.calls).contains("Session.submit(yés)");
    }

    @Test
    void send_raw_typesNothingElse() {
        HjkRun run = HjkRun.piped(headjack, "send", "b", "s", "--raw", "y");

        assertThat(run.out()).isEqualTo("Typed 1 byte into session swift-otter: echoed\n");
        assertThat(headjack.calls).contains("Session.send(y)");
    }

    @Test
    void send_programThatShowsNothing_saysSo() {
        headjack.answer("Receipt.awaitEcho", Delivery.PASTED);

        assertThat(HjkRun.piped(headjack, "send", "b", "s", "secret").out())
                .isEqualTo("Typed 6 bytes and Enter into session swift-otter: pasted, and not seen to come back\n");
    }

    @Test
    void kill_branchWithSlashes_splitsAtTheLast() {
        HjkRun run = HjkRun.piped(headjack, "kill", "feat/auth/jwt");

        assertThat(run.out()).isEqualTo("Killed session swift-otter\n");
        assertThat(headjack.calls)
                .contains("RepositoryInstances.find(feat/auth)", "InstanceSessions.find(jwt)", "Session.kill()");
    }

    @Test
    void kill_withoutSlash_isWrongUsage() {
        assertThat(HjkRun.piped(headjack, "kill", "main").exitCode).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void events_printsALineForEach_cleaned() {
        FakeHeadjack fake = new FakeHeadjack().answer("Headjack.events", Happened.publisher());

        HjkRun run = HjkRun.piped(fake, "events");

        assertThat(run.exitCode).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines()).hasSize(11);
        assertThat(run.out())
                .contains("waiting input: Go on?", "exited (7)", "drifted: its worktree is gone")
                .doesNotContain("\u001b");
    }

    @Test
    void events_ofASessionThatPrintsMuch_asksForItsNameOnce() {
        headjack.answer("Headjack.events", Happened.output(50));

        HjkRun run = HjkRun.piped(headjack, "events");

        assertThat(run.out().lines()).hasSize(50).allMatch(line -> line.contains("/swift-otter  output"));
        assertThat(headjack.calls).filteredOn("Session.info()"::equals).hasSize(1);
    }

    @Test
    void events_ofASessionThatCannotBeAsked_haveItsId() {
        headjack.answer("Headjack.events", Happened.output(1))
                .answer("Session.info", new NotFoundException("there is no session aaaaaaaaaa any more"));

        HjkRun run = HjkRun.piped(headjack, "events");

        assertThat(run.exitCode).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("/aaaaaaaaaa  output");
    }

    @Test
    @Timeout(60)
    void events_thatCannotBeShown_end() {
        headjack.answer("Headjack.events", Happened.output(1))
                .answer("Session.info", new UncheckedIOException("cannot read it", new IOException("broken")));

        HjkRun run = HjkRun.piped(headjack, "events");

        assertThat(run.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).startsWith("cannot read it");
    }

    @Test
    void events_thatEndWithAnError_sayWhy() {
        headjack.answer("Headjack.events", Happened.failing(new RuntimeUnavailableException("no engine; start it")));

        HjkRun run = HjkRun.piped(headjack, "events");

        assertThat(run.exitCode).isEqualTo(ExitCode.NO_RUNTIME);
        assertThat(run.err()).isEqualTo("no engine; start it\n");
    }

    @Test
    void restart_ofASession_leavesTheInstanceAlone() {
        HjkRun run = HjkRun.piped(headjack, "restart", "b", "jwt");

        assertThat(run.out()).isEqualTo("Restarted session swift-otter\n");
        assertThat(headjack.calls)
                .contains("InstanceSessions.find(jwt)", "Session.restart()")
                .doesNotContain("Instance.restart()");
    }

    @Test
    void rm_ofASession_asksAndLeavesTheInstanceAlone() {
        headjack.answer("Session.info", Snapshots.exited("jwt", 0));

        HjkRun run = HjkRun.onTerminal(headjack, "y\n", "rm", "b", "jwt");

        assertThat(run.err()).isEqualTo("Remove session jwt of branch b, with its log? [y/N] ");
        assertThat(run.out()).isEqualTo("Removed session jwt\n");
        assertThat(headjack.calls)
                .contains("InstanceSessions.find(jwt)", "Session.remove()")
                .noneMatch(each -> each.startsWith("Instance.remove"));
    }

    @Test
    void rm_forcedOfASessionThatRuns_endsItFirst() {
        HjkRun run = HjkRun.onTerminal(headjack, "", "rm", "-f", "b", "swift-otter");

        assertThat(run.out()).isEqualTo("Removed session swift-otter\n");
        assertThat(run.err()).isEmpty();
        assertThat(headjack.calls).containsSubsequence("Session.kill()", "Session.remove()");
    }

    @Test
    void rm_ofASessionThatRuns_isRefusedWithAHint() {
        HjkRun run = HjkRun.piped(headjack, "rm", "b", "swift-otter");

        assertThat(run.exitCode).isEqualTo(ExitCode.CONFLICT);
        assertThat(run.err()).contains("\"swift-otter\" of branch \"b\" runs", "hjk rm -f b swift-otter");
        assertThat(headjack.calls).doesNotContain("Session.remove()", "Session.kill()");
    }

    @Test
    void rm_ofASessionWithWorkToDiscard_isAMistake() {
        HjkRun run = HjkRun.piped(headjack, "rm", "--discard-work", "b", "jwt");

        assertThat(run.exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(headjack.calls).doesNotContain("Session.remove()");
    }

    @Test
    void rename_session_saysBothNames() {
        HjkRun run = HjkRun.piped(headjack, "rename", "b", "swift-otter", "jwt");

        assertThat(run.out()).isEqualTo("Renamed session swift-otter to jwt\n");
        assertThat(headjack.calls).contains("Session.rename(jwt)");
    }

    @Test
    void send_toWhatHasEnded_namesTheVerbThatStartsItAgain() {
        headjack.answer("Session.submit", new ConflictException("session \"jwt\" does not run; restart the session"))
                .answer("Session.info", Snapshots.exited("jwt", 7));

        HjkRun run = HjkRun.piped(headjack, "send", "b", "jwt", "yes");

        assertThat(run.exitCode).isEqualTo(ExitCode.CONFLICT);
        assertThat(run.err()).contains("exited (7)", "'hjk restart feat/auth jwt'");
    }
}
