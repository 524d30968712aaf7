package io.headjack.internal.provider;

import io.headjack.internal.configuration.Configured;
import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.HeadjackConfiguration;
import io.headjack.spi.MultiplexerProvider;
import io.headjack.spi.RuntimeContext;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What was found through {@link java.util.ServiceLoader}; the agents are apart: {@link Agents}.
 *
 * @param runtimes the container runtimes
 * @param multiplexer the multiplexer
 */
public record Plugins(Runtimes runtimes, MultiplexerProvider multiplexer) {
    private static final String MULTIPLEXER = "tmux";

    public static Plugins load(
            HeadjackConfiguration asked, Configured configured, RuntimeContext context, Consumer<String> warnings) {
        Services services = new Services(asked.classLoader(), warnings);
        Map<String, ContainerRuntimeProvider> providers = services.load(
                ContainerRuntimeProvider.class, ContainerRuntimeProvider::id, ContainerRuntimeProvider::spiVersion);
        Runtimes runtimes = new Runtimes(
                providers, context, asked.runtime(), configured.runtime().orElse(null), configured.runtimeReason());
        MultiplexerProvider multiplexer = services.load(
                        MultiplexerProvider.class, MultiplexerProvider::id, MultiplexerProvider::spiVersion)
                .get(MULTIPLEXER);
        if (multiplexer == null) {
            throw new io.headjack.error.InvalidRequestException(
                    "the multiplexer \"" + MULTIPLEXER + "\" was not found; let the class loader see headjack-core");
        }
        return new Plugins(runtimes, multiplexer);
    }
}
