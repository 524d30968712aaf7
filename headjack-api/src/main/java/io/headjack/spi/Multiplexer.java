package io.headjack.spi;

import io.headjack.AttachMode;
import io.headjack.Key;
import io.headjack.Screen;
import java.util.List;

/**
 * Keeps the terminals of one instance alive. Thread-safe. Calls block until the multiplexer has answered, within a
 * deadline of its own, and are made over one connection that is opened on first use and again when it was lost.
 *
 * <p>Every method throws {@link io.headjack.error.UnsupportedException} when the multiplexer is missing inside or too
 * old, {@link io.headjack.error.OperationFailedException} when it refuses or the connection is lost and cannot be had
 * again, and {@link io.headjack.error.NotFoundException} for a terminal that it does not have.
 */
public interface Multiplexer extends AutoCloseable {
    /**
     * Tells whether a connection is open whose loss would be noticed at once. Then the instance runs, as far as anybody
     * can know without asking its runtime, which is slower. Does not block.
     *
     * @return false, unless a multiplexer knows better
     */
    default boolean isConnected() {
        return false;
    }

    /**
     * Opens the connection before it is needed, starting the multiplexer where it does not run, so that the first call
     * finds it open. One that has nothing to prepare does nothing.
     */
    default void connect() {}

    /**
     * Has a listener called, on a thread of the multiplexer's, whenever terminals may have come, gone or ended otherwise
     * than through these calls, and when the connection is lost. Only the last listener is called; it does not block.
     *
     * @param listener what to call
     * @return whether it will be called; a multiplexer that cannot tell is asked now and then instead
     */
    default boolean onChange(Runnable listener) {
        return false;
    }

    /**
     * Starts a terminal. When this fails, none is left.
     *
     * @param spec what to start
     * @throws io.headjack.error.ConflictException if there is one with this id
     */
    void start(TerminalSpec spec);

    /**
     * Lists terminals, ended ones too as long as the multiplexer has them.
     *
     * @return in no particular order; empty when the multiplexer does not run
     */
    List<TerminalInfo> list();

    /**
     * Types text, exactly these bytes, as one bracketed paste where the program asked for that.
     *
     * @param terminal the terminal
     * @param text what to type, at most 1 MiB in UTF-8
     */
    void send(TerminalId terminal, String text);

    /**
     * Presses keys, one after the other.
     *
     * @param terminal the terminal
     * @param keys the keys
     */
    void keys(TerminalId terminal, List<Key> keys);

    /**
     * Reads what a person would see now.
     *
     * @param terminal the terminal
     * @return its screen
     */
    Screen screen(TerminalId terminal);

    /**
     * Reads what a person could scroll back to now, the screen included. What was wrapped at the margin is one line.
     *
     * @param terminal the terminal
     * @param lines how many of the last lines, 0 to 10 000
     * @return from top to bottom, without escape sequences; blank lines below the last one do not count. A multiplexer
     *     that keeps nothing but the screen returns the end of that.
     */
    default List<String> history(TerminalId terminal, int lines) {
        List<String> shown = screen(terminal).text().lines().toList();
        return shown.subList(Math.max(0, shown.size() - lines), shown.size());
    }

    /**
     * Ends the processes of a terminal and then the terminal itself. One that does not exist is no error.
     *
     * @param terminal the terminal
     */
    void kill(TerminalId terminal);

    /**
     * Attaches a person to a terminal that has not ended. The client runs inside, on a terminal of its own.
     *
     * @param terminal the terminal
     * @param spec how
     * @return the client: its input takes what the person types, its output is what the person sees. It ends with exit
     *     code 0 when somebody detaches and when the program in the terminal ends; closing it detaches it first.
     */
    RuntimeProcess attach(TerminalId terminal, AttachSpec spec);

    /**
     * Says how a person attaches from a terminal of the host.
     *
     * @param terminal the terminal
     * @param mode what the person may do
     * @return a program of the host with its arguments
     */
    List<String> attachCommand(TerminalId terminal, AttachMode mode);

    /** Releases the connection. Terminals go on. Idempotent. */
    @Override
    void close();
}
