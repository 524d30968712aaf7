package io.headjack.internal.log;

import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.os.HostileFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads one log, from its end or from an offset, whatever pieces it is in. One that does not exist yet is empty. */
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

    /** Where the log ends, in bytes from its beginning. */
    public long size() {
        try {
            long size = 0;
            for (LogPiece each : LogPiece.of(file)) {
                size = Math.max(size, end(each));
            }
            return size;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Where a piece ends; 0 if it went meanwhile, or is not there yet. */
    private static long end(LogPiece piece) throws IOException {
        try (FileChannel channel = HostileFiles.open(piece.file())) {
            return piece.start() + channel.size();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** The same without opening anything: what is no plain file counts as not there. */
    public long written() {
        try {
            return LogPiece.of(file).stream()
                    .mapToLong(each ->
                            HostileFiles.size(each.file()) > 0 ? each.start() + HostileFiles.size(each.file()) : 0)
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            return HostileFiles.size(file);
        }
    }

    /** Tells when something was written to it last; nothing while it is empty. */
    public Optional<Instant> lastChange() {
        try {
            return LogPiece.of(file).stream()
                    .flatMap(each -> HostileFiles.lastChange(each.file()).stream())
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return HostileFiles.lastChange(file);
        }
    }

    public InputStream open(long offset) {
        try {
            LogReader reader = reader(offset);
            reader.prepare();
            return new LogStream(reader);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    LogReader reader(long offset) {
        if (offset < 0) {
            throw new InvalidRequestException("the offset must not be negative, was " + offset);
        }
        return new LogReader(file, offset);
    }

    /** Reads the last lines, block by block from the end, and no more of the file than they need. */
    public List<String> tail(int lines) {
        if (lines < 0) {
            throw new InvalidRequestException("the number of lines must not be negative, was " + lines);
        }
        if (lines == 0) {
            return List.of();
        }
        try (LogEnd end = new LogEnd(file)) {
            return tail(end, lines);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Returns where the last lines begin, in bytes from the beginning of the log; reads no more of it than {@link #tail} does. */
    public long startOfLast(int lines) {
        if (lines < 0) {
            throw new InvalidRequestException("the number of lines must not be negative, was " + lines);
        }
        if (lines == 0) {
            return size();
        }
        try (LogEnd end = new LogEnd(file)) {
            return startOfLast(end, lines);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static long startOfLast(LogEnd log, int lines) throws IOException {
        int found = 0;
        boolean last = true;
        for (byte[] block = log.block(BLOCK); block.length > 0; block = log.block(BLOCK)) {
            for (int i = block.length - 1; i >= 0; i--) {
                // The line feed at the very end closes the last line and opens none.
                if (block[i] == '\n' && !last) {
                    found++;
                    if (found == lines) {
                        return log.position() + i + 1;
                    }
                }
                last = false;
            }
        }
        return 0;
    }

    private static List<String> tail(LogEnd log, int lines) throws IOException {
        Deque<String> found = new ArrayDeque<>();
        Deque<byte[]> pieces = new ArrayDeque<>();
        int length = 0;
        boolean last = true;
        byte[] block = log.block(BLOCK);
        boolean any = block.length > 0;
        while (block.length > 0 && found.size() < lines) {
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
            block = log.block(BLOCK);
        }
        if (found.size() < lines && any) {
            found.addFirst(join(new byte[0], 0, 0, pieces));
        }
        return List.copyOf(found);
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
