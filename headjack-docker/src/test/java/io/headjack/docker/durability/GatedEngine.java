package io.headjack.docker.durability;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A socket in front of the engine's, on which a certain request or its answer gets stuck. */
public final class GatedEngine implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("((?:GET|HEAD|POST|PUT|DELETE) \\S+) HTTP/1\\.1\r\n");

    /** Where a request gets stuck. */
    enum Stuck {
        /** The engine never sees it. */
        BEFORE,
        /** The engine gets it, and nobody waits for the answer. */
        IN_FLIGHT,
        /** The engine has answered it, and the answer never arrives. */
        ANSWERED,
        /** The engine gets it, and its answer arrives if there is one: nothing gets stuck here. */
        NOWHERE
    }

    private final Path path;
    private final Path target;
    private final ServerSocketChannel server;
    private final Queue<SocketChannel> open = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new ArrayList<>();
    private int gate;
    private Stuck stuck = Stuck.BEFORE;
    private Runnable reached = () -> {};

    private GatedEngine(Path path, Path target, ServerSocketChannel server) {
        this.path = path;
        this.target = target;
        this.server = server;
    }

    public static GatedEngine open(Path path, Path target) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        GatedEngine socket = new GatedEngine(path, target, server);
        start(socket::accept);
        return socket;
    }

    public String address() {
        return "unix://" + path;
    }

    /** Counts from the beginning again; the request of that number gets stuck, none if it is 0. */
    synchronized void arm(int request, Stuck where, Runnable arrival) {
        requests.clear();
        gate = request;
        stuck = where;
        reached = arrival;
    }

    public synchronized List<String> requests() {
        return List.copyOf(requests);
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
            try {
                engine.connect(UnixDomainSocketAddress.of(target));
            } catch (IOException e) {
                // Nobody listens there now, and so the client shall find it here.
                client.close();
                continue;
            }
            Connection connection = new Connection(client, engine);
            start(connection::passRequests);
            start(connection::passAnswers);
        }
    }

    private synchronized boolean isGate(String request) {
        requests.add(request);
        return requests.size() == gate;
    }

    private synchronized Stuck stuck() {
        return stuck;
    }

    private synchronized void reach() {
        reached.run();
        reached = () -> {};
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
                "gated-engine");
        thread.setDaemon(true);
        thread.start();
    }

    /** One client's connection. */
    private final class Connection {
        private final SocketChannel client;
        private final SocketChannel engine;
        private volatile boolean held;

        Connection(SocketChannel client, SocketChannel engine) {
            this.client = client;
            this.engine = engine;
        }

        void passRequests() throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
            boolean dropped = false;
            boolean met = false;
            while (client.read(buffer.clear()) >= 0) {
                buffer.flip();
                // The clients write a head at once, and never two requests together.
                Matcher head = REQUEST.matcher(StandardCharsets.ISO_8859_1.decode(buffer.duplicate()));
                if (head.lookingAt() && isGate(head.group(1))) {
                    met = true;
                    held = stuck() != Stuck.NOWHERE;
                    dropped = stuck() == Stuck.BEFORE;
                }
                if (!dropped) {
                    write(engine, buffer);
                }
                if (met && stuck() != Stuck.ANSWERED) {
                    reach();
                }
            }
            if (!held) {
                // The end of a program's input, or of the client, which the engine tells apart by itself.
                engine.shutdownOutput();
            } else {
                client.close();
                engine.close();
            }
        }

        void passAnswers() throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
            while (engine.read(buffer.clear()) >= 0) {
                buffer.flip();
                if (!held) {
                    write(client, buffer);
                } else {
                    reach();
                }
            }
            if (!held) {
                client.shutdownOutput();
            }
        }

        private static void write(SocketChannel to, ByteBuffer buffer) throws IOException {
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
