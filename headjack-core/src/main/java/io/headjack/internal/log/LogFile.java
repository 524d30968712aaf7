package io.headjack.internal.log;

import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.os.HostileFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Reads one log, from its end or from an offset. A log that does not exist yet is empty. */
public final class LogFile {
    /** The longest line that is handed over whole. */
    static final int LONGEST_LINE = 1 << 20;

    private static final int BLOCK = 64 * 1024;

    private final Path file;

    public LogFile(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    public long size() {
        try (FileChannel channel = HostileFiles.open(file)) {
            return channel.size();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    public InputStream open(long offset) {
        if (offset < 0) {
            throw new io.headjack.error.InvalidRequestException("the offset must not be negative, was " + offset);
        }
        try {
            FileChannel channel = HostileFiles.open(file);
            channel.position(offset);
            return Channels.newInputStream(channel);
        } catch (NoSuchFileException e) {
            return InputStream.nullInputStream();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Reads the last lines, block by block from the end, and no more of the file than they need. */
    public List<String> tail(int lines) {
        if (lines < 0) {
            throw new io.headjack.error.InvalidRequestException(
                    "the number of lines must not be negative, was " + lines);
        }
        if (lines == 0) {
            return List.of();
        }
        try (FileChannel channel = HostileFiles.open(file)) {
            return tail(channel, lines);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static List<String> tail(FileChannel channel, int lines) throws IOException {
        Deque<String> found = new ArrayDeque<>();
        Deque<byte[]> pieces = new ArrayDeque<>();
        long position = channel.size();
        int length = 0;
        boolean last = true;
        while (position > 0 && found.size() < lines) {
            int want = (int) Math.min(BLOCK, position);
            position -= want;
            byte[] block = read(channel, position, want);
            int end = block.length;
            for (int i = block.length - 1; i >= 0 && found.size() < lines; i--) {
                if (block[i] != '\n') {
                    continue;
                }
                // The line feed at the very end closes the last line and opens none.
                if (!(last && i == block.length - 1)) {
                    found.addFirst(join(block, i + 1, end, pieces));
                    length = 0;
                }
                last = false;
                end = i;
            }
            if (found.size() < lines && length < LONGEST_LINE) {
                byte[] piece = new byte[end];
                System.arraycopy(block, 0, piece, 0, end);
                pieces.addFirst(piece);
                length += end;
            }
            last = false;
        }
        if (found.size() < lines && (length > 0 || (position == 0 && channel.size() > 0))) {
            found.addFirst(join(new byte[0], 0, 0, pieces));
        }
        return List.copyOf(found);
    }

    private static byte[] read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {}
        return buffer.array();
    }

    private static String join(byte[] block, int from, int to, Deque<byte[]> pieces) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.write(block, from, to - from);
        pieces.forEach(line::writeBytes);
        pieces.clear();
        byte[] bytes = line.toByteArray();
        int start = Math.max(0, bytes.length - LONGEST_LINE);
        return text(bytes, start, bytes.length);
    }

    /** Decodes a line, without the carriage return that a terminal puts before the line feed. */
    static String text(byte[] bytes, int start, int end) {
        int stop = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        return new String(bytes, start, stop - start, StandardCharsets.UTF_8);
    }

    HeadjackException unreadable(IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return new HeadjackInterruptedException("interrupted while reading the log " + file, cause);
        }
        return new OperationFailedException(
                "cannot read the log " + file + ": " + cause.getMessage()
                        + "; kill its session if something inside replaced it",
                cause);
    }
}
