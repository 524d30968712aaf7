package io.headjack.internal.local;

import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.RuntimeContext;
import io.headjack.spi.SpiVersion;

/** The runtime {@code local}: programs run on the host itself, as the host user. Only used when asked for by name. */
public final class LocalRuntimeProvider implements ContainerRuntimeProvider {
    static final String ID = "local";

    /** For {@link java.util.ServiceLoader}. */
    public LocalRuntimeProvider() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public ContainerRuntime create(RuntimeContext context) {
        return new LocalRuntime(
                context, new LocalContainers(context.dataDirectory().resolve("local")));
    }
}
