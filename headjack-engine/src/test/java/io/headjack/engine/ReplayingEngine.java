package io.headjack.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers as a recorded engine did. Each request must be the one that was recorded at its place, body included; from the
 * first that is not, all are refused.
 */
final class ReplayingEngine implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Exchange> exchanges;
    private final TestSocket socket;
    private int played;
    private @Nullable String deviation;

    ReplayingEngine(Path directory, List<Exchange> exchanges) throws IOException {
        this.exchanges = exchanges;
        socket = new TestSocket(directory, this::serve);
    }

    Path socket() {
        return socket.path();
    }

    /** What was asked otherwise than in the recording, or is left of it. */
    synchronized Optional<String> deviation() {
        if (deviation == null && played < exchanges.size()) {
            return Optional.of("never asked: " + exchanges.get(played).request());
        }
        return Optional.ofNullable(deviation);
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
        Exchange exchange = next(request);
        if (exchange == null) {
            // No client mistakes this for an engine's answer.
            return;
        }
        WireMessage.writeAnswer(client, exchange);
        if (exchange.status() == Exchange.SWITCHED) {
            String input = new String(in.readNBytes(exchange.input().length()), ISO_8859_1);
            if (input.equals(exchange.input())) {
                WireMessage.write(client, exchange.answer());
            } else {
                deviate("into the stream of " + exchange.request() + " went '" + input + "' instead of '"
                        + exchange.input() + "'");
            }
        }
    }

    private synchronized @Nullable Exchange next(WireMessage request) throws IOException {
        if (deviation != null) {
            return null;
        }
        if (played == exchanges.size()) {
            deviate("asked after the end: " + request.request());
            return null;
        }
        Exchange exchange = exchanges.get(played);
        if (!exchange.request().equals(request.request()) || !same(exchange.body(), request.comparableBody())) {
            deviate("request " + (played + 1) + " was\n" + request.request() + "\n" + request.comparableBody()
                    + "\ninstead of\n" + exchange.request() + "\n" + exchange.body());
            return null;
        }
        played++;
        return exchange;
    }

    private synchronized void deviate(String what) {
        if (deviation == null) {
            deviation = what;
        }
    }

    private static boolean same(String recorded, String sent) throws IOException {
        boolean json = recorded.startsWith("{") && sent.startsWith("{");
        return json ? JSON.readTree(recorded).equals(JSON.readTree(sent)) : recorded.equals(sent);
    }
}
