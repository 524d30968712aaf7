package io.headjack.internal.tmux;

import io.headjack.AttachMode;
import io.headjack.ExitStatus;
import io.headjack.Screen;
import io.headjack.TerminalSize;
import io.headjack.error.NotFoundException;
import io.headjack.spi.AttachSpec;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalInfo;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** What can go wrong with what people see, and with people. */
final class ScreenMutants {
    private ScreenMutants() {}

    static List<TmuxMutant> all() {
        return List.of(
                TmuxMutant.of(
                        "screen has colours",
                        real -> ForwardingMultiplexer.showing(
                                real,
                                screen -> of(
                                        screen,
                                        screen.lines().stream()
                                                .map(each -> each + "\u001b[0m")
                                                .toList(),
                                        screen.cursorColumn())),
                        "screen_colouredText_isWhatAPersonSees"),
                TmuxMutant.of(
                        "cursor is at the left",
                        real -> ForwardingMultiplexer.showing(real, screen -> of(screen, screen.lines(), 0)),
                        "screen_cursor_isWhereItIs"),
                TmuxMutant.of("screen is all there was", ScreenIsAll::new, "screen_moreThanFits_isTheEnd"),
                TmuxMutant.of("what ended is gone", WhatEndedIsGone::new, "screen_endedTerminal_isStillThere"),
                TmuxMutant.of(
                        "shows the first that begins so",
                        real -> ForwardingMultiplexer.naming(real, id -> ListMutants.beginning(real, id)),
                        "screen_beginningOfAName_isNotFound"),
                TmuxMutant.of(
                        "history is the beginning", HistoryIsTheBeginning::new, "history_linesAskedFor_areTheLast"),
                TmuxMutant.of(
                        "people only watch",
                        real -> ForwardingMultiplexer.attaching(
                                real, spec -> new AttachSpec(spec.size(), AttachMode.READ_ONLY, spec.terminalType())),
                        "attach_person_seesTheScreenAndTypes"),
                TmuxMutant.of(
                        "anybody may type",
                        real -> ForwardingMultiplexer.attaching(
                                real, spec -> new AttachSpec(spec.size(), AttachMode.INTERACTIVE, spec.terminalType())),
                        "attach_readOnly_typesNothing"),
                TmuxMutant.of(
                        "people have the default size",
                        real -> ForwardingMultiplexer.attaching(
                                real, spec -> new AttachSpec(TerminalSize.DEFAULT, spec.mode(), spec.terminalType())),
                        "attach_size_isThePersons"),
                TmuxMutant.of(
                        "people are not counted",
                        real -> ForwardingMultiplexer.listing(
                                real,
                                list -> list.stream()
                                        .map(each -> new TerminalInfo(each.id(), each.ended(), 0, each.lastOutput()))
                                        .toList()),
                        "attach_people_areCounted"),
                TmuxMutant.of("who goes ends it", WhoGoesEndsIt::new, "attach_closed_leavesTheProgramRunning"),
                TmuxMutant.of("the end is a failure", EndIsAFailure::new, "attach_programEnds_endsWithZero"),
                TmuxMutant.of(
                        "one command for every mode",
                        OneCommand::new,
                        "attachCommand_mode_isAProgramOfTheHostForEach"));
    }

    private static Screen of(Screen screen, List<String> lines, int column) {
        return new Screen(lines, screen.size(), column, screen.cursorRow(), screen.title());
    }

    private static final class ScreenIsAll extends ForwardingMultiplexer {
        ScreenIsAll(Multiplexer real) {
            super(real);
        }

        @Override
        public Screen screen(TerminalId terminal) {
            return of(real.screen(terminal), real.history(terminal, 10_000), 0);
        }
    }

    private static final class WhatEndedIsGone extends ForwardingMultiplexer {
        WhatEndedIsGone(Multiplexer real) {
            super(real);
        }

        @Override
        public Screen screen(TerminalId terminal) {
            if (real.list().stream().anyMatch(each -> each.id().equals(terminal) && each.ended())) {
                throw new NotFoundException("ended: " + terminal);
            }
            return real.screen(terminal);
        }
    }

    private static final class HistoryIsTheBeginning extends ForwardingMultiplexer {
        HistoryIsTheBeginning(Multiplexer real) {
            super(real);
        }

        @Override
        public List<String> history(TerminalId terminal, int lines) {
            List<String> all = real.history(terminal, 10_000);
            return all.subList(0, Math.min(lines, all.size()));
        }
    }

    private static final class WhoGoesEndsIt extends ForwardingMultiplexer {
        WhoGoesEndsIt(Multiplexer real) {
            super(real);
        }

        @Override
        public RuntimeProcess attach(TerminalId terminal, AttachSpec spec) {
            return new Client(real.attach(terminal, spec)) {
                @Override
                public void close() {
                    super.close();
                    WhoGoesEndsIt.this.real.kill(terminal);
                }
            };
        }
    }

    private static final class EndIsAFailure extends ForwardingMultiplexer {
        EndIsAFailure(Multiplexer real) {
            super(real);
        }

        @Override
        public RuntimeProcess attach(TerminalId terminal, AttachSpec spec) {
            return new Client(real.attach(terminal, spec)) {
                @Override
                public ExitStatus await(Duration timeout) {
                    super.await(timeout);
                    return new ExitStatus(1);
                }
            };
        }
    }

    private static final class OneCommand extends ForwardingMultiplexer {
        OneCommand(Multiplexer real) {
            super(real);
        }

        @Override
        public List<String> attachCommand(TerminalId terminal, AttachMode mode) {
            return real.attachCommand(terminal, AttachMode.INTERACTIVE);
        }
    }

    /** A person's client that does what another does. */
    private static class Client implements RuntimeProcess {
        private final RuntimeProcess real;

        Client(RuntimeProcess real) {
            this.real = real;
        }

        @Override
        public OutputStream stdin() {
            return real.stdin();
        }

        @Override
        public InputStream stdout() {
            return real.stdout();
        }

        @Override
        public InputStream stderr() {
            return real.stderr();
        }

        @Override
        public void resize(TerminalSize size) {
            real.resize(size);
        }

        @Override
        public ExitStatus await(Duration timeout) {
            return real.await(timeout);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
