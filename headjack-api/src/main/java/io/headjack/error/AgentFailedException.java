package io.headjack.error;

import io.headjack.ExitStatus;

/** An agent ended without an answer, or with one that cannot be read. The message has the end of what it printed. */
public final class AgentFailedException extends HeadjackException {
    private static final long serialVersionUID = 1L;

    private final transient ExitStatus exit;

    /**
     * Makes an exception.
     *
     * @param message what failed, on what, and what to do about it
     * @param exit how the agent ended
     */
    public AgentFailedException(String message, ExitStatus exit) {
        super(message);
        this.exit = exit;
    }

    /**
     * Returns how the agent ended.
     *
     * @return its exit status
     */
    public ExitStatus exit() {
        return exit;
    }
}
