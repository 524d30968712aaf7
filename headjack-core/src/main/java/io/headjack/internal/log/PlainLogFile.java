package io.headjack.internal.log;

import io.headjack.error.InvalidRequestException;
import io.headjack.internal.screen.PlainText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads a log as text that a person can read. */
public final class PlainLogFile {
    private static final int BLOCK = 64 * 1024;
    private static final long FIRST_SPAN = 256 * 1024;
    private static final long LONGEST_SPAN = 64L * 1024 * 1024;
    /** Lines at the beginning of what is read may look otherwise than if all of it had been read. */
    private static final int UNCERTAIN = 50;

    private final LogFile log;

    public PlainLogFile(LogFile log) {
        this.log = log;
    }

    /** Reads all of it as it is now, bit by bit as the stream is used. */
    public Stream<String> lines() {
        PlainReading reading = new PlainReading(log, log.size());
        return StreamSupport.stream(reading, false).onClose(reading::close);
    }

    /** Reads the last lines, from as far from the end as that needs. */
    public List<String> tail(int lines) {
        if (lines < 0) {
            throw new InvalidRequestException("the number of lines must not be negative, was " + lines);
        }
        if (lines == 0) {
            return List.of();
        }
        long end = log.size();
        for (long span = FIRST_SPAN; ; span *= 4) {
            long start = Math.max(0, end - span);
            Deque<String> found = new ArrayDeque<>();
            long all = read(start, end, found, lines);
            if (start == 0 || all >= (long) lines + UNCERTAIN || span >= LONGEST_SPAN) {
                return List.copyOf(found);
            }
        }
    }

    /** Reads a part of the log and keeps the last lines of it. Returns how many it had. */
    private long read(long start, long end, Deque<String> last, int lines) {
        long[] all = new long[1];
        PlainText text = PlainText.whole(line -> {
            all[0]++;
            last.addLast(line);
            if (last.size() > lines) {
                last.removeFirst();
            }
        });
        if (start > 0) {
            text.inTheMiddle(() -> {
                all[0] = 0;
                last.clear();
            });
        }
        byte[] block = new byte[BLOCK];
        boolean begun = start == 0;
        try (LogReader reader = log.reader(start)) {
            while (reader.position() < end) {
                int read = reader.read(block, 0, block.length);
                if (read < 0) {
                    break;
                }
                int from = begun ? 0 : afterLineFeed(block, read);
                begun |= from < read;
                text.accept(block, from, read - from);
            }
        } catch (IOException e) {
            throw log.unreadable(e);
        }
        text.end();
        return all[0];
    }

    private static int afterLineFeed(byte[] block, int length) {
        for (int i = 0; i < length; i++) {
            if (block[i] == '\n') {
                return i + 1;
            }
        }
        return length;
    }
}
