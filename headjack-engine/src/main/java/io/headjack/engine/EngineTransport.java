package io.headjack.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries docker-java's requests over a unix socket, each on a connection of its own. Its own transports prepare themselves
 * for TLS, proxies and cookies, which takes longer than asking a local engine does. An interrupt of the thread that waits,
 * and closing the answer, end the connection.
 */
final class EngineTransport implements DockerHttpClient {
    private static final int CHUNK = 64 * 1024;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final EngineDoor door;

    EngineTransport(EngineDoor door) {
        this.door = door;
    }

    @Override
    public Response execute(Request request) {
        try {
            SocketChannel channel = door.connect();
            try {
                return answer(channel, request);
            } catch (Throwable e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing is kept between requests. */
    @Override
    public void close() {}

    private static Response answer(SocketChannel channel, Request request) throws IOException {
        IOException unsent = null;
        try {
            send(channel, request);
        } catch (IOException e) {
            // An engine that refuses a request need not read all of it; its reason is there all the same.
            unsent = e;
        }
        UnixHttp.Head head;
        try {
            head = UnixHttp.readHead(channel);
        } catch (IOException e) {
            if (unsent != null) {
                unsent.addSuppressed(e);
                throw unsent;
            }
            throw e;
        }
        return new Answer(channel, head);
    }

    private static void send(SocketChannel channel, Request request) throws IOException {
        StringBuilder head = new StringBuilder(request.method() + " " + request.path() + " HTTP/1.1\r\n");
        head.append("Host: localhost\r\nConnection: close\r\n");
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] bytes = request.bodyBytes();
        InputStream stream = request.body();
        if (bytes == null && stream != null) {
            UnixHttp.send(channel, ascii(head + "Transfer-Encoding: chunked\r\n\r\n"));
            sendChunks(channel, stream);
        } else {
            byte[] body = bytes == null ? new byte[0] : bytes;
            UnixHttp.send(channel, ascii(head + "Content-Length: " + body.length + "\r\n\r\n"));
            UnixHttp.send(channel, body);
        }
    }

    private static void sendChunks(SocketChannel channel, InputStream stream) throws IOException {
        byte[] buffer = new byte[CHUNK];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            if (count > 0) {
                UnixHttp.send(channel, ascii(Integer.toHexString(count) + "\r\n"));
                UnixHttp.send(channel, ByteBuffer.wrap(buffer, 0, count));
                UnixHttp.send(channel, LINE_END);
            }
        }
        UnixHttp.send(channel, ascii("0\r\n\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static final class Answer implements Response {
        private final SocketChannel channel;
        private final UnixHttp.Head head;
        private final InputStream body;

        Answer(SocketChannel channel, UnixHttp.Head head) {
            this.channel = channel;
            this.head = head;
            body = AnswerBody.of(head, Channels.newInputStream(channel));
        }

        @Override
        public int getStatusCode() {
            return head.status();
        }

        @Override
        public Map<String, List<String>> getHeaders() {
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            head.headers().forEach((name, value) -> headers.put(name, List.of(value)));
            return headers;
        }

        @Override
        public @Nullable String getHeader(String name) {
            List<String> values = getHeaders().get(name);
            return values == null ? null : values.get(0);
        }

        @Override
        public InputStream getBody() {
            return body;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
