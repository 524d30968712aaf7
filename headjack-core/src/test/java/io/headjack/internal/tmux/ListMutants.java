package io.headjack.internal.tmux;

import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalHost;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalInfo;
import io.headjack.spi.TerminalSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What can go wrong with listing, with connections and with ending terminals. */
final class ListMutants {
    private ListMutants() {}

    static List<TmuxMutant> all() {
        return List.of(
                TmuxMutant.of(
                        "list invents one",
                        real -> ForwardingMultiplexer.listing(
                                real,
                                list -> list.isEmpty()
                                        ? List.of(new TerminalInfo(new TerminalId("x"), true, 0, Instant.EPOCH))
                                        : list),
                        "list_nothingStarted_isEmpty"),
                TmuxMutant.of(
                        "list has running ones only",
                        real -> ForwardingMultiplexer.listing(
                                real,
                                list -> list.stream()
                                        .filter(each -> !each.ended())
                                        .toList()),
                        "list_runningAndEnded_tellsThemApart"),
                TmuxMutant.ofHost(
                        "list asks for each", ListAsksForEach::new, "list_severalTerminals_takesNoMoreThanForOne"),
                TmuxMutant.of(
                        "output is not dated",
                        real -> ForwardingMultiplexer.listing(
                                real,
                                list -> list.stream()
                                        .map(each -> new TerminalInfo(
                                                each.id(), each.ended(), each.attached(), Instant.EPOCH))
                                        .toList()),
                        "list_output_isDated"),
                TmuxMutant.of(
                        "a connection sees its own only",
                        SeesItsOwnOnly::new,
                        "list_anotherConnection_seesTheSameTerminals"),
                TmuxMutant.ofHost("a connection is had once", ConnectsOnce::open, "list_connectionWasCut_isHadAgain"),
                TmuxMutant.of("list remembers", ListRemembers::new, "list_instanceWasRestarted_isEmptyAndStartsAnew"),
                TmuxMutant.of(
                        "list ignores an interrupt",
                        ListIgnoresInterrupt::new,
                        "list_interrupted_keepsTheFlagAndTheConnection"),
                TmuxMutant.of("close ends the terminals", CloseEndsAll::new, "close_terminals_goOn"),
                TmuxMutant.of("tells nobody", TellsNobody::new, "onChange_programEnds_isToldIfItSaidSo"),
                TmuxMutant.of(
                        "kill hides",
                        KillHides::new,
                        "kill_runningProgram_endsAndIsGone",
                        "kill_programIgnoresTerm_isKilled",
                        "kill_programWithChildren_endsThemAll"),
                TmuxMutant.of(
                        "kill takes the first that begins so",
                        real -> ForwardingMultiplexer.naming(real, id -> beginning(real, id)),
                        "kill_beginningOfAnotherName_leavesTheOther"),
                TmuxMutant.of("kill ends all", KillEndsAll::new, "kill_oneOfTwo_leavesTheOther"),
                TmuxMutant.of("kill leaves ended ones", KillLeavesEnded::new, "kill_endedTerminal_isGone"),
                TmuxMutant.of("kill complains", KillComplains::new, "kill_unknownTerminal_isNoError"));
    }

    /** The whole name, or else whatever begins with it. */
    static TerminalId beginning(Multiplexer real, TerminalId id) {
        return real.list().stream()
                .map(TerminalInfo::id)
                .filter(each -> each.value().startsWith(id.value()))
                .min((a, b) -> a.value().length() - b.value().length())
                .orElse(id);
    }

    private static final class ListAsksForEach extends ForwardingMultiplexer {
        private final TerminalHost host;

        ListAsksForEach(TerminalHost host) {
            super(new TmuxProvider().open(host));
            this.host = host;
        }

        @Override
        public List<TerminalInfo> list() {
            List<TerminalInfo> listed = real.list();
            listed.forEach(each -> host.exec(ExecSpec.of("true")).close());
            return listed;
        }
    }

    private static final class SeesItsOwnOnly extends ForwardingMultiplexer {
        private final Set<TerminalId> own = new HashSet<>();

