package io.headjack.internal.log;

import io.headjack.OutputMatch;
import io.headjack.error.InvalidRequestException;
import io.headjack.internal.screen.PlainText;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for a line in a log as it grows. Not thread-safe. */
public final class LogSearch implements AutoCloseable {
    private static final int BLOCK = 64 * 1024;
    private static final int LONGEST = 4096;
    private static final Duration LONGEST_WAIT = Duration.ofDays(36_500);

    private final LogFile log;
    private final LogReader reader;
    private final Pattern pattern;
    private final long deadline;
    private final PlainText text = PlainText.live(line -> {});
    private final byte[] block = new byte[BLOCK];
    private boolean moved;

    /**
     * Begins a search.
     *
     * @param log where to look
     * @param from where to begin
     * @param pattern what to look for
     * @param longest how long all of the looking may take
     */
    public LogSearch(LogFile log, long from, Pattern pattern, Duration longest) {
        this.log = log;
        this.reader = log.reader(from);
        this.pattern = pattern;
        this.deadline = System.nanoTime() + (longest.compareTo(LONGEST_WAIT) < 0 ? longest : LONGEST_WAIT).toNanos();
    }

    /**
     * Looks at what has come since the last time, until the time is over.
     *
     * @param meanwhile run now and then
     */
    public Optional<OutputMatch> look(Runnable meanwhile) {
        moved = false;
        try {
            for (int read = reader.read(block, 0, BLOCK); read > 0; read = reader.read(block, 0, BLOCK)) {
                moved = true;
                Optional<OutputMatch> found = lines(read);
                if (found.isPresent() || System.nanoTime() - deadline >= 0) {
                    return found;
                }
                meanwhile.run();
            }
        } catch (IOException e) {
            throw log.unreadable(e);
        }
        return changed(reader.position());
    }

    /** Whether there was anything to look at the last time. */
    public boolean hasMoved() {
        return moved;
    }

    private Optional<OutputMatch> lines(int length) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (block[i] == '\n') {
                text.accept(block, start, i + 1 - start);
                start = i + 1;
                Optional<OutputMatch> found = changed(reader.position() - length + start);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        text.accept(block, start, length - start);
        return Optional.empty();
    }

    private Optional<OutputMatch> changed(long next) {
        for (String line : text.changes()) {
            Matcher matcher =
                    pattern.matcher(new DeadlineText(line.substring(Math.max(0, line.length() - LONGEST)), deadline));
            try {
                if (matcher.find()) {
                    return Optional.of(new OutputMatch(line, matcher.toMatchResult(), next));
                }
            } catch (StackOverflowError e) {
                throw new InvalidRequestException("the pattern \"" + pattern + "\" goes too deep for a line of "
                        + line.length() + " characters; write it without a repeated group, or possessive");
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw log.unreadable(e);
        }
    }
}
