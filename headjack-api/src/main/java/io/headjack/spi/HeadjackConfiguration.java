package io.headjack.spi;

import io.headjack.CredentialSource;
import io.headjack.HeadjackListener;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link io.headjack.HeadjackBuilder} collected.
 *
 * @param dataDirectory where everything is kept, or null for the default
 * @param configFile the configuration file, or null for the default
 * @param runtimeId the runtime that was asked for by name, or null
 * @param runtime the runtime that was given as an object, or null; not closed by Headjack
 * @param classLoader where providers are looked for, or null for the default
 * @param credentials where the credentials of agents come from, by the agents' ids; what is configured for others
 * @param clock the time
 * @param listener takes progress and warnings
 */
public record HeadjackConfiguration(
        @Nullable Path dataDirectory,
        @Nullable Path configFile,
        @Nullable String runtimeId,
        @Nullable ContainerRuntime runtime,
        @Nullable ClassLoader classLoader,
        Map<String, CredentialSource> credentials,
        Clock clock,
        HeadjackListener listener) {
    /**
     * Copies the credentials.
     *
     * @param dataDirectory where everything is kept, or null for the default
     * @param configFile the configuration file, or null for the default
     * @param runtimeId the runtime that was asked for by name, or null
     * @param runtime the runtime that was given as an object, or null; not closed by Headjack
     * @param classLoader where providers are looked for, or null for the default
     * @param credentials where the credentials of agents come from, by the agents' ids; what is configured for others
     * @param clock the time
     * @param listener takes progress and warnings
     */
    public HeadjackConfiguration {
        credentials = Map.copyOf(credentials);
    }

    /**
     * Makes one that chooses no credentials.
     *
     * @param dataDirectory where everything is kept, or null for the default
     * @param configFile the configuration file, or null for the default
     * @param runtimeId the runtime that was asked for by name, or null
     * @param runtime the runtime that was given as an object, or null; not closed by Headjack
     * @param classLoader where providers are looked for, or null for the default
     * @param clock the time
     * @param listener takes progress and warnings
     */
    public HeadjackConfiguration(
            @Nullable Path dataDirectory,
            @Nullable Path configFile,
            @Nullable String runtimeId,
            @Nullable ContainerRuntime runtime,
            @Nullable ClassLoader classLoader,
            Clock clock,
            HeadjackListener listener) {
        this(dataDirectory, configFile, runtimeId, runtime, classLoader, Map.of(), clock, listener);
    }
}
