package io.headjack;

import java.time.Duration;
import java.util.List;

/** A session to start. Immutable: each setter returns a new request. */
public interface SessionRequest {
    /**
     * Sets its name; by default a memorable one is made that is free in the instance.
     *
     * @param name the name
     * @return a new request
     * @throws io.headjack.error.InvalidRequestException if {@link SessionName} does not allow it
     */
    SessionRequest name(String name);

    /**
     * Sets what the agent shall do; without one it starts interactively. Up to 96 KiB the agent gets the text as one
     * argument. A longer one is put, as it is, into a file inside that only the instance's user can read, and the agent is
     * told to read its task from there; the file stays at least until the session has ended.
     *
     * @param text the prompt: any text, handed over byte for byte, at most 1 MiB in UTF-8
     * @return a new request
     * @throws io.headjack.error.InvalidRequestException if this is no agent's session, or the text is too long or holds
     *     NUL
     */
    SessionRequest prompt(String text);

    /**
     * Adds arguments to the agent's or the shell's own.
     *
     * @param arguments handed over as they are
     * @return a new request
     */
    SessionRequest arguments(List<String> arguments);

    /**
     * Sets the agent's model.
     *
     * @param model its name, as the agent knows it
     * @return a new request
     * @throws io.headjack.error.UnsupportedException if this is no agent's session, or Headjack knows no option of the agent
     *     that chooses a model
     */
    SessionRequest model(String model);

    /**
     * Sets what the agent may do without asking. Without this it does as it is configured inside.
     *
     * @param permissions what it may do
     * @return a new request
     * @throws io.headjack.error.UnsupportedException if this is no agent's session, or Headjack knows no option of the agent
     *     that says so; the message has those that there are
     */
    SessionRequest permissions(Permissions permissions);

    /**
     * Sets a variable of its environment. No place for secrets: the multiplexer shows it.
     *
     * @param name the name
     * @param value the value
     * @return a new request
     */
    SessionRequest environment(String name, String value);

    /**
     * Sets where it starts; the worktree by default.
     *
     * @param directory an absolute path inside, or one relative to the worktree
     * @return a new request
     */
    SessionRequest workingDirectory(String directory);

    /**
     * Sets the terminal's size while nobody is attached.
     *
     * @param size the size
     * @return a new request
     */
    SessionRequest size(TerminalSize size);

    /**
     * Starts it, and the instance first if that is stopped. Blocking until its terminal is up.
     *
     * @return the session
     * @throws io.headjack.error.ConflictException if the instance has a session of this name
     */
    Session start();

    /**
     * Has the agent do what the prompt says without a terminal, in no session: starts the instance if that is stopped, and
     * runs the agent to its end. Blocking. Nobody can be asked for anything meanwhile, so {@link #permissions} decide what it
     * gets done. Name and size count for nothing here. An interrupt or a timeout kills it.
     *
     * @param timeout how long at most
     * @return what it answered
     * @throws io.headjack.error.UnsupportedException if this is no agent's session, or the agent is not known to work so
     * @throws io.headjack.error.InvalidRequestException if there is no prompt
     * @throws io.headjack.error.AgentFailedException if it ends without an answer, or prints more than 16 Mi characters
     * @throws io.headjack.error.HeadjackTimeoutException if it takes too long
     */
    HeadlessResult headless(Duration timeout);
}
