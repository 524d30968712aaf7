package io.headjack.testkit;

import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeInfo;
import io.headjack.spi.RuntimeProcess;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What can go wrong with making, starting, stopping and removing. */
final class LifeCycleMutants {
    private LifeCycleMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("engine id changes", EngineIdChanges::new, "info_engine_tellsWhoItIs"),
                Mutant.of("create starts", CreateStarts::new, "create_container_isNotStarted"),
                Mutant.of("start does nothing", StartDoesNothing::new, "start_createdContainer_runs"),
                Mutant.of(
                        "start works once only",
                        StartWorksOnce::new,
                        "start_runningContainer_isLeftAsItIs",
                        "start_stoppedContainer_runsWithItsFiles"),
                Mutant.of(
                        "start ignores unknown containers",
                        StartIgnoresUnknown::new,
                        "start_unknownContainer_isNotFound"),
                Mutant.ofSpec(
                        "first program is ignored",
                        spec -> Specs.command(spec, List.of("tail")),
                        "start_firstProgramEnds_containerIsStopped"),
                Mutant.of(
                        "remove does nothing",
                        RemoveDoesNothing::new,
                        "remove_runningContainer_isGone",
                        "remove_createdContainer_isGone"),
                Mutant.of("remove complains", RemoveComplains::new, "remove_absentContainer_isNoError"),
                Mutant.of("close stops containers", CloseStops::new, "close_runningContainer_goesOn"),
                Mutant.of("taken names are changed", TakenNamesChange::new, "create_nameTaken_isConflict"),
                Mutant.of("names stay taken", NamesStayTaken::new, "create_nameOfRemovedContainer_isFree"),
                Mutant.ofSpec("flags are ignored", Specs::withoutFlags, "create_unknownFlag_isRefusedByName"),
                Mutant.of(
                        "failed create leaves a container",
                        FailedCreateLeaves::new,
                        "create_unknownFlag_leavesNothing"),
                Mutant.ofSpec(
                        "image is replaced",
                        spec -> Specs.image(spec, "base:1"),
                        "create_unknownImage_isNotFoundAndLeavesNothing"),
                Mutant.of(
                        "stop waits for the grace",
                        StopWaits::new,
                        "stop_programHonoursTerm_isStoppedLongBeforeTheGrace"),
                Mutant.of(
                        "stop does nothing",
                        StopDoesNothing::new,
                        "stop_programIgnoresTerm_isKilledAfterTheGrace",
                        "stop_runningExec_isEnded"),
                Mutant.of(
                        "stop wants a running container",
                        StopWantsRunning::new,
                        "stop_stoppedContainer_isLeftAsItIs",
                        "stop_createdContainer_isLeftAsItIs"),
                Mutant.of(
                        "errors are all alike",
                        ErrorsAreAlike::new,
                        "exec_unknownContainer_isNotFound",
                        "exec_stoppedContainer_isConflict"),
                Mutant.of(
                        "close leaves all as it was",
                        CloseDoesNothing::new,
                        "close_waiter_wakesAsClosed",
                        "close_reader_isWoken",
                        "close_laterCalls_areRefused"),
                Mutant.of("close works once", CloseWorksOnce::new, "close_twice_isNoError"));
    }

    private static final class EngineIdChanges extends ForwardingRuntime {
        EngineIdChanges(ContainerRuntime real) {
            super(real);
        }

        @Override
        public RuntimeInfo info() {
            RuntimeInfo info = real.info();
            return new RuntimeInfo(
                    info.id(),
                    info.version(),
                    UUID.randomUUID().toString(),
                    info.endpoint(),
                    info.isolation(),
                    info.rootless(),
                    info.keepsIds());
        }
    }

    private static final class CreateStarts extends ForwardingRuntime {
        CreateStarts(ContainerRuntime real) {
            super(real);
        }

        @Override
        public ContainerId create(ContainerSpec spec) {
            ContainerId container = real.create(spec);
            real.start(container);
            return container;
        }
    }

    private static final class StartDoesNothing extends ForwardingRuntime {
        StartDoesNothing(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void start(ContainerId container) {}
    }

    private static final class StartWorksOnce extends ForwardingRuntime {
        StartWorksOnce(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void start(ContainerId container) {
            if (state(real, container) != ContainerState.CREATED) {
                throw new ConflictException("started already: " + container);
            }
            real.start(container);
        }
    }

    private static final class StartIgnoresUnknown extends ForwardingRuntime {
        StartIgnoresUnknown(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void start(ContainerId container) {
            if (real.find(container.value()).isPresent()) {
                real.start(container);
            }
        }
    }

    private static final class RemoveDoesNothing extends ForwardingRuntime {
        RemoveDoesNothing(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void remove(ContainerId container) {}
    }

    private static final class RemoveComplains extends ForwardingRuntime {
        RemoveComplains(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void remove(ContainerId container) {
            if (real.find(container.value()).isEmpty()) {
                throw new NotFoundException("no container " + container);
            }
            real.remove(container);
        }
    }

    private static final class CloseStops extends ForwardingRuntime {
        CloseStops(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void close() {
            real.list(Map.of()).forEach(container -> real.stop(container.id(), Duration.ZERO));
            real.close();
        }
    }

    private static final class TakenNamesChange extends ForwardingRuntime {
        TakenNamesChange(ContainerRuntime real) {
            super(real);
        }

        @Override
        public ContainerId create(ContainerSpec spec) {
            return real.create(real.find(spec.name()).isEmpty() ? spec : Specs.name(spec, spec.name() + "-2"));
        }
    }

    private static final class NamesStayTaken extends ForwardingRuntime {
        private final Set<String> taken = new HashSet<>();

        NamesStayTaken(ContainerRuntime real) {
            super(real);
        }

        @Override
        public ContainerId create(ContainerSpec spec) {
            if (!taken.add(spec.name())) {
                throw new ConflictException("taken: " + spec.name());
            }
            return real.create(spec);
        }
    }

    private static final class FailedCreateLeaves extends ForwardingRuntime {
        FailedCreateLeaves(ContainerRuntime real) {
            super(real);
        }

        @Override
        public ContainerId create(ContainerSpec spec) {
            ContainerId container = real.create(Specs.withoutFlags(spec));
            if (!spec.flags().isEmpty()) {
                throw new OperationFailedException("cannot configure " + container);
            }
            return container;
        }
    }

    private static final class StopWaits extends ForwardingRuntime {
        StopWaits(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void stop(ContainerId container, Duration grace) {
            try {
                new CountDownLatch(1).await(grace.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            real.stop(container, Duration.ZERO);
        }
    }

    private static final class StopDoesNothing extends ForwardingRuntime {
        StopDoesNothing(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void stop(ContainerId container, Duration grace) {}
    }

    private static final class StopWantsRunning extends ForwardingRuntime {
        StopWantsRunning(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void stop(ContainerId container, Duration grace) {
            if (state(real, container) != ContainerState.RUNNING) {
                throw new ConflictException("does not run: " + container);
            }
            real.stop(container, grace);
        }
    }

    private static final class ErrorsAreAlike extends ForwardingRuntime {
        ErrorsAreAlike(ContainerRuntime real) {
            super(real);
        }

        @Override
        public RuntimeProcess exec(ContainerId container, ExecSpec spec) {
            try {
                return real.exec(container, spec);
            } catch (HeadjackException e) {
                throw new OperationFailedException("failed", e);
            }
        }
    }

    private static final class CloseDoesNothing extends ForwardingRuntime {
        CloseDoesNothing(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void close() {}
    }

    private static final class CloseWorksOnce extends ForwardingRuntime {
        private boolean closed;

        CloseWorksOnce(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void close() {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            closed = true;
            real.close();
        }
    }

    private static ContainerState state(ContainerRuntime runtime, ContainerId container) {
        return runtime.find(container.value()).map(ContainerInfo::state).orElseThrow();
    }
}
