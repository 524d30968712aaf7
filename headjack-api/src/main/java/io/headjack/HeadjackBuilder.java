package io.headjack;

import io.headjack.error.InvalidRequestException;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.HeadjackConfiguration;
import io.headjack.spi.HeadjackProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Opens a {@link Headjack} in another way than by default. Not thread-safe.
 *
 * <pre>{@code
 * try (Headjack headjack =
 *         Headjack.builder().dataDirectory(Path.of(arguments[0])).open()) {
 *     for (InstanceInfo found : headjack.instances().list()) {
 *         System.out.println(found.branch() + ": " + found.state()
 *                 + found.problem().map(problem -> ", " + problem).orElse(""));
 *     }
 * }
 * }</pre>
 */
public final class HeadjackBuilder {
    private @Nullable Path dataDirectory;
    private @Nullable Path configFile;
    private @Nullable String runtimeId;
    private @Nullable ContainerRuntime runtime;
    private @Nullable ClassLoader classLoader;
    private final Map<String, CredentialSource> credentials = new LinkedHashMap<>();
    private Clock clock = Clock.systemUTC();
    private HeadjackListener listener = new HeadjackListener() {};

    HeadjackBuilder() {}

    /**
     * Sets where everything is kept; what is configured, or {@code $XDG_DATA_HOME/headjack}, by default. Made when missing.
     *
     * @param directory a directory of this host
     * @return this
     */
    public HeadjackBuilder dataDirectory(Path directory) {
        dataDirectory = directory.toAbsolutePath();
        return this;
    }

    /**
     * Sets the configuration file; what {@code HEADJACK_CONFIG} names by default, else {@code
     * $XDG_CONFIG_HOME/headjack/config.yaml}, which may be missing.
     *
     * @param file a file that exists
     * @return this
     */
    public HeadjackBuilder configFile(Path file) {
        configFile = file.toAbsolutePath();
        return this;
    }

    /**
     * Chooses the runtime of new instances by name; by default what is configured, else {@code docker}, then {@code podman}.
     *
     * @param id the runtime's id
     * @return this
     */
    public HeadjackBuilder runtime(String id) {
        if (id.isBlank()) {
            throw new InvalidRequestException("the runtime's id is blank; name one, such as docker");
        }
        runtimeId = id;
        runtime = null;
        return this;
    }

    /**
     * Gives the runtime of new instances as an object. It is not closed with Headjack.
     *
     * @param object the runtime
     * @return this
     */
    public HeadjackBuilder runtime(ContainerRuntime object) {
        runtime = object;
        runtimeId = null;
        return this;
    }

    /**
     * Sets where providers are looked for; by default where Headjack itself was loaded from, then the thread's context
     * class loader.
     *
     * @param loader the only class loader to look in
     * @return this
     */
    public HeadjackBuilder classLoader(ClassLoader loader) {
        classLoader = loader;
        return this;
    }

    /**
     * Says where an agent's credential comes from; by default what is configured, else {@link CredentialSource#any()}.
     *
     * @param agent the agent's id
     * @param source where it comes from
     * @return this
     */
    public HeadjackBuilder credential(String agent, CredentialSource source) {
        credentials.put(agent, source);
        return this;
    }

    /**
     * Sets the clock that dates records; the system's by default.
     *
     * @param time the clock
     * @return this
     */
    public HeadjackBuilder clock(Clock time) {
        clock = time;
        return this;
    }

    /**
     * Sets who hears progress and warnings; nobody by default.
     *
     * @param hearer the listener
     * @return this
     */
    public HeadjackBuilder listener(HeadjackListener hearer) {
        listener = hearer;
        return this;
    }

    /**
     * Opens Headjack. Works with the engine down.
     *
     * @return an open Headjack, closed by the caller
     * @throws InvalidRequestException if headjack-core is not on the class path, the configuration file is wrong, or the
     *     data directory cannot be used; the message says which and what to do
     */
    public Headjack open() {
        return provider().open(collected());
    }

    /**
     * Returns what is configured, without opening anything: also where {@link #open} fails because the configuration is wrong.
     * A runtime that was given as an object is no part of it.
     *
     * @return the configuration
     * @throws InvalidRequestException if headjack-core is not on the class path
     */
    public Configuration configuration() {
        return provider().configuration(collected());
    }

    private HeadjackConfiguration collected() {
        return new HeadjackConfiguration(
                dataDirectory, configFile, runtimeId, runtime, classLoader, credentials, clock, listener);
    }

    private HeadjackProvider provider() {
        ClassLoader own = HeadjackBuilder.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        for (ClassLoader loader : new @Nullable ClassLoader[] {classLoader, own, context}) {
            if (loader == null) {
                continue;
            }
            Iterator<HeadjackProvider> found =
                    ServiceLoader.load(HeadjackProvider.class, loader).iterator();
            if (found.hasNext()) {
                return found.next();
            }
        }
        throw new InvalidRequestException(
                "no implementation of Headjack was found; put headjack-core on the run-time class path");
    }
}
