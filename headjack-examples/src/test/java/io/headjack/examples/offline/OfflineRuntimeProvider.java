package io.headjack.examples.offline;

import io.headjack.error.OperationFailedException;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.RuntimeContext;
import io.headjack.spi.SpiVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Offers {@link OfflineRuntime}. The file {@code META-INF/services/io.headjack.spi.ContainerRuntimeProvider} names it. */
public final class OfflineRuntimeProvider implements ContainerRuntimeProvider {
    static final String ID = "offline";

    /** For {@link ServiceLoader}. */
    public OfflineRuntimeProvider() {}

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
        // A place of its own, so that neither runtime lists what the other one made.
        Path own = context.dataDirectory().resolve(ID);
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new OperationFailedException("cannot make " + own + " for the runtime " + ID, e);
        }
        RuntimeContext inside = new RuntimeContext(own, context.environment(), context.clock(), context.progress());
        return new OfflineRuntime(local().create(inside));
    }

    private static ContainerRuntimeProvider local() {
        return ServiceLoader.load(ContainerRuntimeProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.id().equals("local"))
                .findFirst()
                .orElseThrow(() -> new OperationFailedException(
                        "the runtime " + ID + " builds on local; put headjack-core on the class path"));
    }
}
