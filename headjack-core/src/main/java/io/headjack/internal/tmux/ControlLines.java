package io.headjack.internal.tmux;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Cuts a stream into lines. What comes is hostile, so no more than a limit is ever taken between two calls of {@link
 * #restart}. Not thread-safe.
 */
final class ControlLines {
    private final InputStream stream;
    private final long limit;
    private final byte[] buffer = new byte[32 * 1024];
    private int position;
    private int filled;
    private long taken;

    ControlLines(InputStream stream, long limit) {
        this.stream = stream;
        this.limit = limit;
    }

    /** Reads the next line without its line feed; empty at the end, where a line without one is dropped. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            for (int i = position; i < filled; i++) {
                if (buffer[i] == '\n') {
                    take(line, i);
                    position = i + 1;
                    return Optional.of(line.toByteArray());
                }
            }
            take(line, filled);
            position = 0;
            filled = Math.max(0, stream.read(buffer));
            if (filled == 0) {
                return Optional.empty();
            }
        }
    }

    /** Counts anew: what was read has been dealt with. */
    void restart() {
        taken = 0;
    }

    private void take(ByteArrayOutputStream line, int end) throws IOException {
        // The line feed counts too: empty lines are kept as well.
        taken += end - position + 1L;
        if (taken > limit) {
            throw new IOException("tmux answered with more than " + limit + " bytes");
        }
        line.write(buffer, position, end - position);
    }
}
