package io.headjack;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A {@link SessionLog} as text that a person can read: lines as they looked when they were finished. Colours and all other
 * escape sequences and control characters are left out, and so is what was overwritten or erased: of a progress bar its
 * last state is left. What a full-screen program draws on the alternate screen is left out once it has left it, as in a
 * terminal. Bytes that are no UTF-8 become U+FFFD; a line of more than 32 Ki characters ends with a mark that says that it
 * was cut. What the text says was still written by whoever works in the instance. Thread-safe; takes memory independent of
 * the log's length.
 */
public interface PlainLog {
    /**
     * Reads the last lines. Looks no further back than 64 MiB of the log.
     *
     * @param lines how many, at least 0
     * @return the lines in order, the unfinished last one included
     */
    List<String> tail(int lines);

    /**
     * Reads all of it as it is now, bit by bit as the stream is used.
     *
     * @return a stream, closed by the caller
     */
    Stream<String> lines();

    /**
     * Hands over each line from the beginning, and new ones as they come, until the session has ended and all was
     * handed over, or the subscription is closed. A line that its program goes back to and changes after it was finished
     * is handed over again, when it has scrolled away or nothing has come for a second.
     *
     * @param line takes one line at a time on a thread of Headjack's own; when it throws, the subscription ends
     * @return the subscription
     */
    LogSubscription follow(Consumer<String> line);
}
