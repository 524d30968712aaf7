package io.headjack;

import java.util.Collection;
import java.util.List;

/**
 * Finds differences between the catalog and the world, and repairs them. Thread-safe, blocking.
 *
 * <p>What belongs to other catalogs is never reported and never touched. Instances that an operation works on right now
 * are left out.
 */
public interface Doctor {
    /**
     * Looks at everything. Changes nothing. An engine that does not answer is a finding, not an exception, and nothing is
     * concluded about its containers.
     *
     * @return what it found, by instance; what is about no instance comes last
     */
    List<Finding> scan();

    /**
     * Repairs. Each finding is looked at again, under the lock of its instance, and nothing is done about one that is no
     * longer true. A process that is killed in the middle leaves what the next scan finds, or the next call on the instance
     * heals. A repair that fails keeps none of the others from being tried.
     *
     * <p>Applies every finding that it is given, those with {@link Risk#DESTRUCTIVE} too: asking first is the caller's.
     *
     * @param findings what {@link #scan} found, or some of it
     * @return what became of each, in the same order
     */
    List<Repair> apply(Collection<Finding> findings);
}
