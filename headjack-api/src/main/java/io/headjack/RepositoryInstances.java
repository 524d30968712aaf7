package io.headjack;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The instances of one repository. Thread-safe, blocking. */
public interface RepositoryInstances {
    /**
     * Returns the repository's main worktree, or the repository itself when it is bare.
     *
     * @return an absolute path
     */
    Path repository();

    /**
     * Asks for the instance of a branch.
     *
     * @param branch the branch, which need not exist
     * @return a request
     * @throws io.headjack.error.InvalidRequestException if git does not allow this name; the message quotes its rule
     */
    InstanceRequest branch(String branch);

    /**
     * Looks an instance up that may exist.
     *
     * @param branch its branch
     * @return a handle, or empty
     */
    Optional<Instance> find(String branch);

    /**
     * Looks an instance up that must exist.
     *
     * @param branch its branch
     * @return a handle
     * @throws io.headjack.error.NotFoundException if there is none
     */
    Instance get(String branch);

    /**
     * Lists its instances by branch, with one question to the engine however many there are.
     *
     * @return snapshots
     */
    List<InstanceInfo> list();

    /**
     * Finds the instance that was used last.
     *
     * @return a handle, or empty if there is none
     */
    Optional<Instance> mostRecent();
}
