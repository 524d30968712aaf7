package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalInfo;
import org.junit.jupiter.api.Test;

/** Ending terminals, with all that runs in them and nothing else. */
interface TerminalKillContract {
    @Test
    default void kill_runningProgram_endsAndIsGone(TerminalFixture fixture) {
        TerminalId terminal = fixture.script("running", "echo ready; exec sleep 1000");
        fixture.awaitLog("running", "ready");
        fixture.multiplexer().kill(terminal);

        assertThat(fixture.multiplexer().list()).isEmpty();
        assertThat(fixture.awaitExit("running")).isEqualTo("143");
    }

    @Test
    default void kill_programIgnoresTerm_isKilled(TerminalFixture fixture) {
        TerminalId terminal =
                fixture.script("stubborn", "trap '' TERM HUP; echo $$ > pid; echo ready; while :; do sleep 1000; done");
        fixture.awaitLog("stubborn", "ready");
        fixture.multiplexer().kill(terminal);

        assertThat(fixture.lives("pid")).isFalse();
        assertThat(fixture.awaitExit("stubborn")).isEqualTo("137");
    }

    @Test
    default void kill_programWithChildren_endsThemAll(TerminalFixture fixture) {
        TerminalId terminal = fixture.script(
                "tree",
                "sleep 1001 & echo $! > child; setsid sh -c 'echo $$ > daemon; exec sleep 1002' &"
                        + " while [ ! -s daemon ]; do sleep 0.01; done; echo ready; sleep 1003");
        fixture.awaitLog("tree", "ready");
        fixture.multiplexer().kill(terminal);

        assertThat(fixture.lives("child")).as("its child lives").isFalse();
        assertThat(fixture.lives("daemon")).as("its daemon lives").isFalse();
    }

    @Test
    default void kill_beginningOfAnotherName_leavesTheOther(TerminalFixture fixture) {
        TerminalId longer = fixture.start("auth2", "cat");
        fixture.multiplexer().kill(new TerminalId("auth"));

        assertThat(fixture.info(longer).ended()).isFalse();
    }

    @Test
    default void kill_oneOfTwo_leavesTheOther(TerminalFixture fixture) {
        TerminalId shorter = fixture.start("auth", "cat");
        TerminalId longer = fixture.start("auth2", "cat");
        fixture.multiplexer().kill(shorter);

        assertThat(fixture.multiplexer().list()).extracting(TerminalInfo::id).containsExactly(longer);
        assertThat(fixture.info(longer).ended()).isFalse();
    }

    @Test
    default void kill_endedTerminal_isGone(TerminalFixture fixture) {
        TerminalId terminal = fixture.start("ended", "true");
        fixture.awaitEnd(terminal);
        fixture.multiplexer().kill(terminal);

        assertThat(fixture.multiplexer().list()).isEmpty();
    }

    @Test
    default void kill_unknownTerminal_isNoError(TerminalFixture fixture) {
        TerminalId unknown = new TerminalId("none");
        assertThatCode(() -> fixture.multiplexer().kill(unknown)).doesNotThrowAnyException();
        fixture.start("some", "cat");

        assertThatCode(() -> fixture.multiplexer().kill(unknown)).doesNotThrowAnyException();
    }
}
