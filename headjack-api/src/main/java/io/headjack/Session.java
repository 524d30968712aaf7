package io.headjack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.regex.Pattern;

/**
 * A handle to a session. Holds only its identity; a handle made by one process works in every other. Thread-safe,
 * blocking. Calls on a session that was removed, or whose instance was, throw {@link
 * io.headjack.error.NotFoundException}.
 */
public interface Session {
    /**
     * Returns its id.
     *
     * @return the id
     */
    SessionId id();

    /**
     * Returns the instance it is in.
     *
     * @return a handle
     */
    Instance instance();

    /**
     * Asks the world what it is now.
     *
     * @return a snapshot
     */
    SessionInfo info();

    /**
     * Returns its log.
     *
     * @return the log
     */
    SessionLog log();

    /**
     * Returns what happens to this session, as {@link Headjack#events()} does. Its removal, or that of its instance,
     * completes it.
     *
     * @return a publisher for any number of subscribers
     */
    Flow.Publisher<HeadjackEvent> events();

    /**
     * Gives it another name. Handles and its id stay as they are.
     *
     * @param name a name that no other session of the instance has
     * @throws io.headjack.error.ConflictException if another one has it
     * @throws io.headjack.error.InvalidRequestException if it is not a valid name
     */
    void rename(String name);

    /**
     * Types text: exactly these bytes, without Enter, as one paste where the program asked for that. What others type at
     * the same time comes before or after it, never in between.
     *
     * @param text any text, at most 1 MiB in UTF-8
     * @return how far it is known to have got
     * @throws io.headjack.error.ConflictException if the session does not run
     * @throws io.headjack.error.InvalidRequestException if the text is too long, or has a line of more than 4095 bytes of
     *     which the terminal would cut the rest, as it does while its program reads by lines
     */
    Receipt send(String text);

    /**
     * Types text and presses Enter, with nothing in between.
     *
     * @param text any text, at most 1 MiB in UTF-8
     * @return how far it is known to have got
     * @throws io.headjack.error.ConflictException if the session does not run
     * @throws io.headjack.error.InvalidRequestException if the text is too long, or has a line of more than 4095 bytes of
     *     which the terminal would cut the rest, as it does while its program reads by lines
     */
    Receipt submit(String text);

    /**
     * Presses keys, one after the other, with nothing in between.
     *
     * @param keys the keys
     * @return how far they are known to have got
     * @throws io.headjack.error.ConflictException if the session does not run
     */
    Receipt keys(Key... keys);

    /**
     * Reads what a person would see now.
     *
     * @return its screen
     * @throws io.headjack.error.ConflictException if its terminal is gone
     */
    Screen screen();

    /**
     * Reads what a person could scroll back to now, the screen included; what was wrapped at the margin is one line. How
     * far back that goes is the multiplexer's choice; the {@link #log()} has everything.
     *
     * @param lines how many of the last lines, 0 to 10 000
     * @return at most that many lines from top to bottom, without trailing blanks, without escape sequences, and without
     *     the blank lines below the last one; all of it comes from inside the instance and may be a lie
     * @throws io.headjack.error.ConflictException if its terminal is gone
     * @throws io.headjack.error.InvalidRequestException if there cannot be so many lines
     */
    List<String> history(int lines);

    /**
     * Judges what its program is doing: by what its agent's hooks say, then by what its profile knows of its screen, then by
     * the time since it printed last. Without any evidence it is {@link Activity#UNKNOWN}, as for one that does not run.
     *
     * @return what it seems to be doing, and why
     */
    SessionActivity activity();

    /**
     * Waits until its program seems to be doing something. Ends at once when it does not run any more.
     *
     * @param wanted what to wait for
     * @param timeout how long at most
     * @return what was seen
     * @throws io.headjack.error.HeadjackTimeoutException if that was not seen by then
     * @throws io.headjack.error.ConflictException if the session has ended, so that it never will be
     */
    SessionActivity awaitActivity(Activity wanted, Duration timeout);

