package io.headjack;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a session's terminal printed, from the first byte, escape sequences included; all of it up to 512 MiB. It was written by
 * whoever works in the instance: print it to a terminal only after cleaning it, or read it as {@link #plain()}. Thread-safe;
 * readable while the session runs, after its end, and with the engine down.
 *
 * <p>A log of more than 512 MiB keeps these first ones, then a line that says so, and of what follows the latest output:
 * 256 MiB at least, 512 MiB at most. Places in it stay what they are, also of what comes behind a part that is gone.
 *
 * <pre>{@code
 * try (LogSubscription first = left.log().follow(line -> say("left   | " + line));
 *         LogSubscription second = right.log().follow(line -> say("right  | " + line))) {
 *     first.awaitEnd(LONG);
 *     second.awaitEnd(LONG);
 * }
 * left.log().tail(1).forEach(line -> say("left ended with \"" + line + "\""));
 * }</pre>
 */
public interface SessionLog {
    /**
     * Returns the file on the host, which of a log of more than 512 MiB is only the beginning. The instance can replace it: open
     * it as you would any hostile file, or better by {@link #open(long)}.
     *
     * @return an absolute path
     */
    Path file();

    /**
     * Returns how much was printed, also where a part of it is not kept: the place where new output will begin.
     *
     * @return bytes
     */
    long size();

    /**
     * Reads the last lines. Costs the same however long the log is.
     *
     * @param lines how many, at least 0
     * @return the lines in order, decoded as UTF-8, without their line ends; a line over 1 MiB is cut at its front
     */
    List<String> tail(int lines);

    /**
     * Opens the log. Where a part is gone the stream goes on behind it.
     *
     * @param offset where to start, in bytes from the beginning
     * @return a stream, closed by the caller
     */
    InputStream open(long offset);

    /**
     * Hands over each line from the beginning, and new ones as they come, until the session has ended and all was
     * handed over, or the subscription is closed.
     *
     * @param line takes one line at a time on a thread of Headjack's own; when it throws, the subscription ends
     * @return the subscription
     */
    LogSubscription follow(Consumer<String> line);

    /**
     * Hands over the last lines, and new ones as they come, as {@link #follow(Consumer)} does. Costs the same however long
     * the log before them is.
     *
     * @param last how many, at least 0; an unfinished last line counts
     * @param line takes one line at a time on a thread of Headjack's own; when it throws, the subscription ends
     * @return the subscription
     */
    LogSubscription follow(int last, Consumer<String> line);

    /**
     * Returns this log as text that a person can read.
     *
     * @return a view of it
     */
    PlainLog plain();
}
