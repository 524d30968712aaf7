package io.headjack.podman;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What {@link FakePodman} becomes: it listens on a socket, and ends when the test has forgotten it. */
public final class ListeningProgram {
    private ListeningProgram() {}

    /**
     * Listens.
     *
     * @param args the socket
     */
    public static void main(String[] args) throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(args[0]));
            new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        }
    }
}
