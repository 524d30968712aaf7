package io.headjack.internal.instance;

import io.headjack.SessionId;
import io.headjack.SessionType;

/**
 * Where an instance's own programs see things.
 *
 * @param workspace the worktree
 * @param logs the directory of session logs
 * @param socket the multiplexer's socket
 * @param run a directory that is empty after a start and that everything inside may write to
 */
public record Layout(String workspace, String logs, String socket, String run) {
    /** In a container: each at its mount. */
    public static final Layout CONTAINER =
            new Layout("/workspace", "/headjack/logs", "/headjack/run/tmux", "/headjack/run");

    public String log(SessionId session) {
        return logs + "/" + session + ".log";
    }

    /** Where a session leaves how it ended; each of its runs has a place of its own. */
    public String exit(SessionId session, int run) {
        return logs + "/" + DataDirectory.exitName(session, run);
    }

    /** Where the programs that an agent runs as its hooks say what it is doing. */
    public String status(SessionId session) {
        return logs + "/" + session + ".status";
    }

    /** Where a prompt is that is too long for an argument. */
    public String prompt(SessionId session) {
        return run + "/" + session + ".prompt";
    }

    /** Where the secrets of a run of a session are, until it ends. */
    public String secrets(SessionId session, int run) {
        return this.run + "/" + session + "." + run + ".secrets";
    }

    /** Where the files of an agent are to which links in its home lead, until its last session ends. */
    public String secretFiles(SessionType agent) {
        return run + "/" + agent + ".secrets";
    }
}
