package io.headjack;

/**
 * What runs in a session: {@link #SHELL}, {@link #COMMAND}, or the agent of that id.
 *
 * @param value {@code shell}, {@code command}, or an agent's id
 */
public record SessionType(String value) {
    /** A shell. */
    public static final SessionType SHELL = new SessionType("shell");
    /** A command that the caller named. */
    public static final SessionType COMMAND = new SessionType("command");

    /**
     * Tells whether an agent runs in it.
     *
     * @return false for a shell and a command
     */
    public boolean isAgent() {
        return !equals(SHELL) && !equals(COMMAND);
    }

    @Override
    public String toString() {
        return value;
    }
}
