package io.headjack;

import java.util.List;
import java.util.Optional;

/** The sessions of all instances. Thread-safe, blocking. Look-ups never start a stopped instance. */
public interface Sessions {
    /**
     * Lists all sessions, ended ones too, by instance and oldest first.
     *
     * @return snapshots
     */
    List<SessionInfo> list();

    /**
     * Looks a session up that may exist.
     *
     * @param id its id
     * @return a handle, or empty
     */
    Optional<Session> find(SessionId id);

    /**
     * Looks a session up that must exist.
     *
     * @param id its id
     * @return a handle
     * @throws io.headjack.error.NotFoundException if there is none
     */
    Session get(SessionId id);

    /**
     * Finds the running session that was used last.
     *
     * @return a handle, or empty if none runs
     */
    Optional<Session> mostRecent();
}
