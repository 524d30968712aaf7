package io.headjack.podman;

import io.headjack.engine.SocketSettings;
import io.headjack.error.UnsupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds Podman's socket by the same settings that the podman command reads, as far as they lead to this host. */
final class PodmanSocketFinder {
    private static final String IN_RUNTIME_DIRECTORY = "podman/podman.sock";

    private final SocketSettings settings;
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
        this.settings = new SocketSettings(environment);
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
        Optional<Path> asked = settings.socket("CONTAINER_HOST", "/run/" + IN_RUNTIME_DIRECTORY);
        if (asked.isPresent()) {
            Path socket = asked.get();
            return new Found(
                    socket,
                    List.of("podman", "--remote", "--url", SocketSettings.SCHEME + socket),
                    false,
                    "Start it there: podman system service --time=0 " + SocketSettings.SCHEME + socket
                            + "; or unset CONTAINER_HOST to use Podman without one.");
        }
        String connection = settings.text("CONTAINER_CONNECTION");
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
        return settings.below("XDG_RUNTIME_DIR", IN_RUNTIME_DIRECTORY)
                .orElseGet(() -> Path.of("/run/user", Integer.toString(user), IN_RUNTIME_DIRECTORY));
    }

    /** The socket that a machine of macOS has on the host; older and newer versions put it at different places. */
    private Path machine() {
        List<Path> candidates = new ArrayList<>();
        settings.below("HOME", ".local/share/containers/podman/machine/podman.sock")
                .ifPresent(candidates::add);
        settings.below("TMPDIR", "podman/podman-machine-default-api.sock").ifPresent(candidates::add);
        candidates.add(Path.of("/var/run/podman/podman.sock"));
        return candidates.stream().filter(Files::exists).findFirst().orElse(candidates.get(0));
    }
}
