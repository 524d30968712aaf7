package io.headjack;

import java.util.concurrent.Flow;

/**
 * The entry. Thread-safe; one per program is enough, and any number may be open at once, in any number of processes, on
 * the same data directory.
 *
 * <p>Opening works with the engine down; what needs it fails when used. Closing releases what this program holds and
 * wakes its waiters, which then throw {@link io.headjack.error.HeadjackClosedException}; it never stops an agent.
 *
 * <pre>{@code
 * RepositoryInstances here = headjack.instances().in(Path.of(arguments[0]));
 * Instance instance = here.branch("docs/" + part).ensure();
 * Session agent = instance.sessions()
 *         .command("sh", "-c", STAND_IN, "stand-in", part)
 *         .start();
 * ExitStatus exit = agent.awaitExit(Duration.ofMinutes(5));
 * Collected collected = instance.git().collect();
 * instance.remove();
 * }</pre>
 */
public interface Headjack extends AutoCloseable {
    /**
     * Opens Headjack with its defaults. Short for {@code builder().open()}.
     *
     * @return an open Headjack
     */
    static Headjack open() {
        return builder().open();
    }

    /**
     * Starts to open Headjack in another way than by default.
     *
     * @return a builder
     */
    static HeadjackBuilder builder() {
        return new HeadjackBuilder();
    }

    /**
     * Returns the instances.
     *
     * @return the instances
     */
    Instances instances();

    /**
     * Returns the sessions of all instances.
     *
     * @return the sessions
     */
    Sessions sessions();

    /**
     * Returns the agents.
     *
     * @return the agents
     */
    Agents agents();

    /**
     * Returns the record.
     *
     * @return the catalog
     */
    Catalog catalog();

    /**
     * Returns the doctor, which compares the record with the world and repairs.
     *
     * @return the doctor
     */
    Doctor doctor();

    /**
     * Returns what agents are let in by.
     *
     * @return the credentials
     */
    Credentials credentials();

    /**
     * Returns what happens to all instances and sessions. Subscribing blocks until the present state is known, and the
     * subscriber hears of every change from then on, on a thread of Headjack's, one event after the other. A subscriber
     * that is 10 000 life-cycle events behind gets a {@link io.headjack.error.SlowSubscriberException}. One whose
     * {@code onNext} throws gets what it threw as its {@code onError}, and nothing more. The end of Headjack completes it.
     *
     * <p>While anybody subscribes, Headjack keeps a connection to each instance with running sessions.
     *
     * @return a publisher for any number of subscribers
     */
    Flow.Publisher<HeadjackEvent> events();

    /**
     * Says which runtime new instances get. Blocking: asks the engine.
     *
     * @return the choice
     * @throws io.headjack.error.NoUsableRuntimeException if none is usable; it lists each candidate with its reason
     */
    RuntimeChoice runtime();

    /** Releases what this program holds and wakes its waiters. Idempotent; never stops an agent. */
    @Override
    void close();
}
