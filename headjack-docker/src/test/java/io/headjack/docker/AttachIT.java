package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.AttachEnd;
import io.headjack.AttachMode;
import io.headjack.AttachTarget;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.SessionState;
import io.headjack.TerminalSize;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Persons attach to sessions in a container. */
@RequiresTool({"docker", "git"})
@Timeout(300)
class AttachIT {
    private static final String DETACH = "\u0002d";

    @TempDir
    static Path directory;

    private static TempRepository repository;
    private static Headjack headjack;
    private static Instance instance;

    private Session shell;

    @BeforeAll
    static void makeInstance() {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = Job.open(directory.resolve("data"));
        instance =
                headjack.instances().in(repository.directory()).branch("attach").ensure();
    }

    @AfterAll
    static void removeAll() {
        if (headjack != null) {
            instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
            headjack.close();
        }
        if (repository != null) {
            repository.close();
        }
    }

    @BeforeEach
    void startShell() {
        shell = instance.sessions()
                .command("env", "PS1=prompt>", "bash", "--norc", "--noprofile")
                .start();
    }

    @Test
    void attach_typing_isSeenByTheProgramAndItsOutputByThePerson() throws Exception {
        try (TestTerminal person = TestTerminal.attach(shell)) {
            person.awaitShown("prompt>");
            person.type("echo $((40+2)) \u001b[200~Grüße 日本 👩\u001b[201~\r");
            person.awaitShown("42 Grüße 日本 👩");
            person.type("printf '\\033[38;5;208mor''ange\\033[m\\n'\r");
            person.awaitShown("\u001b[38;5;208morange");
            assertThat(shell.info().attached()).isTrue();
        }
    }

    @Test
    void attach_sizes_areTheTerminals() throws Exception {
        try (TestTerminal person = new TestTerminal(shell, new TerminalSize(71, 17), target -> target)) {
            person.awaitShown("prompt>");
            person.type("stty size\r");
            person.awaitShown("17 71");
            person.attachment().resize(new TerminalSize(93, 33));
            person.type("clear; until [ \"$(stty size)\" = '33 93' ]; do :; done; echo res''ized\r");
            person.awaitShown("resized");
        }
    }

    @Test
    void attach_controlKeys_reachTheProgramAtOnce() throws Exception {
        try (TestTerminal person = TestTerminal.attach(shell)) {
            person.awaitShown("prompt>");
            person.type("echo ear''lier\r");
            person.awaitShown("earlier");
            person.type("\u0010");
            person.awaitShown("prompt>echo ear''lier");
            person.type(
                    "\u0015sh -c 'x=ca; trap \"echo ${x}ught; exit\" INT; echo wait\"ing\"; while :; do sleep 0.1; done'\r");
            person.awaitShown("waiting");
            person.type("\u0003");
            person.awaitShown("caught");
        }
    }

    @Test
    void attach_hostileOutput_doesNotReachTheTerminalUnlessItIsRaw() throws Exception {
        try (TestTerminal person = TestTerminal.attach(shell);
                TestTerminal raw = new TestTerminal(shell, new TerminalSize(80, 24), AttachTarget::raw)) {
            person.awaitShown("prompt>");
            raw.awaitShown("\u001b[>c");
            person.type("printf '\\033]52;c;aGk=\\007\\033]0;title\\007\\033[c\\033[6n'; echo do''ne\r");
            person.awaitShown("done");
            assertThat(person.shown()).doesNotContain("\u001b]", "\u001b[>c", "\u001b[c", "\u001b[6n", "\u001b[22");
        }
    }

    @Test
    void attach_detachKeys_detachAndTheSessionGoesOn() throws Exception {
        try (TestTerminal person = TestTerminal.attach(shell)) {
            person.awaitShown("prompt>");
            person.type(DETACH);
            assertThat(person.attachment().awaitEnd(Job.LONG)).isEqualTo(AttachEnd.DETACHED);
            assertThat(person.shown()).endsWith("\u001b[?1049l").doesNotContain("[detached");
        }
        assertThat(shell.info().state()).isEqualTo(SessionState.RUNNING);
        assertThat(shell.info().attached()).isFalse();
    }

