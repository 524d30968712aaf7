package io.headjack.podman;

import io.headjack.engine.EngineStarter;
import io.headjack.error.RuntimeUnavailableException;
import java.io.File;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A {@code podman system service} of our own. It listens under a name of its own first, and takes the name that all share
 * by a rename when it answers: so nobody ever waits for a lock, and one that ends removes no other's socket. Of two that
 * start at once the first to take the name serves; the other is ended.
 */
final class PodmanService implements EngineStarter {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOOK_AGAIN_MILLIS = 10;
    private static final int MAX_WORDS = 2000;

    /** What systemd tells a program about sockets that were opened for it, and not for ours. */
    private static final List<String> OF_SYSTEMD =
            List.of("LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES", "NOTIFY_SOCKET");

    private final Map<String, String> environment;
    private final Path data;
    private final Duration idle;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Prepares one.
     *
     * @param environment what it reads its settings from
     * @param data the data directory whose processes share it
     * @param idle how long it waits for a next call before it ends
     */
    PodmanService(Map<String, String> environment, Path data, Duration idle) {
        this.environment = environment;
        this.data = data;
        this.idle = idle;
    }

    @Override
    public Path start() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Path directory = ServiceDirectory.of(data);
            Path shared = directory.resolve("podman.sock");
            if (!answers(shared)) {
                String name = "podman-"
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
                launch(directory.resolve(name + ".sock"), directory.resolve(name + ".log"), shared);
            }
            return shared;
        } catch (IOException e) {
            throw new RuntimeUnavailableException("Podman's service could not be started: " + e, e);
        } finally {
            lock.unlock();
        }
    }

    private void launch(Path socket, Path log, Path shared) throws IOException, InterruptedException {
        Process process = run(socket, log);
        boolean serves = false;
        try {
            await(process, socket, log);
            if (!answers(shared)) {
                Files.move(socket, shared, StandardCopyOption.ATOMIC_MOVE);
                serves = true;
            }
        } finally {
            if (!serves) {
                process.destroy();
                Files.deleteIfExists(socket);
            }
            // What it says later is of no use to anybody.
            Files.deleteIfExists(log);
        }
    }

    /** In a session of its own: an interrupt typed at the terminal, or its end, is not meant for it. */
    private Process run(Path socket, Path log) throws IOException {
        Path podman = program("podman")
                .orElseThrow(() -> new RuntimeUnavailableException(
                        "Podman is not installed: there is no program podman in PATH. Install it, or set CONTAINER_HOST to"
                                + " unix:// and the socket of one that runs."));
        List<String> command = new ArrayList<>();
        program("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        command.addAll(
                List.of(podman.toString(), "system", "service", "--time=" + idle.toSeconds(), "unix://" + socket));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(log.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().keySet().removeAll(OF_SYSTEMD);
        return builder.start();
    }

    private static void await(Process process, Path socket, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(socket)) {
            if (process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new RuntimeUnavailableException("Podman's service ended at once with exit code "
                        + process.exitValue() + ": " + PodmanCures.withCure(words(log)));
            }
            if (System.nanoTime() >= deadline) {
                throw new RuntimeUnavailableException("Podman's service did not answer within " + PATIENCE.toSeconds()
                        + " s: " + PodmanCures.withCure(words(log))
                        + ". Try podman info, which shows what it waits for.");
            }
        }
    }

    private static boolean answers(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    private Optional<Path> program(String name) {
        for (String directory : environment.getOrDefault("PATH", "").split(":", -1)) {
            if (directory.startsWith("/") && Files.isExecutable(Path.of(directory, name))) {
                return Optional.of(Path.of(directory, name));
            }
        }
        return Optional.empty();
    }

    private static String words(Path log) throws IOException {
        byte[] all = Files.readAllBytes(log);
        String text = new String(all, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "")
                .strip();
        return text.isEmpty()
                ? "it said nothing"
                : text.length() <= MAX_WORDS ? text : "… " + text.substring(text.length() - MAX_WORDS);
    }
}
