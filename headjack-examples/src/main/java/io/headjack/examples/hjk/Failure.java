package io.headjack.examples.hjk;

import io.headjack.SessionInfo;

/** A verb cannot do what it was asked to; carries the exit code and the next step for the person. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String hint;

    Failure(int exitCode, String message, String hint) {
        super(message);
        this.exitCode = exitCode;
        this.hint = hint;
    }

    static Failure noInstance(String branch) {
        return new Failure(
                ExitCode.NOT_FOUND,
                "no instance found for branch \"" + branch + "\"",
                "run 'hjk run " + branch + "' to create one");
    }

    static Failure noSession(String branch, String session) {
        return new Failure(
                ExitCode.NOT_FOUND,
                "no session \"" + session + "\" in the instance of branch \"" + branch + "\"",
                "run 'hjk ps " + branch + " -a' to see its sessions");
    }

    static Failure noSessions() {
        return new Failure(ExitCode.NOT_FOUND, "no sessions exist", "run 'hjk run BRANCH' to start one");
    }

    static Failure noSessions(String branch) {
        return new Failure(ExitCode.NOT_FOUND, "no sessions exist", "run 'hjk run " + branch + "' to start one");
    }

    /** Nothing can be done with what has ended, but to start it again. */
    static Failure notRunning(SessionInfo session) {
        return new Failure(
                ExitCode.CONFLICT,
                "session \"" + session.name() + "\" of branch \"" + session.branch() + "\" does not run: "
                        + Status.of(session),
                "run 'hjk restart " + session.branch() + " " + session.name() + "' to start it again, or 'hjk logs "
                        + session.branch() + " " + session.name() + "' to read what it printed");
    }

    int exitCode() {
        return exitCode;
    }

    String hint() {
        return hint;
    }
}
