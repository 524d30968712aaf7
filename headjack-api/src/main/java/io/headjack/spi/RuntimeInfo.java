package io.headjack.spi;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an engine says about itself.
 *
 * @param id the runtime's id, such as {@code docker}
 * @param version the engine's version
 * @param engineId what tells this engine from another one behind the same address
 * @param endpoint where it was reached, for a person
 * @param isolation what it puts between an instance and the host
 * @param rootless whether the engine itself runs as an ordinary user
 * @param keepsIds whether users have the same numbers inside as on the host; else the engine's user is root inside
 */
public record RuntimeInfo(
        String id,
        String version,
        String engineId,
        String endpoint,
        Isolation isolation,
        boolean rootless,
        boolean keepsIds) {
    private static final String UNIX = "unix://";

    /**
     * Describes an engine that maps its user to root inside exactly where it is rootless.
     *
     * @param id the runtime's id, such as {@code docker}
     * @param version the engine's version
     * @param engineId what tells this engine from another one behind the same address
     * @param endpoint where it was reached, for a person
     * @param isolation what it puts between an instance and the host
     * @param rootless whether the engine itself runs as an ordinary user
     */
    public RuntimeInfo(
            String id, String version, String engineId, String endpoint, Isolation isolation, boolean rootless) {
        this(id, version, engineId, endpoint, isolation, rootless, !rootless);
    }

    /**
     * Returns the socket at which the engine listens.
     *
     * @return the path after {@code unix://}; empty if it was reached another way
     */
    public Optional<Path> socket() {
        return endpoint.startsWith(UNIX) ? Optional.of(Path.of(endpoint.substring(UNIX.length()))) : Optional.empty();
    }
}
