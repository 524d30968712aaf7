package io.headjack.engine;

import io.headjack.error.InvalidRequestException;
import io.headjack.error.UnsupportedException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The variables that say where an engine's socket is. Thread-safe, not blocking. */
public final class SocketSettings {
    /** What an address of a unix socket begins with. */
    public static final String SCHEME = "unix://";

    private final Map<String, String> environment;

    /**
     * Takes the variables.
     *
     * @param environment by name
     */
    public SocketSettings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads a variable.
     *
     * @param name its name
     * @return its text without blanks around it; empty if it is not set
     */
    public String text(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    /**
     * Places a file in a directory that a variable names.
     *
     * @param name the variable's name
     * @param file a relative path
     * @return the file, which need not exist; empty if the variable names no absolute path
     */
    public Optional<Path> below(String name, String file) {
        String directory = text(name);
        return directory.startsWith("/") ? Optional.of(Path.of(directory, file)) : Optional.empty();
    }

    /**
     * Reads the address of a socket.
     *
     * @param name the variable's name
     * @param example a path that it may have, for who has set another one
     * @return the socket, which need not exist; empty if the variable is not set
     * @throws InvalidRequestException if it is no address, or has no absolute path
     * @throws UnsupportedException if it is the address of something else
     */
    public Optional<Path> socket(String name, String example) {
        String address = text(name);
        return address.isEmpty() ? Optional.empty() : Optional.of(socketOf(name, address, example));
    }

    private static Path socketOf(String name, String address, String example) {
        String says = name + " is '" + address + "', ";
        int end = address.indexOf("://");
        if (end < 0) {
            throw new InvalidRequestException(says + "which is no address. It takes unix:// and an absolute path.");
        }
        if (!address.startsWith(SCHEME)) {
            throw new UnsupportedException(says + "and Headjack does not use engines by "
                    + address.substring(0, end)
                    + ": an instance's files are mounted from this host, so the engine must be on a unix socket of it."
                    + " Set " + name + " to unix:// and the socket's path, or unset it.");
        }
        String path = address.substring(SCHEME.length());
        try {
            if (path.startsWith("/")) {
                return Path.of(path).normalize();
            }
        } catch (InvalidPathException e) {
            throw new InvalidRequestException(says + "which holds no path: " + e.getMessage(), e);
        }
        throw new InvalidRequestException(
                says + "and its path is not absolute. Write " + SCHEME + example + ", for example.");
    }
}
