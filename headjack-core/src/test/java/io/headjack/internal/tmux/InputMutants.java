package io.headjack.internal.tmux;

import io.headjack.Delivery;
import io.headjack.Key;
import io.headjack.error.HeadjackException;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.TerminalId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** What can go wrong with typing. */
final class InputMutants {
    private InputMutants() {}

    static List<TmuxMutant> all() {
        return List.of(
                TmuxMutant.of(
                        "control characters are dropped",
                        real -> ForwardingMultiplexer.typing(real, text -> text.replaceAll("\\p{Cntrl}", "")),
                        "send_everyCharacter_arrivesByteForByte"),
                TmuxMutant.of(
                        "long texts are cut",
                        real -> ForwardingMultiplexer.typing(
                                real, text -> text.substring(0, Math.min(text.length(), 1000))),
                        "send_asMuchAsIsAllowed_arrivesByteForByte",
                        "send_moreThanIsAllowed_isRefused"),
                TmuxMutant.of("texts overtake", TextsOvertake::new, "send_oneAfterTheOther_arriveInOrder"),
                TmuxMutant.of("types piece by piece", PieceByPiece::new, "send_programAsksForBracketedPaste_getsOne"),
                TmuxMutant.of("says that it came back", SaysItCameBack::new, "send_working_saysHowFarItGot"),
                TmuxMutant.of(
                        "types into the first that begins so",
                        real -> ForwardingMultiplexer.naming(real, id -> ListMutants.beginning(real, id)),
                        "send_unknownTerminal_isNotFound"),
                TmuxMutant.of("an ended terminal swallows", EndedSwallows::new, "send_endedTerminal_isRefused"),
                TmuxMutant.of(
                        "Return is forgotten",
                        ReturnIsForgotten::new,
                        "submit_text_isFollowedByReturn",
                        "submit_nothing_isReturn",
                        "submit_byTwoAtOnce_keepsEachReturnWithItsText"),
                keys("keys come backwards", InputMutants::backwards, "keys_several_arriveInOrder"),
                keys(
                        "Control-C is lost",
                        keys -> keys.stream().filter(each -> each != Key.CTRL_C).toList(),
                        "keys_ctrlC_interruptsTheProgram"));
    }

    private static TmuxMutant keys(String name, UnaryOperator<List<Key>> breaking, String... killedBy) {
        return TmuxMutant.of(
                name,
                multiplexer -> new ForwardingMultiplexer(multiplexer) {
                    @Override
                    public Delivery keys(TerminalId terminal, List<Key> keys) {
                        return real.keys(terminal, breaking.apply(keys));
                    }
                },
                killedBy);
    }

    private static List<Key> backwards(List<Key> keys) {
        List<Key> reversed = new ArrayList<>(keys);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Every second text waits for the next one, which goes first. */
    private static final class TextsOvertake extends ForwardingMultiplexer {
        private String waiting = "";

        TextsOvertake(Multiplexer real) {
            super(real);
        }

        @Override
        public Delivery send(TerminalId terminal, String text) {
            String first = waiting;
            waiting = first.isEmpty() ? text : "";
            return first.isEmpty() ? Delivery.QUEUED : real.send(terminal, text + first);
        }
    }

    private static final class PieceByPiece extends ForwardingMultiplexer {
        PieceByPiece(Multiplexer real) {
            super(real);
        }

        @Override
        public Delivery send(TerminalId terminal, String text) {
            text.chars().forEach(each -> real.send(terminal, Character.toString(each)));
            return Delivery.PASTED;
        }
    }

    private static final class SaysItCameBack extends ForwardingMultiplexer {
        SaysItCameBack(Multiplexer real) {
            super(real);
        }

        @Override
        public Delivery send(TerminalId terminal, String text) {
            real.send(terminal, text);
            return Delivery.ECHOED;
        }
    }

    private static final class EndedSwallows extends ForwardingMultiplexer {
        EndedSwallows(Multiplexer real) {
            super(real);
        }

        @Override
        public Delivery send(TerminalId terminal, String text) {
            try {
                return real.send(terminal, text);
            } catch (HeadjackException e) {
                return Delivery.QUEUED;
            }
        }
    }

    private static final class ReturnIsForgotten extends ForwardingMultiplexer {
        ReturnIsForgotten(Multiplexer real) {
            super(real);
        }

        @Override
        public Delivery submit(TerminalId terminal, String text) {
            return real.send(terminal, text);
        }
    }
}
