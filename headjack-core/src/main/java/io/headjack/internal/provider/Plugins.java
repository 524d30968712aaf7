package io.headjack.internal.provider;

import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.HeadjackConfiguration;
import io.headjack.spi.MultiplexerProvider;
import io.headjack.spi.RuntimeContext;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Everything that was found through {@link java.util.ServiceLoader}.
 *
 * @param runtimes the container runtimes
 * @param multiplexer the multiplexer
 * @param agents the agents
 */
public record Plugins(Runtimes runtimes, MultiplexerProvider multiplexer, Agents agents) {
    private static final String MULTIPLEXER = "tmux";

    public static Plugins load(
            HeadjackConfiguration asked, Configuration configured, RuntimeContext context, Consumer<String> warnings) {
        Services services = new Services(asked.classLoader(), warnings);
        Map<String, ContainerRuntimeProvider> providers = services.load(
                ContainerRuntimeProvider.class, ContainerRuntimeProvider::id, ContainerRuntimeProvider::spiVersion);
        String configuredRuntime = configured.runtime().orElse(null);
        Runtimes runtimes = new Runtimes(
                providers,
                context,
                asked.runtime(),
                asked.runtimeId() != null ? asked.runtimeId() : configuredRuntime,
                asked.runtimeId() != null ? "it was asked for by name" : "the configuration names it");
        MultiplexerProvider multiplexer = services.load(
                        MultiplexerProvider.class, MultiplexerProvider::id, MultiplexerProvider::spiVersion)
                .get(MULTIPLEXER);
        if (multiplexer == null) {
            throw new io.headjack.error.InvalidRequestException(
                    "the multiplexer \"" + MULTIPLEXER + "\" was not found; let the class loader see headjack-core");
        }
        return new Plugins(runtimes, multiplexer, Agents.load(services));
    }
}
