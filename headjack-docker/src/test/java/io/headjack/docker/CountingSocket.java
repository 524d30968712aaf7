package io.headjack.docker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** A socket in front of another one: it passes everything on, and counts the requests of HTTP that go through. */
final class CountingSocket implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("(GET|HEAD|POST|PUT|DELETE) \\S+ HTTP/1\\.1\r\n");

    private final Path path;
    private final Path target;
    private final ServerSocketChannel server;
    private final Queue<SocketChannel> open = new ConcurrentLinkedQueue<>();
    private final AtomicLong requests = new AtomicLong();

    private CountingSocket(Path path, Path target, ServerSocketChannel server) {
        this.path = path;
        this.target = target;
        this.server = server;
    }

    static CountingSocket open(Path path, Path target) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        CountingSocket socket = new CountingSocket(path, target, server);
        start(socket::accept);
        return socket;
    }

    Path path() {
        return path;
    }

    long count() {
        return requests.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel channel : open) {
            channel.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            SocketChannel client = server.accept();
            SocketChannel engine = SocketChannel.open(StandardProtocolFamily.UNIX);
            open.add(client);
            open.add(engine);
            engine.connect(UnixDomainSocketAddress.of(target));
            start(() -> pass(client, engine, true));
            start(() -> pass(engine, client, false));
        }
    }

    private void pass(SocketChannel from, SocketChannel to, boolean counted) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        try {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                // The clients write a head at once, and never two requests together.
                if (counted
                        && REQUEST.matcher(StandardCharsets.ISO_8859_1.decode(buffer.duplicate()))
                                .lookingAt()) {
                    requests.incrementAndGet();
                }
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            from.close();
            to.close();
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
                "counting-socket");
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
