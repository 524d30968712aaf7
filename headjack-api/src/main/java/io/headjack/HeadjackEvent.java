package io.headjack;

import java.time.Instant;

/**
 * Something that happened to an instance or a session, whoever made it happen: this program, another one, a person, or
 * the program inside. Comes from {@link Headjack#events()}, {@link Instance#events()} and {@link Session#events()}.
 *
 * <p>{@link OutputSeen} and {@link ActivityChanged} tell the latest of their kind: a subscriber that is behind gets one for
 * each session, whatever came in between. All others are life-cycle events, and each subscriber gets every one in
 * order.
 */
public sealed interface HeadjackEvent {
    /**
     * Returns the instance it happened to, or in.
     *
     * @return the instance
     */
    InstanceId instance();

    /**
     * Returns when it was noticed.
     *
     * @return the moment
     */
    Instant at();

    /** An event of a session. */
    sealed interface OfSession extends HeadjackEvent {
        /**
         * Returns the session it happened to.
         *
         * @return the session
         */
        SessionId session();
    }

    /**
     * A session runs that did not before.
     *
     * @param instance its instance
     * @param session the session
     * @param at when it was noticed
     */
    record SessionStarted(InstanceId instance, SessionId session, Instant at) implements OfSession {}

    /**
     * A session has printed something.
     *
     * @param instance its instance
     * @param session the session
     * @param at when it was noticed
     * @param logSize how many bytes its log has now
     */
    record OutputSeen(InstanceId instance, SessionId session, Instant at, long logSize) implements OfSession {}

    /**
     * A session seems to be doing something else than before, or asks something else.
     *
     * @param instance its instance
     * @param session the session
     * @param at when it was noticed
     * @param activity what it seems to be doing now, with evidence
     */
    record ActivityChanged(InstanceId instance, SessionId session, Instant at, SessionActivity activity)
            implements OfSession {}

    /**
     * The program of a session has ended, and all that it printed is in the log.
     *
     * @param instance its instance
     * @param session the session
     * @param at when it was noticed
     * @param exit how it ended
     */
    record SessionExited(InstanceId instance, SessionId session, Instant at, ExitStatus exit) implements OfSession {}

    /**
     * The terminal of a session is gone, and no exit code was left.
     *
     * @param instance its instance
     * @param session the session
     * @param at when it was noticed
     */
    record SessionLost(InstanceId instance, SessionId session, Instant at) implements OfSession {}

    /**
     * A session has another name.
     *
     * @param instance its instance
     * @param session the session
     * @param at when it was noticed
     * @param name the name it has now
     */
    record SessionRenamed(InstanceId instance, SessionId session, Instant at, SessionName name) implements OfSession {}

    /**
     * A session was removed, or could not be started. One that goes with its instance is not told.
     *
     * @param instance its instance
     * @param session the session
     * @param at when it was noticed
     */
    record SessionRemoved(InstanceId instance, SessionId session, Instant at) implements OfSession {}

    /**
     * An instance runs that did not before, or is new.
     *
     * @param instance the instance
     * @param at when it was noticed
     */
    record InstanceStarted(InstanceId instance, Instant at) implements HeadjackEvent {}

    /**
     * An instance does not run any more.
     *
     * @param instance the instance
     * @param at when it was noticed
     */
    record InstanceStopped(InstanceId instance, Instant at) implements HeadjackEvent {}

    /**
     * An instance is not any more what its record says.
     *
     * @param instance the instance
     * @param at when it was noticed
     * @param problem what is wrong, and what helps
     */
    record InstanceDrifted(InstanceId instance, Instant at, String problem) implements HeadjackEvent {}

    /**
     * An instance was removed.
     *
     * @param instance the instance
     * @param at when it was noticed
     */
    record InstanceRemoved(InstanceId instance, Instant at) implements HeadjackEvent {}
}
