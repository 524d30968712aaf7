package io.headjack.testkit;

import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can go wrong with telling that containers have changed. */
final class WatchMutants {
    private WatchMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("no runtime has events", NoWatch::new, "watch_runtime_tellsWhetherItHasEvents"),
                Mutant.of("watch says nothing", SilentWatch::new, "watch_wholeLife_isTold"),
                Mutant.of("watch tells the first change only", FirstChangeOnly::new, "watch_wholeLife_isTold"),
                Mutant.of(
                        "watch tells what its own runtime does, from the call",
                        OwnStartsOnly::new,
                        "watch_doneByAnotherRuntime_isTold",
                        "watch_listener_isCalledOnAThreadOfTheRuntime"),
                Mutant.of("watch cannot be closed", EndlessWatch::new, "watch_closed_isToldNoMoreAndTheOthersAre"),
                Mutant.of("watch outlives its runtime", OutlivingWatch::new, "watch_runtimeIsClosed_isToldNoMore"));
    }

    private static final class NoWatch extends ForwardingRuntime {
        NoWatch(ContainerRuntime real) {
            super(real);
        }

        @Override
        public Optional<Watch> watch(Map<String, String> labels, Runnable listener) {
            return Optional.empty();
        }
    }

    private static final class SilentWatch extends ForwardingRuntime {
        SilentWatch(ContainerRuntime real) {
            super(real);
        }

        @Override
        public Optional<Watch> watch(Map<String, String> labels, Runnable listener) {
            return real.watch(labels, () -> {});
        }
    }

    private static final class FirstChangeOnly extends ForwardingRuntime {
        FirstChangeOnly(ContainerRuntime real) {
            super(real);
        }

        @Override
        public Optional<Watch> watch(Map<String, String> labels, Runnable listener) {
            boolean[] told = new boolean[1];
            return real.watch(labels, () -> {
                if (!told[0]) {
                    told[0] = true;
                    listener.run();
                }
            });
        }
    }

    /** Calls its listener from the call that starts something. */
    private static final class OwnStartsOnly extends ForwardingRuntime {
        private Runnable own = () -> {};

        OwnStartsOnly(ContainerRuntime real) {
            super(real);
        }

        @Override
        public Optional<Watch> watch(Map<String, String> labels, Runnable listener) {
            own = listener;
            return Optional.of(() -> own = () -> {});
        }

        @Override
        public void start(ContainerId container) {
            real.start(container);
            own.run();
        }
    }

    private static final class EndlessWatch extends ForwardingRuntime {
        EndlessWatch(ContainerRuntime real) {
            super(real);
        }

        @Override
        public Optional<Watch> watch(Map<String, String> labels, Runnable listener) {
            return real.watch(labels, listener).map(watch -> () -> {});
        }
    }

    private static final class OutlivingWatch extends ForwardingRuntime {
        OutlivingWatch(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void close() {}
    }
}
