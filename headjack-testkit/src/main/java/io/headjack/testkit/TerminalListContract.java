package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.HeadjackInterruptedException;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Listing terminals, over connections that come and go. */
interface TerminalListContract {
    @Test
    default void list_nothingStarted_isEmpty(TerminalFixture fixture) {
        assertThat(fixture.multiplexer().list()).isEmpty();
    }

    @Test
    default void list_runningAndEnded_tellsThemApart(TerminalFixture fixture) {
        TerminalId running = fixture.start("running", "cat");
        TerminalId ended = fixture.start("ended", "true");
        fixture.awaitEnd(ended);

        assertThat(fixture.multiplexer().list()).extracting(TerminalInfo::id).containsExactlyInAnyOrder(running, ended);
        assertThat(fixture.info(running).ended()).isFalse();
    }

    @Test
    default void list_severalTerminals_takesNoMoreThanForOne(TerminalFixture fixture) {
        fixture.start("t0", "cat");
        int forOne = execsOfAList(fixture, 1);
        for (int i = 1; i < 8; i++) {
            fixture.start("t" + i, "cat");
        }

        assertThat(execsOfAList(fixture, 8)).isEqualTo(forOne);
    }

    @Test
    default void list_output_isDated(TerminalFixture fixture) {
        Instant before = Instant.now();
        TerminalId terminal = fixture.script("printing", "echo started; read -r line; echo \"got $line\"");
        fixture.awaitLog("printing", "started");

        assertThat(fixture.info(terminal).lastOutput())
                .isBetween(before.minus(Duration.ofSeconds(2)), Instant.now().plus(Duration.ofSeconds(2)));
    }

    @Test
    default void list_anotherConnection_seesTheSameTerminals(TerminalFixture fixture) {
        TerminalId terminal = fixture.start("shared", "cat");
        Multiplexer another = fixture.another();
        assertThat(another.list()).extracting(TerminalInfo::id).containsExactly(terminal);
        another.kill(terminal);

        assertThat(fixture.multiplexer().list()).isEmpty();
    }

    @Test
    default void list_connectionWasCut_isHadAgain(TerminalFixture fixture) {
        TerminalId terminal = fixture.start("kept", "cat");
        fixture.place().cut();

        assertThat(fixture.multiplexer().list()).extracting(TerminalInfo::id).containsExactly(terminal);
        fixture.multiplexer().submit(terminal, "still typed");
        fixture.awaitLog("kept", "still typed");
    }

    @Test
    default void list_instanceWasRestarted_isEmptyAndStartsAnew(TerminalFixture fixture) {
        fixture.start("before", "cat");
        fixture.restart();
        assertThat(fixture.multiplexer().list()).isEmpty();

        TerminalId after = fixture.start("after", "cat");
        assertThat(fixture.multiplexer().list()).extracting(TerminalInfo::id).containsExactly(after);
    }

    @Test
    default void list_interrupted_keepsTheFlagAndTheConnection(TerminalFixture fixture) {
        TerminalId terminal = fixture.start("one", "cat");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> fixture.multiplexer().list()).isInstanceOf(HeadjackInterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(fixture.multiplexer().list()).extracting(TerminalInfo::id).containsExactly(terminal);
    }

    @Test
    default void close_terminals_goOn(TerminalFixture fixture) {
        TerminalId terminal = fixture.script("kept", "read -r line; echo \"got $line\"");
        fixture.multiplexer().close();
        Multiplexer another = fixture.another();

        assertThat(TerminalFixture.find(another, terminal).ended()).isFalse();
        another.submit(terminal, "a line");
        fixture.awaitLog("kept", "got a line");
    }

    /** A multiplexer that cannot tell says so, and is asked. */
    @Test
    default void onChange_programEnds_isToldIfItSaidSo(TerminalFixture fixture) throws InterruptedException {
        TerminalId terminal = fixture.script("ending", "read -r line");
        CountDownLatch told = new CountDownLatch(1);
        if (fixture.multiplexer().onChange(told::countDown)) {
            fixture.another().submit(terminal, "");

            assertThat(told.await(fixture.patience().toMillis(), TimeUnit.MILLISECONDS))
                    .as("told within " + fixture.patience())
                    .isTrue();
        }
    }

    private static int execsOfAList(TerminalFixture fixture, int terminals) {
        int before = fixture.place().execs();
        assertThat(fixture.multiplexer().list()).hasSize(terminals);
        return fixture.place().execs() - before;
    }
}
