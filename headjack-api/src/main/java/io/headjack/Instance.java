package io.headjack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * A handle to an instance. Holds only its identity; a handle made by one process works in every other. Thread-safe,
 * blocking. Calls on an instance that was removed throw {@link io.headjack.error.NotFoundException}.
 */
public interface Instance {
    /**
     * Returns its id.
     *
     * @return the id
     */
    InstanceId id();

    /**
     * Asks the world what it is now.
     *
     * @return a snapshot
     */
    InstanceInfo info();

    /**
     * Counts how much of the disk it takes. Walks all its files, which takes as long as they are many; links are not
     * followed, and directories that this user may not read count as empty.
     *
     * @return the bytes
     */
    DiskUse diskUse();

    /**
     * Asks its engine what it can reach: as it is now, not as it was asked for. {@link Posture#lines()} is that for a person.
     *
     * @return what it can reach
     * @throws io.headjack.error.OperationFailedException if its container is gone
     */
    Posture posture();

    /**
     * Returns its sessions.
     *
     * @return the sessions
     */
    InstanceSessions sessions();

    /**
     * Returns its git side.
     *
     * @return the git side
     */
    InstanceGit git();

    /**
     * Returns what happens to this instance and its sessions, as {@link Headjack#events()} does. The removal of the instance
     * completes it.
     *
     * @return a publisher for any number of subscribers
     */
    Flow.Publisher<HeadjackEvent> events();

    /**
     * Asks for a program to be run directly in it.
     *
     * @param command the program and its arguments, never run through a shell
     * @return a request
     */
    ExecRequest exec(String... command);

    /**
     * Asks for a program to be run directly in it.
     *
     * @param command the program and its arguments, never run through a shell
     * @return a request
     */
    ExecRequest exec(List<String> command);

    /** Starts its container; one that runs is left as it is. Sessions do not come back by themselves. */
    void start();

    /** Stops it as {@link #stop(Duration)} does, with ten seconds of grace. */
    void stop();

    /**
     * Collects its commits, ends its sessions and stops its container. The worktree and the logs stay. Returns as soon
     * as all processes have ended. One that is stopped is left as it is.
     *
     * @param grace how long processes have between TERM and KILL
     */
    void stop(Duration grace);

    /** Stops it and starts it again. */
    void restart();

    /**
     * Makes its container again and starts it: from the image that its name means now, or from its Dockerfile, built with
     * what has changed there. Ends its sessions as {@link #stop()} does, and collects. The worktree, its git, the home
     * directory and the logs stay; what lies only in the container, such as packages that were installed inside, goes. When
     * the image cannot be had or the container cannot be made, it fails before anything is ended.
     */
    void recreate();

    /**
     * Removes it: container, volume, worktree, records, and the branch if Headjack made it and it holds nothing. Commits
     * are collected first. When this refuses or fails before the removal began, everything is as before.
     *
     * @param options what it may do beyond that
     * @return what it did
     * @throws io.headjack.error.ConflictException if a session runs, unless {@link RemoveOption#STOP_SESSIONS} is given
     * @throws io.headjack.error.WorkWouldBeLostException if there is work that exists nowhere else, unless {@link
     *     RemoveOption#DISCARD_WORK} is given
     */
    Removed remove(RemoveOption... options);
}
