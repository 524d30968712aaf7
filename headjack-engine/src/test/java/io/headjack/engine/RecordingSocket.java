package io.headjack.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A socket in front of an engine's: it passes all on, request by request, and notes what went through. */
final class RecordingSocket implements AutoCloseable {
    private static final List<String> HEADERS = List.of("api-version", "content-type", "ostype", "server");

    private final Path engine;
    private final TestSocket socket;
    private final List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();

    RecordingSocket(Path directory, Path engine) throws IOException {
        this.engine = engine;
        socket = new TestSocket(directory, this::serve);
    }

    Path path() {
        return socket.path();
    }

    /** What went through, in the order of the requests. Waits for answers that are on their way. */
    List<Exchange> exchanges() {
        synchronized (exchanges) {
            return exchanges.stream().map(CompletableFuture::join).toList();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve(SocketChannel client) throws IOException {
        InputStream in = new BufferedInputStream(Channels.newInputStream(client));
        WireMessage request = WireMessage.readRequest(in).orElse(null);
        if (request == null) {
            return;
        }
        CompletableFuture<Exchange> exchange = new CompletableFuture<>();
        synchronized (exchanges) {
            exchanges.add(exchange);
        }
        try (SocketChannel connection = UnixHttp.connect(engine)) {
            exchange.complete(pass(request, client, in, connection));
        } catch (IOException | RuntimeException e) {
            exchange.completeExceptionally(e);
            throw e;
        }
    }

    private static Exchange pass(WireMessage request, SocketChannel client, InputStream in, SocketChannel connection)
            throws IOException {
        StringBuilder head = new StringBuilder(request.first()).append("\r\n");
        request.headers().forEach((name, value) -> {
            if (!List.of("transfer-encoding", "content-length", "connection").contains(name)) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        head.append("connection: ")
                .append(request.wantsStream() ? "Upgrade" : "close")
                .append("\r\n");
        head.append("content-length: ").append(request.body().length()).append("\r\n\r\n");
        WireMessage.write(connection, head + request.body());
        InputStream fromEngine = new BufferedInputStream(Channels.newInputStream(connection));
        WireMessage answer = WireMessage.readAnswer(fromEngine);
        Map<String, String> headers = new LinkedHashMap<>();
        HEADERS.stream()
                .filter(answer.headers()::containsKey)
                .forEach(name -> headers.put(name, answer.headers().get(name)));
        Exchange exchange =
                new Exchange(request.request(), request.comparableBody(), answer.status(), headers, "", answer.body());
        WireMessage.writeAnswer(client, exchange);
        return exchange.status() == Exchange.SWITCHED ? stream(exchange, client, in, connection, fromEngine) : exchange;
    }

    private static Exchange stream(
            Exchange exchange,
            SocketChannel client,
            InputStream fromClient,
            SocketChannel connection,
            InputStream fromEngine)
            throws IOException {
        CompletableFuture<String> input = CompletableFuture.supplyAsync(() -> {
            try {
                return copy(fromClient, connection);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        String output = copy(fromEngine, client);
        return new Exchange(
                exchange.request(), exchange.body(), exchange.status(), exchange.headers(), input.join(), output);
    }

    private static String copy(InputStream from, SocketChannel to) throws IOException {
        StringBuilder copied = new StringBuilder();
        byte[] buffer = new byte[4096];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            String bytes = new String(buffer, 0, count, ISO_8859_1);
            copied.append(bytes);
            WireMessage.write(to, bytes);
        }
        try {
            to.shutdownOutput();
        } catch (IOException e) {
            // That side has ended before: there is nothing left to tell it.
        }
        return copied.toString();
    }
}
