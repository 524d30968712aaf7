package io.headjack.examples.hjk;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A socket that stands for the engine's: closed, the engine is killed; frozen, it is stopped. */
final class EngineRelay implements AutoCloseable {
    private final Path path;
    private final Path engine;
    private final ServerSocketChannel server;
    private final Queue<SocketChannel> open = new ConcurrentLinkedQueue<>();
    private volatile boolean frozen;

    EngineRelay(Path path, Path engine) throws IOException {
        this.path = path;
        this.engine = engine;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        start(this::accept);
    }

    String address() {
        return "unix://" + path;
    }

    /** From now on nothing passes, and nothing ends. */
    void freeze() {
        frozen = true;
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
            SocketChannel here = server.accept();
            SocketChannel there = SocketChannel.open(StandardProtocolFamily.UNIX);
            open.add(here);
            open.add(there);
            there.connect(UnixDomainSocketAddress.of(engine));
            start(() -> pass(here, there));
            start(() -> pass(there, here));
        }
    }

    private void pass(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        try {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining() && !frozen) {
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
                "engine-relay");
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