    @Test
    void attach_endOfInput_detachesAndIsNoKey() throws Exception {
        try (TestTerminal person = TestTerminal.attach(shell)) {
            person.awaitShown("prompt>");
            person.hangUp();
            assertThat(person.attachment().awaitEnd(Job.LONG)).isEqualTo(AttachEnd.DETACHED);
        }
        assertThat(shell.info().state()).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void attach_close_detachesAndShowsNothingMore() throws Exception {
        TestTerminal person = TestTerminal.attach(shell);
        person.awaitShown("prompt>");
        person.close();

        assertThat(person.attachment().awaitEnd(Duration.ZERO)).isEqualTo(AttachEnd.DETACHED);
        assertThat(person.shown()).endsWith("\u001b[?1049l");
        assertThat(shell.info().state()).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void attach_programEnds_isToldFromDetaching() throws Exception {
        try (TestTerminal person = TestTerminal.attach(shell);
                TestTerminal other = TestTerminal.attach(shell)) {
            person.awaitShown("prompt>");
            person.type("exit 7\r");
            assertThat(person.attachment().awaitEnd(Job.LONG)).isEqualTo(AttachEnd.ENDED);
            assertThat(other.attachment().awaitEnd(Job.LONG)).isEqualTo(AttachEnd.ENDED);
        }
        assertThat(shell.info().exit().orElseThrow().code()).isEqualTo(7);
        assertThatThrownBy(() -> TestTerminal.attach(shell)).isInstanceOf(ConflictException.class);
    }

    @Test
    void attach_programsThatEndWhileSomebodyComes_leaveNobodyInFrontOfThem() throws Exception {
        for (int round = 0; round < 10; round++) {
            Session brief = instance.sessions().command("sleep", "0.0" + round).start();
            try (TestTerminal person = TestTerminal.attach(brief)) {
                assertThat(person.attachment().awaitEnd(Job.LONG)).isEqualTo(AttachEnd.ENDED);
            } catch (ConflictException | OperationFailedException e) {
                assertThat(e).hasMessageContaining("ended");
            }
        }
    }

    @Test
    void attach_twoAtOnce_theLastWhoTypedHasTheSize() throws Exception {
        try (TestTerminal small = new TestTerminal(shell, new TerminalSize(40, 10), target -> target);
                TestTerminal large = new TestTerminal(shell, new TerminalSize(120, 40), target -> target)) {
            small.awaitShown("prompt>");
            large.awaitShown("prompt>");
            small.type("until [ \"$(stty size)\" = '10 40' ]; do :; done; echo sm''all\r");
            small.awaitShown("small");
            large.awaitShown("small");
            large.type("until [ \"$(stty size)\" = '40 120' ]; do :; done; echo lar''ge\r");
            large.awaitShown("large");
        }
    }

    @Test
    void attach_readOnly_ignoresTypingAndKeepsTheSizeButDetaches() throws Exception {
        try (TestTerminal worker = TestTerminal.attach(shell);
                TestTerminal watcher =
                        new TestTerminal(shell, new TerminalSize(50, 9), target -> target.mode(AttachMode.READ_ONLY))) {
            worker.awaitShown("prompt>");
            watcher.awaitShown("prompt>");
            watcher.type("echo from the watcher\r");
            worker.type("stty size\r");
            worker.awaitShown("24 80");
            watcher.awaitShown("24 80");
            assertThat(worker.shown()).doesNotContain("watcher");
            watcher.type(DETACH);
            assertThat(watcher.attachment().awaitEnd(Job.LONG)).isEqualTo(AttachEnd.DETACHED);
        }
    }

    @Test
    void attach_brokenOutput_detachesAndSaysSo() throws Exception {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the window was closed");
            }
        };
        try (var attachment = shell.attach(AttachTarget.watching(broken, new TerminalSize(80, 24)))) {
            assertThatThrownBy(() -> attachment.awaitEnd(Job.LONG))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("the window was closed");
        }
        assertThat(shell.info().attached()).isFalse();
    }

    @Test
    void awaitEnd_stillAttached_timesOut() throws Exception {
        try (TestTerminal person = TestTerminal.attach(shell)) {
            assertThatThrownBy(() -> person.attachment().awaitEnd(Duration.ofMillis(10)))
                    .isInstanceOf(HeadjackTimeoutException.class);
        }
    }

    @Test
    void headjackClosed_detachesAndWakesWhoWaits() throws Exception {
        TestTerminal person;
        try (Headjack other = Job.open(directory.resolve("data"))) {
            person = TestTerminal.attach(other.instances()
                    .get(instance.id())
                    .sessions()
                    .get(shell.id().value()));
            person.awaitShown("prompt>");
        }
        assertThatThrownBy(() -> person.attachment().awaitEnd(Job.LONG)).isInstanceOf(HeadjackClosedException.class);
        assertThat(shell.info().attached()).isFalse();
        assertThat(shell.info().state()).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void containerKilled_endsAndTheTerminalIsUsable() throws Exception {
        Instance doomed =
                headjack.instances().in(repository.directory()).branch("doomed").ensure();
        try {
            Session session = doomed.sessions().shell().start();
            try (TestTerminal person = TestTerminal.attach(session)) {
                person.awaitShown("workspace");
                // All at once, and with KILL, so that nobody can leave an exit code.
                doomed.exec("sh", "-c", "(sleep 0.2; kill -9 -1) </dev/null >/dev/null 2>&1 &")
                        .run();
                assertThat(person.attachment().awaitEnd(Job.LONG)).isEqualTo(AttachEnd.ENDED);
                assertThat(person.shown()).contains("\u001b[?25h").endsWith("\u001b[?1049l");
            }
            assertThat(session.info().state()).isEqualTo(SessionState.LOST);
        } finally {
            doomed.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
        }
    }

    @Test
    void rounds_twenty_leaveNothing() throws Exception {
        rounds(20);
    }

    /** Took 2 min 13 s on two busy cores, 0.27 s for a round. */
    @Test
    @Tag("long")
    @Timeout(1200)
    void rounds_fiveHundred_leaveNothing() throws Exception {
        rounds(500);
    }

    private void rounds(int count) throws Exception {
        round();
        long descriptors = descriptors();
        long inside = processesInside();
        for (int i = 0; i < count; i++) {
            round();
        }
        // Some connections to the engine are kept for the next call; a leak would be one for each round.
        awaitAtMost(descriptors + count / 2);
        assertThat(processesInside()).isEqualTo(inside);
        assertThat(shell.info().attached()).isFalse();
    }

    private void round() throws IOException {
        try (TestTerminal person = TestTerminal.attach(shell)) {
            person.awaitShown("prompt>");
        }
    }

    /** Counts clients, and the shells that become clients. */
    private static long processesInside() {
        return instance.exec("sh", "-c", "cat /proc/[0-9]*/comm 2>/dev/null")
                .run()
                .stdout()
                .lines()
                .filter(List.of("tmux: client", "sh")::contains)
                .count();
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    /** The connections of calls to the engine come and go. */
    private static void awaitAtMost(long limit) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (descriptors() > limit && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(descriptors()).isLessThanOrEqualTo(limit);
    }
}
