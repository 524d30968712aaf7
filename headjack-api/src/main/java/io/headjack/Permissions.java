package io.headjack;

/**
 * What an agent may do without asking a person. Each agent keeps to it in its own way, and not all of them know each of
 * these; the walls of the instance stand whatever is chosen.
 */
public enum Permissions {
    /** It reads and makes a plan, and changes nothing. */
    PLAN,
    /** It asks before it edits a file or runs a command that is not harmless. */
    ASK,
    /** It edits files without asking, and asks before it runs a command that is not harmless. */
    EDIT,
    /** It asks for nothing. */
    ALL
}
