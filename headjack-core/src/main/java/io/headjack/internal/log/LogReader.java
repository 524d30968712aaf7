package io.headjack.internal.log;

import io.headjack.internal.os.HostileFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log from a place on, through all its pieces. Where pieces are gone it goes on with the next that is there. At the
 * end it can be asked again later. Not thread-safe.
 */
final class LogReader implements Closeable {
    private final Path log;
    private long position;
    private long start;
    private @Nullable FileChannel channel;

    LogReader(Path log, long position) {
        this.log = log;
        this.position = position;
    }

    /** Where it is, in bytes from the beginning of the log. */
    long position() {
        return position;
    }

    /** Opens the file to begin with, so that what is wrong with it is told early. */
    void prepare() throws IOException {
        if (channel == null) {
            open(at(LogPiece.of(log)));
        }
    }

    /** Reads some bytes of the file that is open; -1 at its end, after which only {@link #read} knows more. Costs little. */
    int readOn(byte[] bytes, int length) throws IOException {
        return readHere(ByteBuffer.wrap(bytes, 0, length));
    }

    /** Reads some bytes; -1 at what is the end now. */
    int read(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        prepare();
        int read = readHere(buffer);
        while (read < 0) {
            // Only now that there is a later piece is this one known to be whole.
            LogPiece next = after(LogPiece.of(log));
            if (next == null) {
                return -1;
            }
            read = readHere(buffer);
            if (read < 0) {
                open(next);
                position = Math.max(position, next.start());
                read = readHere(buffer);
            }
        }
        return read;
    }

    private int readHere(ByteBuffer buffer) throws IOException {
        if (channel == null) {
            return -1;
        }
        int read = channel.read(buffer, position - start);
        position += Math.max(0, read);
        return read;
    }

    /** The piece that has the position, or the last before it. */
    private LogPiece at(List<LogPiece> pieces) {
        LogPiece found = pieces.get(0);
        for (LogPiece each : pieces) {
            found = each.start() <= position ? each : found;
        }
        return found;
    }

    private @Nullable LogPiece after(List<LogPiece> pieces) {
        return pieces.stream().filter(each -> each.start() > start).findFirst().orElse(null);
    }

    private void open(LogPiece piece) throws IOException {
        close();
        start = piece.start();
        try {
            channel = HostileFiles.open(piece.file());
        } catch (NoSuchFileException e) {
            channel = null;
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
