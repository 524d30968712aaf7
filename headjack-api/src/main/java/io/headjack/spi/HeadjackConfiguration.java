package io.headjack.spi;

import io.headjack.HeadjackListener;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What {@link io.headjack.HeadjackBuilder} collected.
 *
 * @param dataDirectory where everything is kept, or null for the default
 * @param configFile the configuration file, or null for the default
 * @param runtimeId the runtime that was asked for by name, or null
 * @param runtime the runtime that was given as an object, or null; not closed by Headjack
 * @param classLoader where providers are looked for, or null for the default
 * @param clock the time
 * @param listener takes progress and warnings
 */
public record HeadjackConfiguration(
        @Nullable Path dataDirectory,
        @Nullable Path configFile,
        @Nullable String runtimeId,
        @Nullable ContainerRuntime runtime,
        @Nullable ClassLoader classLoader,
        Clock clock,
        HeadjackListener listener) {}
