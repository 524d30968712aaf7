package io.headjack.testkit;

import io.headjack.HeadjackBuilder;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.RuntimeContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * The runtime of a test, chosen by name or given.
 *
 * @param choice tells Headjack
 * @param engine does something with it, where a data directory is
 */
record TestRuntime(Consumer<HeadjackBuilder> choice, Engine engine) {
    /** A way to the runtime that does not lead through Headjack. */
    interface Engine {
        void use(Path data, Consumer<ContainerRuntime> work);
    }

    static TestRuntime of(ContainerRuntime runtime) {
        return new TestRuntime(builder -> builder.runtime(runtime), (data, work) -> {
            if (runtime instanceof FakeContainerRuntime fake) {
                // A test that took the engine away must not keep what it made.
                fake.unreachable(false);
            }
            work.accept(runtime);
        });
    }

    static TestRuntime named(String id) {
        return new TestRuntime(builder -> builder.runtime(id), (data, work) -> {
            RuntimeContext context = new RuntimeContext(data, System.getenv(), Clock.systemUTC(), progress -> {});
            try (ContainerRuntime runtime = provider(id).create(context)) {
                work.accept(runtime);
            }
        });
    }

    private static ContainerRuntimeProvider provider(String id) {
        List<ContainerRuntimeProvider> found = ServiceLoader.load(ContainerRuntimeProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.id().equals(id))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("no runtime " + id + " is on the class path of the tests");
        }
        return found.get(0);
    }
}
