package io.headjack.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A unix socket that serves each connection on a thread of its own. */
final class TestSocket implements AutoCloseable {
    private final Path path;
    private final ServerSocketChannel server;
    private final Connection connection;
    private final Queue<SocketChannel> open = new ConcurrentLinkedQueue<>();

    TestSocket(Path directory, Connection connection) throws IOException {
        path = directory.resolve("engine.sock");
        this.connection = connection;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        start(() -> {
            while (true) {
                SocketChannel client = server.accept();
                open.add(client);
                start(() -> serve(client));
            }
        });
    }

    /** What to do with a connection, which is closed thereafter. */
    @FunctionalInterface
    interface Connection {
        void serve(SocketChannel client) throws IOException;
    }

    Path path() {
        return path;
    }

    /** Serves the connections that there are, and no other. */
    void refuseFurther() throws IOException {
        server.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel client : open) {
            client.close();
        }
        Files.deleteIfExists(path);
    }

    private void serve(SocketChannel client) throws IOException {
        try (client) {
            connection.serve(client);
        } finally {
            open.remove(client);
        }
    }

    private static void start(Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (IOException closed) {
                        // One of the two sides is gone, which the other one sees.
                    }
                },
                "test-socket");
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
