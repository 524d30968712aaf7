package io.headjack.docker.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.headjack.docker.TestRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What anybody who can talk to the engine sees, word for word. */
final class Engine {
    private static final Pattern EXEC_ID = Pattern.compile("\"execID\":\"([0-9a-f]{64})\"");

    private final Path socket;

    Engine(Path data) {
        socket = TestRuntime.socket(data);
    }

    String inspect(String container) throws IOException {
        return get("/containers/" + container + "/json");
    }

    /** Returns what has happened to a container since then, with the words of each exec. */
    String events(String container, long sinceSeconds) throws IOException {
        long until = System.currentTimeMillis() / 1000 + 1;
        return get("/events?since=" + sinceSeconds + "&until=" + until + "&filters=%7B%22container%22%3A%5B%22"
                + container + "%22%5D%7D");
    }

    /** Returns how each exec that the engine remembers was asked for. */
    List<String> execs(String events) throws IOException {
        List<String> found = new ArrayList<>();
        for (String id : EXEC_ID.matcher(events)
                .results()
                .map((MatchResult each) -> each.group(1))
                .distinct()
                .toList()) {
            found.add(get("/exec/" + id + "/json"));
        }
        return found;
    }

    /** Whether the files that a commit of the container would have hold some text. */
    boolean exportHolds(String container, String text) throws IOException {
        try (SocketChannel channel = ask("/containers/" + container + "/export")) {
            return holds(Channels.newInputStream(channel), text.getBytes(ISO_8859_1));
        }
    }

    private static boolean holds(InputStream in, byte[] wanted) throws IOException {
        byte[] block = new byte[1 << 20];
        int kept = 0;
        for (int n = in.read(block); n >= 0; n = in.read(block, kept, block.length - kept)) {
            int end = kept + n;
            if (new String(block, 0, end, ISO_8859_1).contains(new String(wanted, ISO_8859_1))) {
                return true;
            }
            kept = Math.min(end, wanted.length - 1);
            System.arraycopy(block, end - kept, block, 0, kept);
        }
        return false;
    }

    private String get(String path) throws IOException {
        try (SocketChannel channel = ask(path)) {
            return new String(Channels.newInputStream(channel).readAllBytes(), ISO_8859_1);
        }
    }

    private SocketChannel ask(String path) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.wrap(
                ("GET " + path + " HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1)));
        return channel;
    }
}