    /**
     * Waits until a line of its output matches, from the session's beginning: also one that was printed long ago. To wait
     * for what is printed from some moment on, see {@link #awaitOutput(Pattern, long, Duration)}.
     *
     * @param pattern what to find in a line
     * @param timeout how long at most
     * @return the first match
     * @throws io.headjack.error.HeadjackTimeoutException if nothing has matched by then
     * @throws io.headjack.error.ConflictException if the session has ended and nothing in its log matches
     */
    default OutputMatch awaitOutput(Pattern pattern, Duration timeout) {
        return awaitOutput(pattern, 0, timeout);
    }

    /**
     * Waits until a line of its output matches, from some place in its log on. What is looked at is the text of {@link
     * SessionLog#plain()}, each line when it is finished, and whatever stands on an unfinished one, such as a prompt,
     * whenever all output so far was read. Of a line of more than 4 096 characters the last ones are looked at. What
     * somebody types is output too, where the terminal echoes it. Ends at once when nothing more can come.
     *
     * @param pattern what to find in a line
     * @param from where to begin, in bytes from the beginning of the log; {@link OutputMatch#next()} of the match before,
     *     or the log's size before the input that shall be answered
     * @param timeout how long at most, for searching a hostile line as well
     * @return the first match
     * @throws io.headjack.error.HeadjackTimeoutException if nothing has matched by then
     * @throws io.headjack.error.ConflictException if the session has ended and nothing there matches
     */
    OutputMatch awaitOutput(Pattern pattern, long from, Duration timeout);

    /**
     * Waits until its program has ended. Ends at once when the session is lost.
     *
     * @param timeout how long at most
     * @return how it ended
     * @throws io.headjack.error.HeadjackTimeoutException if it still runs then
     * @throws io.headjack.error.ConflictException if the session is lost, so that nobody will ever know
     */
    ExitStatus awaitExit(Duration timeout);

    /**
     * Shows it on a terminal, until somebody detaches or it ends. Returns once it is attached; many may be at once.
     * Control-B and then d detaches, too.
     *
     * @param target the terminal
     * @return the attachment, closed by the caller
     * @throws io.headjack.error.ConflictException if the session does not run
     */
    Attachment attach(AttachTarget target);

    /**
     * Says how a person attaches from a terminal of the host to work in it. What that shows is not sanitized. Nothing is
     * started by this call itself.
     *
     * @return a program of the host with its arguments
     * @throws io.headjack.error.ConflictException if its instance does not run
     */
    default List<String> attachCommand() {
        return attachCommand(AttachMode.INTERACTIVE);
    }

    /**
     * Says how a person attaches from a terminal of the host. What that shows is not sanitized. Nothing is started by this
     * call itself.
     *
     * @param mode what the person may do
     * @return a program of the host with its arguments
     * @throws io.headjack.error.ConflictException if its instance does not run
     */
    List<String> attachCommand(AttachMode mode);

    /**
     * Ends its processes and its terminal. One that has ended already is left as it is. The log and the record stay.
     * Daemons are ended too, found by a variable of their environment; one that has both cleared its environment and left
     * the session's processes is not found, and runs until the instance stops.
     *
     * @throws io.headjack.error.ConflictException if its instance is paused, so that nothing in it can be ended
     */
    void kill();

    /**
     * Removes it for good, with its log and all else that is kept of it; its name can be used again. What it left running
     * is ended as {@link #kill()} does. Whoever follows its log just then may miss the end.
     *
     * @throws io.headjack.error.ConflictException if it runs or is being started: kill it first
     */
    void remove();

    /** Starts it again as {@link #restart(Map)} does, where it was started without variables of its own. */
    default void restart() {
        restart(Map.of());
    }

    /**
     * Starts a session that has ended or is lost again: same id, name, command, directory and size, its log continued; its
     * instance is started where it is stopped. What its last run left running is ended. An agent takes up its conversation
     * where its profile says how, and begins a new one where not; a prompt is not told again. When this fails, the session
     * is as it was.
     *
     * @param environment the variables that it was started with; only their names are on record, as values may be secrets
     * @throws io.headjack.error.ConflictException if it runs, or somebody else is starting it
     * @throws io.headjack.error.InvalidRequestException if a variable that it was started with is missing, or another given
     */
    void restart(Map<String, String> environment);
}
