package io.headjack.examples.hjk;

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

    int exitCode() {
        return exitCode;
    }

    String hint() {
        return hint;
    }
}
