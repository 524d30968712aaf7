package io.headjack.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The way in to an engine: its socket, and what to do where nobody listens. Thread-safe. */
final class EngineDoor {
    private final @Nullable EngineStarter starter;
    private volatile Path socket;

    EngineDoor(Path socket, @Nullable EngineStarter starter) {
        this.socket = socket;
        this.starter = starter;
    }

    SocketChannel connect() throws IOException {
        Path tried = socket;
        try {
            return UnixHttp.connect(tried);
        } catch (IOException e) {
            if (starter == null || !isUnattended(tried, e)) {
                throw e;
            }
        }
        try {
            socket = starter.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the engine starts");
        }
        return UnixHttp.connect(socket);
    }

    /** Where the engine listens, as far as it is known. */
    Path socket() {
        return socket;
    }

    /** The same as an address. */
    String endpoint() {
        return "unix://" + socket;
    }

    /** Whether a connection failed because nobody listens there. */
    static boolean isUnattended(Path socket, IOException failure) {
        return !Files.exists(socket)
                || String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("refused");
    }
}
