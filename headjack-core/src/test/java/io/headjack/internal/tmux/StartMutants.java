package io.headjack.internal.tmux;

import io.headjack.TerminalSize;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.TerminalSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What can go wrong with starting terminals. */
final class StartMutants {
    private StartMutants() {}

    static List<TmuxMutant> all() {
        return List.of(
                spec(
                        "log lies elsewhere",
                        spec -> with(spec, spec.command(), spec.logFile() + ".x", spec.exitFile()),
                        "start_programThatEndsAtOnce_isLoggedFromItsFirstByte"),
                spec(
                        "exit code lies elsewhere",
                        spec -> with(spec, spec.command(), spec.logFile(), spec.exitFile() + ".x"),
                        "start_programEnds_itsCodeIsInItsFile"),
                script(
                        "a signal is any failure",
                        "\"$@\"; code=$?; [ $code -gt 128 ] && exit 1; exit $code",
                        "start_programDiesOfASignal_itsCodeIs128AndTheSignal"),
                script(
                        "a missing program is any failure",
                        "command -v \"$1\" > there && exec \"$@\"; exit 1",
                        "start_programIsMissing_endsWith127AndSaysSo"),
                spec(
                        "arguments go through a shell",
                        spec -> with(
                                spec,
                                List.of("sh", "-c", String.join(" ", spec.command())),
                                spec.logFile(),
                                spec.exitFile()),
                        "start_hostileArguments_arriveByteForByte"),
                spec(
                        "names lose their signs",
                        spec -> with(spec, spec.command(), spec.logFile().replace(";", ""), spec.exitFile()),
                        "start_hostileNames_areUsedAsTheyAre"),
                spec(
                        "environment is lost",
                        spec -> of(spec, Map.of(), spec.size()),
                        "start_environmentAndDirectory_reachTheProgram"),
                spec(
                        "size is the default",
                        spec -> of(spec, spec.environment(), TerminalSize.DEFAULT),
                        "start_size_isTheProgramsFromTheBeginning"),
                TmuxMutant.of("log is begun anew", LogBegunAnew::new, "start_logIsThereAlready_isAppendedTo"),
                TmuxMutant.of(
                        "same id again is left", SameIdIsLeft::new, "start_sameIdAgain_isAConflictAndTheFirstGoesOn"),
                spec(
                        "NUL is dropped",
                        spec -> with(
                                spec,
                                spec.command().stream()
                                        .map(each -> each.replace("\0", ""))
                                        .toList(),
                                spec.logFile(),
                                spec.exitFile()),
                        "start_nulInAnArgument_isRefusedAndLeavesNone"),
                TmuxMutant.of(
                        "start ignores an interrupt",
                        StartIgnoresInterrupt::new,
                        "start_interrupted_keepsTheFlagAndLeavesNone"));
    }

    private static TmuxMutant spec(String name, UnaryOperator<TerminalSpec> breaking, String... killedBy) {
        return TmuxMutant.of(name, real -> ForwardingMultiplexer.starting(real, breaking), killedBy);
    }

    private static TmuxMutant script(String name, String script, String... killedBy) {
        return spec(
                name,
                spec -> {
                    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
                    command.addAll(spec.command());
                    return with(spec, command, spec.logFile(), spec.exitFile());
                },
                killedBy);
    }

    private static TerminalSpec with(TerminalSpec spec, List<String> command, String log, String exit) {
        return new TerminalSpec(
                spec.id(), spec.title(), command, spec.environment(), spec.workingDirectory(), spec.size(), log, exit);
    }

    private static TerminalSpec of(TerminalSpec spec, Map<String, String> environment, TerminalSize size) {
        return new TerminalSpec(
                spec.id(),
                spec.title(),
                spec.command(),
                environment,
                spec.workingDirectory(),
                size,
                spec.logFile(),
                spec.exitFile());
    }

    private static final class LogBegunAnew extends ForwardingMultiplexer {
        LogBegunAnew(Multiplexer real) {
            super(real);
        }

        @Override
        public void start(TerminalSpec spec) {
            try {
                Files.deleteIfExists(Path.of(spec.logFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            real.start(spec);
        }
    }

    private static final class SameIdIsLeft extends ForwardingMultiplexer {
        SameIdIsLeft(Multiplexer real) {
            super(real);
        }

        @Override
        public void start(TerminalSpec spec) {
            if (real.list().stream().noneMatch(each -> each.id().equals(spec.id()))) {
                real.start(spec);
            }
        }
    }

    private static final class StartIgnoresInterrupt extends ForwardingMultiplexer {
        StartIgnoresInterrupt(Multiplexer real) {
            super(real);
        }

        @Override
        public void start(TerminalSpec spec) {
            boolean interrupted = Thread.interrupted();
            real.start(spec);
            if (interrupted) {
                Thread.currentThread().interrupt();
                throw new OperationFailedException("interrupted too late");
            }
        }
    }
}
