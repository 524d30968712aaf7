package io.headjack.examples.hjk;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Answers every question of an engine's client with a list of one container: enough for a {@link Rehearsal}. */
final class StandInEngine implements AutoCloseable {
    private static final String CONTAINERS =
            "[{\"Id\":\"c0ffee\",\"Names\":[\"/none\"],\"Image\":\"none\",\"State\":\"running\",\"Labels\":{},\"Created\":1}]";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\n"
            + "Content-Length: " + CONTAINERS.length() + "\r\nConnection: close\r\n\r\n" + CONTAINERS;

    private final Path directory;
    private final ServerSocketChannel server;

    StandInEngine() throws IOException {
        // Not below the checkout: the path of a socket is short.
        directory = Files.createTempDirectory("hjk");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()));
        Thread thread = new Thread(this::serve, "hjk-stand-in-engine");
        thread.setDaemon(true);
        thread.start();
    }

    Path socket() {
        return directory.resolve("engine.sock");
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                client.read(ByteBuffer.allocate(1 << 16));
                client.write(StandardCharsets.US_ASCII.encode(ANSWER));
            } catch (IOException e) {
                if (server.isOpen()) {
                    System.err.println("a question was not answered: " + e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket());
        Files.deleteIfExists(directory);
    }
}
