package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.internal.tmux.ControlEvent.Exit;
import io.headjack.internal.tmux.ControlEvent.Reply;
import io.headjack.internal.tmux.ControlEvent.Stray;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlParserTest {
    private final ControlParser parser = new ControlParser();

    @Test
    void accept_block_givesItsLines() {
        assertThat(events("%begin 17 260 1", "a", "", "b", "%end 17 260 1"))
                .containsExactly(new Reply(true, false, List.of("a", "", "b")));
    }

    @Test
    void accept_errorBlock_isFailed() {
        assertThat(events("%begin 17 260 1", "can't find session: x", "%error 17 260 1"))
                .containsExactly(new Reply(true, true, List.of("can't find session: x")));
    }

    @Test
    void accept_blockOfTmuxItself_isNotRequested() {
        assertThat(events("%begin 17 260 0", "%end 17 260 0")).containsExactly(new Reply(false, false, List.of()));
    }

    @Test
    void accept_linesInsideThatLookLikeOthers_areContent() {
        String[] content = {"%end 17 261 1", "%error 17 260 0", "%begin 17 262 1", "%exit", "%end", "%end 17 260 1 "};
        assertThat(events("%begin 17 260 1")).isEmpty();
        assertThat(events(content)).isEmpty();
        assertThat(events("%end 17 260 1")).containsExactly(new Reply(true, false, List.of(content)));
    }

    @Test
    void accept_notificationsOutside_areIgnored() {
        assertThat(events("%window-add @0", "%session-changed $0 x", "%never-heard-of", "%", "", "%end 1 2 3"))
                .isEmpty();
    }

    @Test
    void accept_bareErrorLine_isStray() {
        assertThat(events("no server running on /x")).containsExactly(new Stray("no server running on /x"));
    }

    @Test
    void accept_exit_givesTheReason() {
        assertThat(events("%exit", "%exit server exited")).containsExactly(new Exit(""), new Exit("server exited"));
    }

    @Test
    void accept_malformedBegin_isIgnored() {
        assertThat(events("%begin", "%begin 1 2", "%begin x y z", "%begin 1 2 99999999999999", "%begin -1 2 3"))
                .isEmpty();
    }

    @Test
    void accept_bytesThatAreNoUtf8_areReplaced() {
        events("%begin 1 2 1");
        assertThat(parser.accept(new byte[] {(byte) 0xff, 'x', 0})).isEmpty();
        assertThat(events("%end 1 2 1")).containsExactly(new Reply(true, false, List.of("\ufffdx\0")));
    }

    @Test
    void accept_randomLines_neverThrows() {
        Random random = new Random(42);
        String[] starts = {"%begin ", "%end ", "%error ", "%exit", "%", "", "%begin 1 2 1", "%end 1 2 1"};
        for (int i = 0; i < 200_000; i++) {
            byte[] noise = new byte[random.nextInt(12)];
            random.nextBytes(noise);
            byte[] start = starts[random.nextInt(starts.length)].getBytes(UTF_8);
            byte[] line = new byte[start.length + noise.length];
            System.arraycopy(start, 0, line, 0, start.length);
            System.arraycopy(noise, 0, line, start.length, noise.length);
            assertThat(parser.accept(line)).isNotNull();
        }
    }

    private List<ControlEvent> events(String... lines) {
        List<ControlEvent> events = new ArrayList<>();
        for (String line : lines) {
            parser.accept(line.getBytes(UTF_8)).ifPresent(events::add);
        }
        return events;
    }
}
