package io.headjack.internal.log;

import io.headjack.internal.screen.PlainText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

/** The readable lines of a log up to where it ended when this was made. */
final class PlainReading extends Spliterators.AbstractSpliterator<String> implements AutoCloseable {
    private static final int BLOCK = 64 * 1024;

    private final LogFile log;
    private final LogReader reader;
    private final long end;
    private final Deque<String> ready = new ArrayDeque<>();
    private final PlainText text = PlainText.whole(ready::addLast);
    private final byte[] block = new byte[BLOCK];
    private boolean ended;

    PlainReading(LogFile log, long end) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.log = log;
        this.reader = log.reader(0);
        this.end = end;
    }

    @Override
    public boolean tryAdvance(Consumer<? super String> action) {
        while (ready.isEmpty() && !ended) {
            read();
        }
        String line = ready.pollFirst();
        if (line == null) {
            return false;
        }
        action.accept(line);
        return true;
    }

    private void read() {
        try {
            int read = reader.position() < end ? reader.read(block, 0, BLOCK) : -1;
            if (read > 0) {
                text.accept(block, 0, read);
            } else {
                ended = true;
                text.end();
                reader.close();
            }
        } catch (IOException e) {
            throw log.unreadable(e);
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            reader.close();
        } catch (IOException e) {
            throw log.unreadable(e);
        }
    }
}
