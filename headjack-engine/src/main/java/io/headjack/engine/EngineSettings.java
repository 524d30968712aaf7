package io.headjack.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * Where an engine is and what tells it from others of its kind.
 *
 * @param id the runtime's id, such as {@code docker}
 * @param name what a person calls the engine, such as {@code Docker}
 * @param socket the engine's unix socket, absolute
 * @param client the engine's own command line with the options that lead it to this socket
 * @param startHint what a person does when nobody listens there
 * @param permissionHint what a person does when the socket may not be opened
 * @param traits in what the engine differs from Docker
 */
public record EngineSettings(
        String id,
        String name,
        Path socket,
        List<String> client,
        String startHint,
        String permissionHint,
        EngineTraits traits) {
    /**
     * Copies the command line and checks that the socket is absolute.
     *
     * @param id the runtime's id, such as {@code docker}
     * @param name what a person calls the engine, such as {@code Docker}
     * @param socket the engine's unix socket, absolute
     * @param client the engine's own command line with the options that lead it to this socket
     * @param startHint what a person does when nobody listens there
     * @param permissionHint what a person does when the socket may not be opened
     * @param traits in what the engine differs from Docker
     */
    public EngineSettings {
        if (!socket.isAbsolute()) {
            throw new IllegalArgumentException("the engine's socket must be absolute, was " + socket);
        }
        client = List.copyOf(client);
    }

    /**
     * Makes the settings of an engine that does as Docker does.
     *
     * @param id the runtime's id, such as {@code docker}
     * @param name what a person calls the engine, such as {@code Docker}
     * @param socket the engine's unix socket, absolute
     * @param client the engine's own command line with the options that lead it to this socket
     * @param startHint what a person does when nobody listens there
     * @param permissionHint what a person does when the socket may not be opened
     */
    public EngineSettings(
            String id, String name, Path socket, List<String> client, String startHint, String permissionHint) {
        this(id, name, socket, client, startHint, permissionHint, EngineTraits.DOCKER);
    }

    /**
     * Returns the address as engines write it.
     *
     * @return {@code unix://} and the socket's path
     */
    public String endpoint() {
        return "unix://" + socket;
    }
}
