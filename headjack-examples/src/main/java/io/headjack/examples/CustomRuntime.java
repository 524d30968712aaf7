package io.headjack.examples;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.RuntimeContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ServiceLoader;

/**
 * A runtime that does what another one does, and tells what it is asked and how long the answer took. It keeps the other's
 * id, so that the instances it makes are found without it as well.
 */
public final class CustomRuntime {
    private CustomRuntime() {}

    /** Takes a git repository, and a directory for what Headjack keeps. */
    public static void main(String[] arguments) {
        Path data = Path.of(arguments[1]).toAbsolutePath();
        try (ContainerRuntime docker = find("docker", data);
                Headjack headjack = Headjack.builder()
                        .dataDirectory(data)
                        .runtime(telling(docker))
                        .open()) {
            Instance instance = headjack.instances()
                    .in(Path.of(arguments[0]))
                    .branch("try/runtime")
                    .ensure();
            System.out.println("uname says " + instance.exec("uname").run().stdout());
            instance.remove();
        }
    }

    private static ContainerRuntime find(String id, Path data) {
        for (ContainerRuntimeProvider provider : ServiceLoader.load(ContainerRuntimeProvider.class)) {
            if (provider.id().equals(id)) {
                return provider.create(new RuntimeContext(data, System.getenv(), Clock.systemUTC(), progress -> {}));
            }
        }
        throw new IllegalStateException("headjack-" + id + " is not on the class path");
    }

    private static ContainerRuntime telling(ContainerRuntime real) {
        Class<ContainerRuntime> type = ContainerRuntime.class;
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, words) -> {
            long begin = System.nanoTime();
            try {
                return method.invoke(real, words);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                System.out.println(method.getName() + " took " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            }
        }));
    }
}
