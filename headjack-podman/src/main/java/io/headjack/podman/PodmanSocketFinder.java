package io.headjack.podman;

import io.headjack.error.InvalidRequestException;
import io.headjack.error.UnsupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds Podman's socket by the same settings that the podman command reads, as far as they lead to this host. */
final class PodmanSocketFinder {
    private static final String SCHEME = "unix://";
    private static final String IN_RUNTIME_DIRECTORY = "podman/podman.sock";

    private final Map<String, String> environment;
    private final int user;
    private final String system;

    /**
     * Makes a finder.
     *
     * @param environment the settings
     * @param user the number of the user whose Podman is wanted
     * @param system the operating system's name
     */
    PodmanSocketFinder(Map<String, String> environment, int user, String system) {
        this.environment = environment;
        this.user = user;
        this.system = system;
    }

    /**
     * Where Podman is expected.
     *
     * @param socket its socket, which need not be there
     * @param client the command line that leads there
     * @param startable whether Podman can be started here when nobody listens
     * @param startHint what a person does when nobody listens
     */
    record Found(Path socket, List<String> client, boolean startable, String startHint) {}

    Found find() {
        String host = setting("CONTAINER_HOST");
        if (!host.isEmpty()) {
            Path socket = socketOf(host);
            return new Found(
                    socket,
                    List.of("podman", "--remote", "--url", SCHEME + socket),
                    false,
                    "Start it there: podman system service --time=0 " + SCHEME + socket
                            + "; or unset CONTAINER_HOST to use Podman without one.");
        }
        String connection = setting("CONTAINER_CONNECTION");
        if (!connection.isEmpty()) {
            throw new UnsupportedException("CONTAINER_CONNECTION is '" + connection
                    + "', and Headjack does not read Podman's connections. Set CONTAINER_HOST to the unix socket of that"
                    + " engine, or unset it.");
        }
        if (system.startsWith("Mac")) {
            return new Found(
                    machine(),
                    List.of("podman"),
                    false,
                    "Start the Podman machine: podman machine start (podman machine init makes one). If it runs, set"
                            + " CONTAINER_HOST to unix:// and the socket that podman machine inspect names.");
        }
        return new Found(own(), List.of("podman"), true, "Start it: systemctl --user start podman.socket.");
    }

    private Path own() {
        if (user == 0) {
            return Path.of("/run", IN_RUNTIME_DIRECTORY);
        }
        String directory = setting("XDG_RUNTIME_DIR");
        return directory.startsWith("/")
                ? Path.of(directory, IN_RUNTIME_DIRECTORY)
                : Path.of("/run/user", Integer.toString(user), IN_RUNTIME_DIRECTORY);
    }

    /** The socket that a machine of macOS has on the host; older and newer versions put it at different places. */
    private Path machine() {
        List<Path> candidates = new ArrayList<>();
        addAbsolute(candidates, setting("HOME"), ".local/share/containers/podman/machine/podman.sock");
        addAbsolute(candidates, setting("TMPDIR"), "podman/podman-machine-default-api.sock");
        candidates.add(Path.of("/var/run/podman/podman.sock"));
        return candidates.stream().filter(Files::exists).findFirst().orElse(candidates.get(0));
    }

    private static void addAbsolute(List<Path> candidates, String directory, String name) {
        if (directory.startsWith("/")) {
            candidates.add(Path.of(directory, name));
        }
    }

    private String setting(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    private static Path socketOf(String host) {
        int end = host.indexOf("://");
        if (end < 0) {
            throw new InvalidRequestException(
                    "CONTAINER_HOST is '" + host + "', which is no address. It takes unix:// and an absolute path.");
        }
        if (!host.startsWith(SCHEME)) {
            throw new UnsupportedException("CONTAINER_HOST is '" + host + "', and Headjack does not use engines by "
                    + host.substring(0, end)
                    + ": an instance's files are mounted from this host, so the engine must be on a unix socket of it."
                    + " Set CONTAINER_HOST to unix:// and the socket's path, or unset it.");
        }
        String path = host.substring(SCHEME.length());
        try {
            if (path.startsWith("/")) {
                return Path.of(path).normalize();
            }
        } catch (InvalidPathException e) {
            throw new InvalidRequestException(
                    "CONTAINER_HOST is '" + host + "', which holds no path: " + e.getMessage(), e);
        }
        throw new InvalidRequestException("CONTAINER_HOST is '" + host + "', and its path is not absolute."
                + " Write unix:///run/podman/podman.sock, for example.");
    }
}
