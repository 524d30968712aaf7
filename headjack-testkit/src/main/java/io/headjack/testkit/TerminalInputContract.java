package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Delivery;
import io.headjack.Key;
import io.headjack.error.HeadjackException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.TerminalId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Typing: exactly these bytes, in this order, into this terminal. */
interface TerminalInputContract {
    /** What a multiplexer allows at once. */
    int LIMIT = 1024 * 1024;

    @Test
    default void send_everyCharacter_arrivesByteForByte(TerminalFixture fixture) {
        String text = "-x;\\;#{pane_id}$(x)~ä€😀"
                + IntStream.range(0, 256).mapToObj(Character::toString).collect(Collectors.joining());

        assertArrives(fixture, text);
    }

    @Test
    default void send_asMuchAsIsAllowed_arrivesByteForByte(TerminalFixture fixture) {
        assertArrives(fixture, "0123456789abcde\n".repeat(LIMIT / 16));
    }

    @Test
    default void send_moreThanIsAllowed_isRefused(TerminalFixture fixture) {
        TerminalId terminal = fixture.start("cat", "cat");

        assertThatThrownBy(() -> fixture.multiplexer().send(terminal, "x".repeat(LIMIT + 1)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    default void send_oneAfterTheOther_arriveInOrder(TerminalFixture fixture) {
        List<String> texts = IntStream.range(0, 100).mapToObj(i -> i + ";").toList();
        String all = String.join("", texts);
        TerminalId terminal = fixture.rawReader("raw", all.length());
        texts.forEach(each -> fixture.multiplexer().send(terminal, each));

        assertThat(fixture.awaitExit("raw")).isEqualTo("0");
        assertThat(fixture.read("typed")).isEqualTo(all);
    }

    @Test
    default void send_programAsksForBracketedPaste_getsOne(TerminalFixture fixture) {
        TerminalId terminal =
                fixture.script("brackets", "stty raw -echo; printf '\\033[?2004hready'; exec head -c 15 > typed");
        // What asks for brackets has been read when what comes after it is shown.
        fixture.awaitScreen(terminal, "ready");
        fixture.multiplexer().send(terminal, "a\nb");

        assertThat(fixture.awaitExit("brackets")).isEqualTo("0");
        assertThat(fixture.read("typed")).isEqualTo("\u001b[200~a\nb\u001b[201~");
    }

    @Test
    default void send_working_saysHowFarItGot(TerminalFixture fixture) {
        TerminalId terminal = fixture.start("cat", "cat");

        assertThat(fixture.multiplexer().send(terminal, "x")).isIn(Delivery.QUEUED, Delivery.PASTED);
    }

    @Test
    default void send_unknownTerminal_isNotFound(TerminalFixture fixture) {
        fixture.start("some", "cat");
        TerminalId unknown = new TerminalId("so");

        assertThatThrownBy(() -> fixture.multiplexer().send(unknown, "x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> fixture.multiplexer().keys(unknown, List.of(Key.ENTER)))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    default void send_endedTerminal_isRefused(TerminalFixture fixture) {
        TerminalId terminal = fixture.start("ended", "true");
        fixture.awaitEnd(terminal);

        assertThatThrownBy(() -> fixture.multiplexer().send(terminal, "x")).isInstanceOf(HeadjackException.class);
    }

    @Test
    default void submit_text_isFollowedByReturn(TerminalFixture fixture) {
        TerminalId terminal = fixture.rawReader("raw", 4);
        fixture.multiplexer().submit(terminal, "one");

        assertThat(fixture.awaitExit("raw")).isEqualTo("0");
        assertThat(fixture.read("typed")).isEqualTo("one\r");
    }

    @Test
    default void submit_nothing_isReturn(TerminalFixture fixture) {
        TerminalId terminal = fixture.rawReader("raw", 1);
        fixture.multiplexer().submit(terminal, "");

        assertThat(fixture.awaitExit("raw")).isEqualTo("0");
        assertThat(fixture.read("typed")).isEqualTo("\r");
    }

    @Test
    default void submit_byTwoAtOnce_keepsEachReturnWithItsText(TerminalFixture fixture) {
        List<String> texts = IntStream.range(0, 100).mapToObj(i -> "text-" + i).toList();
        int bytes = texts.stream().mapToInt(each -> each.length() + 1).sum();
        TerminalId terminal = fixture.rawReader("raw", bytes);
        List<Multiplexer> both = List.of(fixture.multiplexer(), fixture.another());
        texts.parallelStream()
                .forEach(each -> both.get(Math.floorMod(each.hashCode(), 2)).submit(terminal, each));

        assertThat(fixture.awaitExit("raw")).isEqualTo("0");
        assertThat(fixture.read("typed").split("\r")).containsExactlyInAnyOrderElementsOf(texts);
    }

    @Test
    default void keys_several_arriveInOrder(TerminalFixture fixture) {
        TerminalId terminal = fixture.rawReader("raw", 6);
        fixture.multiplexer()
                .keys(terminal, List.of(Key.TAB, Key.ENTER, Key.CTRL_D, Key.CTRL_Z, Key.CTRL_C, Key.ESCAPE));

        assertThat(fixture.awaitExit("raw")).isEqualTo("0");
        assertThat(fixture.read("typed")).isEqualTo("\t\r\u0004\u001a\u0003\u001b");
    }

    @Test
    default void keys_ctrlC_interruptsTheProgram(TerminalFixture fixture) {
        TerminalId terminal = fixture.script("sleeping", "echo ready; exec sleep 1000");
        fixture.awaitLog("sleeping", "ready");
        fixture.multiplexer().keys(terminal, List.of(Key.CTRL_C));

        assertThat(fixture.awaitExit("sleeping")).isEqualTo("130");
    }

    private static void assertArrives(TerminalFixture fixture, String text) {
        TerminalId terminal = fixture.rawReader("raw", TerminalFixture.bytes(text).length);
        fixture.multiplexer().send(terminal, text);

        assertThat(fixture.awaitExit("raw")).isEqualTo("0");
        assertThat(fixture.read("typed")).isEqualTo(text);
    }
}
