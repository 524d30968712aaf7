package io.headjack.testkit;

import java.io.File;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Looks for tools on the path, and for an engine behind its socket. */
final class ToolFinder {
    private static final String DOCKER = "docker";
    private static final String UNIX = "unix://";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, String> environment;

    ToolFinder(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Empty when the tool is there. */
    Optional<String> whyMissing(String tool) {
        if (DOCKER.equals(tool)) {
            return whyNoEngine();
        }
        for (String directory : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, tool))) {
                return Optional.empty();
            }
        }
        return Optional.of(tool + " is not on the PATH");
    }

    private Optional<String> whyNoEngine() {
        String host = environment.getOrDefault("DOCKER_HOST", UNIX + "/var/run/docker.sock");
        if (!host.startsWith(UNIX)) {
            return Optional.of("docker: DOCKER_HOST is not a unix socket: " + host);
        }
        try {
            String answer = ping(Path.of(host.substring(UNIX.length())));
            return answer.startsWith("HTTP/1.1 200")
                    ? Optional.empty()
                    : Optional.of("docker: " + host + " did not answer a ping, but said: "
                            + answer.lines().findFirst().orElse("nothing"));
        } catch (IOException e) {
            return Optional.of("docker: nothing answers on " + host + ": " + e.getMessage());
        }
    }

    private static String ping(Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Selector selector = Selector.open()) {
            channel.write(ByteBuffer.wrap("GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            // An engine that is stuck accepts the connection and stays silent.
            if (selector.select(PATIENCE.toMillis()) == 0) {
                return "";
            }
            ByteBuffer answer = ByteBuffer.allocate(4096);
            channel.read(answer);
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        }
    }
}
