package io.headjack;

import java.util.List;
import java.util.Optional;

/** The sessions of one instance. Thread-safe, blocking. Look-ups never start a stopped instance. */
public interface InstanceSessions {
    /**
     * Asks for a shell.
     *
     * @return a request
     */
    SessionRequest shell();

    /**
     * Asks for a command.
     *
     * @param command the program and its arguments, never run through a shell
     * @return a request
     */
    SessionRequest command(String... command);

    /**
     * Asks for a command.
     *
     * @param command the program and its arguments, never run through a shell
     * @return a request
     */
    SessionRequest command(List<String> command);

    /**
     * Asks for an agent.
     *
     * @param agent the agent's id
     * @return a request
     * @throws io.headjack.error.InvalidRequestException if there is no such agent; the message lists those that exist
     */
    SessionRequest agent(String agent);

    /**
     * Lists its sessions, ended ones too, oldest first.
     *
     * @return snapshots
     */
    List<SessionInfo> list();

    /**
     * Looks a session up that may exist.
     *
     * @param nameOrId its name or its id, whole
     * @return a handle, or empty
     */
    Optional<Session> find(String nameOrId);

    /**
     * Looks a session up that must exist.
     *
     * @param nameOrId its name or its id, whole
     * @return a handle
     * @throws io.headjack.error.NotFoundException if there is none
     */
    Session get(String nameOrId);

    /**
     * Finds the running session that was used last.
     *
     * @return a handle, or empty if none runs
     */
    Optional<Session> mostRecent();
}
