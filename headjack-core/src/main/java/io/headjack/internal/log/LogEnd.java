package io.headjack.internal.log;

import io.headjack.internal.os.HostileFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Reads a log backwards from its end, block by block. Not thread-safe. */
final class LogEnd implements Closeable {
    private static final byte[] NOTHING = {};

    private final Deque<Piece> pieces = new ArrayDeque<>();
    /** How much of the last piece is not read yet; -1 for all of it. */
    private long left = -1;

    /** Opens a log as it is now. */
    LogEnd(Path log) throws IOException {
        try {
            for (LogPiece each : LogPiece.of(log)) {
                open(each);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void open(LogPiece piece) throws IOException {
        try {
            pieces.addLast(new Piece(piece.start(), HostileFiles.open(piece.file())));
        } catch (NoSuchFileException e) {
            // A piece may go between being listed and being opened, and the first may not be there yet.
            return;
        }
    }

    /** Reads what stands before the last block that was read; empty when that was the first. */
    byte[] block(int most) throws IOException {
        while (!pieces.isEmpty()) {
            FileChannel piece = pieces.getLast().channel();
            if (left < 0) {
                left = piece.size();
            }
            if (left > 0) {
                int want = (int) Math.min(most, left);
                left -= want;
                ByteBuffer block = ByteBuffer.allocate(want);
                while (block.hasRemaining() && piece.read(block, left + block.position()) >= 0) {}
                return block.array();
            }
            pieces.removeLast().channel().close();
            left = -1;
        }
        return NOTHING;
    }

    /** Where the last block that was read begins, in bytes from the beginning of the log; 0 when all was read. */
    long position() {
        return pieces.isEmpty() ? 0 : pieces.getLast().start() + Math.max(0, left);
    }

    @Override
    public void close() throws IOException {
        for (Piece each : pieces) {
            each.channel().close();
        }
    }

    /** A piece that is open, and where in the log it begins. */
    private record Piece(long start, FileChannel channel) {}
}
