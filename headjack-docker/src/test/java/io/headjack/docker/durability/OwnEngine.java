package io.headjack.docker.durability;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Docker engine of a test's own, which it can freeze and kill. Only root can start one. */
final class OwnEngine implements AutoCloseable {
    private final Path home;
    private final Process containers;
    private Process daemon;

    private OwnEngine(Path home, Process containers, Process daemon) {
        this.home = home;
        this.containers = containers;
        this.daemon = daemon;
    }

    /** Starts one without any image. */
    static OwnEngine start(Path home) throws IOException {
        // On its own, as where a service manager starts both: what runs in containers outlives the engine.
        Process containers = launch(
                home,
                List.of(
                        "containerd",
                        "--config=/dev/null",
                        "--root=" + home.resolve("containers"),
                        "--state=" + home.resolve("state"),
                        "--address=" + home.resolve("containers.sock")));
        Site.await("containerd", () -> Files.exists(home.resolve("containers.sock")));
        OwnEngine engine = new OwnEngine(home, containers, launchDaemon(home));
        engine.awaitAnswer();
        return engine;
    }

    Path socket() {
        return home.resolve("docker.sock");
    }

    /** Gives it an image that the engine of the environment has. */
    void copyImage(String reference) throws Exception {
        Process save = client(Map.of(), "save", reference);
        Process load = client(Map.of("DOCKER_HOST", "unix://" + socket()), "load", "--quiet");
        try (InputStream from = save.getInputStream();
                OutputStream to = load.getOutputStream()) {
            from.transferTo(to);
        }
        if (save.waitFor() != 0 || load.waitFor() != 0) {
            throw new IllegalStateException("cannot copy the image " + reference);
        }
    }

    void freeze() throws Exception {
        signal("STOP");
    }

    void thaw() throws Exception {
        signal("CONT");
    }

    void kill() throws Exception {
        signal("KILL");
        daemon.waitFor();
    }

    /** Starts it again, if it was killed. */
    void startAgain() throws IOException {
        if (daemon.isAlive()) {
            return;
        }
        Files.deleteIfExists(home.resolve("docker.pid"));
        daemon = launchDaemon(home);
        awaitAnswer();
    }

    @Override
    public void close() throws Exception {
        signal("CONT");
        signal("TERM");
        daemon.waitFor();
        containers.destroy();
        containers.waitFor();
        // Each engine that was killed left a mount, one upon the other.
        int unmounted;
        do {
            unmounted = run("umount", "--recursive", home.resolve("data").toString());
        } while (unmounted == 0);
    }

    private void signal(String name) throws Exception {
        run("kill", "-" + name, Long.toString(daemon.pid()));
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void awaitAnswer() {
        Site.await("an answer of the test's own engine; see " + home.resolve("log"), () -> {
            try {
                return client(Map.of("DOCKER_HOST", "unix://" + socket()), "version")
                                .waitFor()
                        == 0;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Process launchDaemon(Path home) throws IOException {
        return launch(
                home,
                List.of(
                        "dockerd",
                        // The rules for the network are the host's, and containers need none here.
                        "--iptables=false",
                        "--ip6tables=false",
                        "--containerd=" + home.resolve("containers.sock"),
                        "--data-root=" + home.resolve("data"),
                        "--exec-root=" + home.resolve("exec"),
                        "--pidfile=" + home.resolve("docker.pid"),
                        "--host=unix://" + home.resolve("docker.sock")));
    }

    private static Process launch(Path home, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start();
    }

    private static Process client(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        ProcessBuilder client = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        client.environment().putAll(environment);
        return client.start();
    }
}
