package io.headjack;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/**
 * A program to run directly in an instance, without a terminal that outlives the caller. Immutable: each setter returns
 * a new request.
 */
public interface ExecRequest {
    /**
     * Sets a variable of its environment.
     *
     * @param name the name
     * @param value the value
     * @return a new request
     */
    ExecRequest environment(String name, String value);

    /**
     * Sets where it starts; the worktree by default.
     *
     * @param directory an absolute path inside, or one relative to the worktree
     * @return a new request
     */
    ExecRequest workingDirectory(String directory);

    /**
     * Sets what it reads; nothing by default. The stream is read on a thread of Headjack's own and not closed.
     *
     * @param input the source
     * @return a new request
     */
    ExecRequest stdin(InputStream input);

    /**
     * Sets where its output goes, in place of the result. Written on a thread of Headjack's own, not closed.
     *
     * @param output the target
     * @return a new request
     */
    ExecRequest stdout(OutputStream output);

    /**
     * Sets where its errors go, in place of the result. Written on a thread of Headjack's own, not closed.
     *
     * @param output the target
     * @return a new request
     */
    ExecRequest stderr(OutputStream output);

    /**
     * Sets how long it may take; 10 minutes by default.
     *
     * @param limit the limit
     * @return a new request
     */
    ExecRequest timeout(Duration limit);

    /**
     * Runs it to its end, starting the instance if that is stopped. Blocking. Output that is not sent elsewhere is kept
     * up to 64 MiB each.
     *
     * @return what it did
     * @throws io.headjack.error.HeadjackTimeoutException if it takes too long; its processes are killed
     * @throws io.headjack.error.OperationFailedException if it prints more than is kept; its processes are killed
     */
    ExecResult run();

    /**
     * Returns what is run.
     *
     * @return the program and its arguments
     */
    List<String> command();
}
