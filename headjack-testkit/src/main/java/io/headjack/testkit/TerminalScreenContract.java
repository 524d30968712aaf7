package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Screen;
import io.headjack.TerminalSize;
import io.headjack.error.NotFoundException;
import io.headjack.spi.TerminalId;
import org.junit.jupiter.api.Test;

/** Reading what a person would see. */
interface TerminalScreenContract {
    @Test
    default void screen_colouredText_isWhatAPersonSees(TerminalFixture fixture) {
        TerminalId terminal = fixture.script(
                "coloured", "printf '\\033[31mrot \\033[0m ä€😀   \\n%%end 1 2 3\\n\\n x'; exec sleep 1000");
        fixture.awaitScreen(terminal, " x");
        Screen screen = fixture.multiplexer().screen(terminal);

        assertThat(screen.lines())
                .hasSize(TerminalSize.DEFAULT.rows())
                .startsWith("rot  ä€😀", "%end 1 2 3", "", " x", "");
        assertThat(screen.size()).isEqualTo(TerminalSize.DEFAULT);
    }

    @Test
    default void screen_cursor_isWhereItIs(TerminalFixture fixture) {
        TerminalId terminal = fixture.script("cursor", "printf 'ready\\033[5;9H'; exec sleep 1000");
        fixture.awaitScreen(terminal, "ready");
        Screen screen = fixture.multiplexer().screen(terminal);

        assertThat(screen.cursorRow()).isEqualTo(4);
        assertThat(screen.cursorColumn()).isEqualTo(8);
    }

    @Test
    default void screen_moreThanFits_isTheEnd(TerminalFixture fixture) {
        TerminalId terminal = fixture.script("long", "seq 1 100; exec sleep 1000");
        fixture.awaitScreen(terminal, "\n100");

        assertThat(fixture.multiplexer().screen(terminal).lines())
                .doesNotContain("1", "50")
                .contains("99", "100");
    }

    @Test
    default void screen_endedTerminal_isStillThere(TerminalFixture fixture) {
        TerminalId terminal = fixture.start("ended", "echo", "last words");
        fixture.awaitEnd(terminal);

        assertThat(fixture.multiplexer().screen(terminal).text()).contains("last words");
    }

    @Test
    default void screen_beginningOfAName_isNotFound(TerminalFixture fixture) {
        fixture.start("auth2", "cat");

        assertThatThrownBy(() -> fixture.multiplexer().screen(new TerminalId("auth")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    default void history_linesAskedFor_areTheLast(TerminalFixture fixture) {
        TerminalId terminal = fixture.script("lines", "printf 'one\\ntwo\\nthree\\n\\n'; exec sleep 1000");
        fixture.awaitScreen(terminal, "three");

        assertThat(fixture.multiplexer().history(terminal, 2)).containsExactly("two", "three");
        assertThat(fixture.multiplexer().history(terminal, 10_000)).containsExactly("one", "two", "three");
        assertThat(fixture.multiplexer().history(terminal, 0)).isEmpty();
    }
}
