package io.headjack.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine that answers by heart: one connection, one answer, by the start of the request line. */
final class ScriptedEngine implements AutoCloseable {
    private final Path socket;
    private final ServerSocketChannel server;
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> held = new CopyOnWriteArrayList<>();

    ScriptedEngine(Path directory) throws IOException {
        socket = directory.resolve("engine.sock");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(this::serve, "scripted-engine");
        thread.setDaemon(true);
        thread.start();
    }

    Path socket() {
        return socket;
    }

    List<String> requests() {
        return requests;
    }

    ScriptedEngine answers(String request, int status, String body) {
        return answersRaw(
                request,
                "HTTP/1.1 " + status + " Scripted\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
    }

    ScriptedEngine pings(String apiVersion) {
        return answersRaw(
                "GET /_ping", "HTTP/1.1 200 OK\r\nApi-Version: " + apiVersion + "\r\nContent-Length: 2\r\n\r\nOK");
    }

    /** An empty answer closes the connection without one. */
    ScriptedEngine answersRaw(String request, String answer) {
        answers.put(request, answer);
        return this;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel each : held) {
            each.close();
        }
        Files.deleteIfExists(socket);
    }

    private void serve() {
        while (server.isOpen()) {
            try {
                answer(server.accept());
            } catch (IOException e) {
                if (server.isOpen()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void answer(SocketChannel connection) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(Channels.newInputStream(connection), UTF_8));
        String request = reader.readLine();
        if (request == null) {
            connection.close();
            return;
        }
        String header = reader.readLine();
        while (header != null && !header.isEmpty()) {
            header = reader.readLine();
        }
        requests.add(request);
        String found = answers.entrySet().stream()
                .filter(answer -> request.startsWith(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (found == null) {
            // A hanging engine.
            held.add(connection);
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(found.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
        connection.close();
    }
}
