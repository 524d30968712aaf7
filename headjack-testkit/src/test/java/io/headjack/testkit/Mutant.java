package io.headjack.testkit;

import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One thing that a runtime can get wrong, and the tests of the contract that must notice. */
record Mutant(String name, UnaryOperator<ContainerRuntime> breaking, List<String> killedBy) {
    static Mutant of(String name, UnaryOperator<ContainerRuntime> breaking, String... killedBy) {
        return new Mutant(name, breaking, List.of(killedBy));
    }

    /** Asks for another container than it was told to make. */
    static Mutant ofSpec(String name, UnaryOperator<ContainerSpec> breaking, String... killedBy) {
        return of(
                name,
                runtime -> new ForwardingRuntime(runtime) {
                    @Override
                    public ContainerId create(ContainerSpec spec) {
                        return real.create(breaking.apply(spec));
                    }
                },
                killedBy);
    }

    /** Starts another program than it was told to. */
    static Mutant ofExec(String name, UnaryOperator<ExecSpec> breaking, String... killedBy) {
        return of(
                name,
                runtime -> new ForwardingRuntime(runtime) {
                    @Override
                    public RuntimeProcess exec(ContainerId container, ExecSpec spec) {
                        return real.exec(container, breaking.apply(spec));
                    }
                },
                killedBy);
    }

    /** Handles a running program wrongly. */
    static Mutant ofProcess(String name, UnaryOperator<RuntimeProcess> breaking, String... killedBy) {
        return of(
                name,
                runtime -> new ForwardingRuntime(runtime) {
                    @Override
                    public RuntimeProcess exec(ContainerId container, ExecSpec spec) {
                        return breaking.apply(real.exec(container, spec));
                    }
                },
                killedBy);
    }

    static List<Mutant> all() {
        return Stream.of(
                        LifeCycleMutants.all(),
                        ListingMutants.all(),
                        ExecMutants.all(),
                        StreamMutants.all(),
                        MountMutants.all(),
                        FeatureMutants.all(),
                        WatchMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
