package io.headjack.testkit;

import io.headjack.ExitStatus;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** What can go wrong with starting programs and waiting for them. */
final class ExecMutants {
    private ExecMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.ofProcess(
                        "exit code is always 0",
                        AlwaysSucceeds::new,
                        "exec_exitCode_isReported",
                        "exec_endedBySignal_is128PlusTheSignal",
                        "exec_unknownProgram_fails"),
                Mutant.ofExec(
                        "arguments go through a shell",
                        spec -> command(
                                spec, List.of(String.join(" ", spec.command()).split(" "))),
                        "exec_arguments_arriveAsTheyAre"),
                Mutant.ofSpec(
                        "container's environment is lost",
                        Specs::withoutEnvironment,
                        "exec_environmentOfContainer_isSeen"),
                Mutant.ofExec(
                        "exec's environment is lost",
                        spec -> new ExecSpec(
                                spec.command(), Map.of(), spec.workingDirectory(), spec.user(), spec.terminal()),
                        "exec_environmentOfExec_comesOnTop"),
                Mutant.ofSpec(
                        "container's directory is lost",
                        Specs::withoutWorkingDirectory,
                        "exec_workingDirectoryOfContainer_isTheDefault"),
                Mutant.ofExec(
                        "exec's directory is lost",
                        spec -> spec.workingDirectory(null),
                        "exec_workingDirectoryOfExec_comesFirst"),
                Mutant.of("execs share one process", ExecsShareOne::new, "exec_manyAtOnce_areKeptApart"),
                Mutant.of(
                        "exec command is one word",
                        ExecCommandJoined::new,
                        "execCommand_program_isNamedWithItsArguments"),
                Mutant.ofProcess("end is not noticed", EndUnnoticed::new, "remove_runningExec_waiterIsNotLeftWaiting"),
                Mutant.ofProcess("time out is success", TimeoutSucceeds::new, "await_programRuns_timesOut"),
                Mutant.ofProcess("status is told once", TellsOnce::new, "await_ended_answersEachTime"),
                Mutant.ofProcess("waiter's flag is lost", FlagLost::new, "await_interrupted_throwsWithTheFlagSet"),
                Mutant.ofProcess(
                        "interrupted waiter closes", InterruptCloses::new, "await_interrupted_streamsStayWhole"),
                Mutant.ofProcess("process closes once", ClosesOnce::new, "close_processTwice_isNoError"));
    }

    private static ExecSpec command(ExecSpec spec, List<String> command) {
        return new ExecSpec(command, spec.environment(), spec.workingDirectory(), spec.user(), spec.terminal());
    }

    private static final class AlwaysSucceeds extends ForwardingProcess {
        AlwaysSucceeds(RuntimeProcess real) {
            super(real);
        }

        @Override
        public ExitStatus await(Duration timeout) {
            real.await(timeout);
            return new ExitStatus(0);
        }
    }

    private static final class ExecsShareOne extends ForwardingRuntime {
        private final AtomicReference<RuntimeProcess> first = new AtomicReference<>();

        ExecsShareOne(ContainerRuntime real) {
            super(real);
        }

        @Override
        public RuntimeProcess exec(ContainerId container, ExecSpec spec) {
            first.compareAndSet(null, real.exec(container, spec));
            return first.get();
        }
    }

    private static final class ExecCommandJoined extends ForwardingRuntime {
        ExecCommandJoined(ContainerRuntime real) {
            super(real);
        }

        @Override
        public List<String> execCommand(ContainerId container, ExecSpec spec) {
            return List.of("sh", "-c", String.join(" ", real.execCommand(container, spec)));
        }
    }

    private static final class EndUnnoticed extends ForwardingProcess {
        EndUnnoticed(RuntimeProcess real) {
            super(real);
        }

        @Override
        public ExitStatus await(Duration timeout) {
            try {
                new CountDownLatch(1).await(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new HeadjackTimeoutException("not noticed");
        }
    }

    private static final class TimeoutSucceeds extends ForwardingProcess {
        TimeoutSucceeds(RuntimeProcess real) {
            super(real);
        }

        @Override
        public ExitStatus await(Duration timeout) {
            try {
                return real.await(timeout);
            } catch (HeadjackTimeoutException e) {
                return new ExitStatus(0);
            }
        }
    }

    private static final class TellsOnce extends ForwardingProcess {
        private final AtomicBoolean told = new AtomicBoolean();

        TellsOnce(RuntimeProcess real) {
            super(real);
        }

        @Override
        public ExitStatus await(Duration timeout) {
            ExitStatus status = real.await(timeout);
            return told.compareAndSet(false, true) ? status : new ExitStatus(0);
        }
    }

    private static final class FlagLost extends ForwardingProcess {
        FlagLost(RuntimeProcess real) {
            super(real);
        }

        @Override
        public ExitStatus await(Duration timeout) {
            try {
                return real.await(timeout);
            } catch (HeadjackInterruptedException e) {
                Thread.interrupted();
                throw e;
            }
        }
    }

    private static final class InterruptCloses extends ForwardingProcess {
        InterruptCloses(RuntimeProcess real) {
            super(real);
        }

        @Override
        public ExitStatus await(Duration timeout) {
            try {
                return real.await(timeout);
            } catch (HeadjackInterruptedException e) {
                real.close();
                throw e;
            }
        }
    }

    private static final class ClosesOnce extends ForwardingProcess {
        private final AtomicBoolean closed = new AtomicBoolean();

        ClosesOnce(RuntimeProcess real) {
            super(real);
        }

        @Override
        public void close() {
            if (!closed.compareAndSet(false, true)) {
                throw new IllegalStateException("closed");
            }
            real.close();
        }
    }
}
