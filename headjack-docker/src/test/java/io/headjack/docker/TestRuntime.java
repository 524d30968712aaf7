package io.headjack.docker;

import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.RuntimeContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** The runtime that tests of whole jobs use: Docker, or the one that the property {@code headjack.test.runtime} names. */
public final class TestRuntime {
    /** Its id. */
    public static final String ID = System.getProperty("headjack.test.runtime", "docker");

    /** Hands the choice on to a program of Java. */
    public static final String OPTION = "-Dheadjack.test.runtime=" + ID;

    /** The variable that leads to its socket. */
    public static final String VARIABLE = ID.equals("docker") ? "DOCKER_HOST" : "CONTAINER_HOST";

    private static final String UNIX = "unix://";

    private TestRuntime() {}

    public static ContainerRuntime open(Path data) {
        return open(data, System.getenv());
    }

    public static ContainerRuntime open(Path data, String address) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(VARIABLE, address);
        return open(data, environment);
    }

    private static ContainerRuntime open(Path data, Map<String, String> environment) {
        return ServiceLoader.load(ContainerRuntimeProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.id().equals(ID))
                .findFirst()
                .orElseThrow()
                .create(new RuntimeContext(data, environment, Clock.systemUTC(), progress -> {}));
    }

    /** Returns the socket on which it listens, started for this data directory where nobody else does. */
    public static Path socket(Path data) {
        try (ContainerRuntime runtime = open(data)) {
            return Path.of(runtime.info().endpoint().substring(UNIX.length()));
        }
    }
}
