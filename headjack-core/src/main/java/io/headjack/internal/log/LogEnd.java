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

    private final Deque<FileChannel> pieces = new ArrayDeque<>();
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
            pieces.addLast(HostileFiles.open(piece.file()));
        } catch (NoSuchFileException e) {
            // A piece may go between being listed and being opened, and the first may not be there yet.
            return;
        }
    }

    /** Reads what stands before the last block that was read; empty when that was the first. */
    byte[] block(int most) throws IOException {
        while (!pieces.isEmpty()) {
            FileChannel piece = pieces.getLast();
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
            pieces.removeLast().close();
            left = -1;
        }
        return NOTHING;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel each : pieces) {
            each.close();
        }
    }
}
