package io.headjack.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request or an answer of HTTP, its body out of its chunks. Bytes stand as characters of ISO 8859-1.
 *
 * @param first the request line or the status line
 * @param headers by name in lower case
 * @param body all of it
 */
record WireMessage(String first, Map<String, String> headers, String body) {
    /** Method and target of a request. */
    String request() {
        return first.substring(0, first.lastIndexOf(' '));
    }

    /** Status of an answer. */
    int status() {
        return Integer.parseInt(first.split(" ", 3)[1]);
    }

    /** The body, if it is the same each time. The tar of a build is not: it has the times of its files. */
    String comparableBody() {
        return "application/tar".equals(headers.get("content-type")) ? "a tar" : body;
    }

    boolean wantsStream() {
        return headers.containsKey("upgrade");
    }

    /** Reads the next request, empty where the client has no more. */
    static Optional<WireMessage> readRequest(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = headers(in);
        return Optional.of(new WireMessage(first, headers, body(in, headers, 0)));
    }

    /** Reads an answer to its end, or to the end of its head where a stream follows. */
    static WireMessage readAnswer(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            throw new EOFException("the engine closed the connection before it answered");
        }
        Map<String, String> headers = headers(in);
        WireMessage head = new WireMessage(first, headers, "");
        return head.status() == Exchange.SWITCHED
                ? head
                : new WireMessage(first, headers, body(in, headers, Integer.MAX_VALUE));
    }

    /** Writes the answer of an exchange, or only its head where a stream follows. */
    static void writeAnswer(SocketChannel channel, Exchange exchange) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + exchange.status() + " Recorded\r\n");
        exchange.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (exchange.status() == Exchange.SWITCHED) {
            write(channel, head + "connection: Upgrade\r\nupgrade: tcp\r\n\r\n");
        } else {
            int length = exchange.answer().length();
            write(channel, head + "connection: close\r\ncontent-length: " + length + "\r\n\r\n" + exchange.answer());
        }
    }

    static void write(SocketChannel channel, String bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes(ISO_8859_1));
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String body(InputStream in, Map<String, String> headers, int lengthUnsaid) throws IOException {
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            StringBuilder body = new StringBuilder();
            while (true) {
                int size = Integer.parseInt(line(in), 16);
                body.append(bytes(in, size));
                line(in);
                if (size == 0) {
                    return body.toString();
                }
            }
        }
        String said = headers.get("content-length");
        return bytes(in, said == null ? lengthUnsaid : Integer.parseInt(said));
    }

    private static String bytes(InputStream in, int count) throws IOException {
        return new String(in.readNBytes(count), ISO_8859_1);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
