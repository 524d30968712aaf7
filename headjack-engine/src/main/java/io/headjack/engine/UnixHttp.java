package io.headjack.engine;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The little HTTP that a local engine needs; {@link EngineTransport} makes docker-java's requests of it, and here are those
 * that docker-java cannot do: asking for the API version, and turning a request into a stream. Blocking, for the threads
 * of {@link EngineCalls}.
 */
final class UnixHttp {
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_ERROR_BODY = 64 * 1024;

    private UnixHttp() {}

    /** The start of an answer: {@code rest} holds what came after the head. Header names are in lower case. */
    record Head(int status, Map<String, String> headers, ByteBuffer rest) {}

    static Head get(SocketChannel connection, String path) throws IOException {
        try (SocketChannel channel = connection) {
            return request(channel, path);
        }
    }

    /** Asks on a connection from which the body is read afterwards. */
    static Head request(SocketChannel channel, String path) throws IOException {
        send(channel, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return readHead(channel);
    }

    static Head upgrade(SocketChannel channel, String path, String json) throws IOException {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        send(
                channel,
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n" + json);
        return readHead(channel);
    }

    static SocketChannel connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Reads the body of a refusal, as far as it is of use to a person. */
    static String readBody(SocketChannel channel, Head head) throws IOException {
        int wanted = Math.min(MAX_ERROR_BODY, contentLength(head));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] first = new byte[Math.min(wanted, head.rest().remaining())];
        head.rest().get(first);
        body.writeBytes(first);
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (body.size() < wanted && channel.read(buffer.clear()) > 0) {
            body.write(buffer.array(), 0, Math.min(buffer.position(), wanted - body.size()));
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static int contentLength(Head head) {
        try {
            return Integer.parseInt(head.headers()
                    .getOrDefault("content-length", Integer.toString(head.rest().remaining())));
        } catch (NumberFormatException e) {
            return head.rest().remaining();
        }
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        send(channel, text.getBytes(StandardCharsets.UTF_8));
    }

    static void send(SocketChannel channel, byte[] bytes) throws IOException {
        send(channel, ByteBuffer.wrap(bytes));
    }

    static void send(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    static Head readHead(SocketChannel channel) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        int end = -1;
        while (end < 0) {
            if (seen.size() > MAX_HEAD) {
                throw new IOException("the answer's head is longer than " + MAX_HEAD + " bytes");
            }
            if (channel.read(buffer.clear()) < 0) {
                throw new EOFException("the engine closed the connection before it answered");
            }
            seen.write(buffer.array(), 0, buffer.position());
            end = seen.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        }
        byte[] all = seen.toByteArray();
        String head = new String(all, 0, end, StandardCharsets.ISO_8859_1);
        ByteBuffer rest = ByteBuffer.wrap(all, end + 4, all.length - end - 4);
        return parse(head, rest);
    }

    private static Head parse(String head, ByteBuffer rest) throws IOException {
        String[] lines = head.split("\r\n", -1);
        String[] status = lines[0].split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("\\d{3}")) {
            throw new IOException(
                    "what listens there does not speak HTTP; it said: " + EngineErrors.printable(lines[0]));
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return new Head(Integer.parseInt(status[1]), headers, rest);
    }
}