        SeesItsOwnOnly(Multiplexer real) {
            super(real);
        }

        @Override
        public void start(TerminalSpec spec) {
            own.add(spec.id());
            real.start(spec);
        }

        @Override
        public List<TerminalInfo> list() {
            return real.list().stream().filter(each -> own.contains(each.id())).toList();
        }
    }

    /** Starts nothing more inside when a terminal was started. */
    private static final class ConnectsOnce extends ForwardingMultiplexer {
        private final OpenHost host;

        private ConnectsOnce(OpenHost host) {
            super(new TmuxProvider().open(host));
            this.host = host;
        }

        static ConnectsOnce open(TerminalHost host) {
            return new ConnectsOnce(new OpenHost(host));
        }

        @Override
        public void start(TerminalSpec spec) {
            real.start(spec);
            host.open = false;
        }
    }

    private static final class OpenHost implements TerminalHost {
        private final TerminalHost real;
        private volatile boolean open = true;

        OpenHost(TerminalHost real) {
            this.real = real;
        }

        @Override
        public RuntimeProcess exec(ExecSpec spec) {
            if (!open) {
                throw new OperationFailedException("no second connection");
            }
            return real.exec(spec);
        }

        @Override
        public List<String> execCommand(ExecSpec spec) {
            return real.execCommand(spec);
        }

        @Override
        public String socket() {
            return real.socket();
        }

        @Override
        public Lock lock(Duration timeout) {
            return real.lock(timeout);
        }
    }

    private static final class ListRemembers extends ForwardingMultiplexer {
        private List<TerminalInfo> last = List.of();

        ListRemembers(Multiplexer real) {
            super(real);
        }

        @Override
        public void start(TerminalSpec spec) {
            real.start(spec);
            last = real.list();
        }

        @Override
        public List<TerminalInfo> list() {
            return last;
        }
    }

    private static final class ListIgnoresInterrupt extends ForwardingMultiplexer {
        ListIgnoresInterrupt(Multiplexer real) {
            super(real);
        }

        @Override
        public List<TerminalInfo> list() {
            boolean interrupted = Thread.interrupted();
            List<TerminalInfo> listed = real.list();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return listed;
        }
    }

    private static final class CloseEndsAll extends ForwardingMultiplexer {
        CloseEndsAll(Multiplexer real) {
            super(real);
        }

        @Override
        public void close() {
            real.list().forEach(each -> real.kill(each.id()));
            real.close();
        }
    }

    private static final class TellsNobody extends ForwardingMultiplexer {
        TellsNobody(Multiplexer real) {
            super(real);
        }

        @Override
        public boolean onChange(Runnable listener) {
            return true;
        }
    }

    private static final class KillHides extends ForwardingMultiplexer {
        private final Set<TerminalId> hidden = new HashSet<>();

        KillHides(Multiplexer real) {
            super(real);
        }

        @Override
        public List<TerminalInfo> list() {
            return real.list().stream()
                    .filter(each -> !hidden.contains(each.id()))
                    .toList();
        }

        @Override
        public void kill(TerminalId terminal) {
            hidden.add(terminal);
        }
    }

    private static final class KillEndsAll extends ForwardingMultiplexer {
        KillEndsAll(Multiplexer real) {
            super(real);
        }

        @Override
        public void kill(TerminalId terminal) {
            real.list().forEach(each -> real.kill(each.id()));
        }
    }

    private static final class KillLeavesEnded extends ForwardingMultiplexer {
        KillLeavesEnded(Multiplexer real) {
            super(real);
        }

        @Override
        public void kill(TerminalId terminal) {
            if (real.list().stream().noneMatch(each -> each.id().equals(terminal) && each.ended())) {
                real.kill(terminal);
            }
        }
    }

    private static final class KillComplains extends ForwardingMultiplexer {
        KillComplains(Multiplexer real) {
            super(real);
        }

        @Override
        public void kill(TerminalId terminal) {
            if (real.list().stream().noneMatch(each -> each.id().equals(terminal))) {
                throw new NotFoundException("no terminal " + terminal);
            }
            real.kill(terminal);
        }
    }
}
