package io.headjack;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The instances of all repositories. Thread-safe, blocking. */
public interface Instances {
    /**
     * Narrows to one repository.
     *
     * @param repository a path in any of its worktrees, or the repository itself
     * @return its instances
     * @throws io.headjack.error.NotFoundException if there is no git repository at that path
     * @throws io.headjack.error.UnsupportedException if it is one that instances cannot be made from: named by SHA-256, with
     *     reftable, a partial clone, or one that borrows objects from another
     */
    RepositoryInstances in(Path repository);

    /**
     * Lists all instances by repository and branch, with one question to the engine however many there are.
     *
     * @return snapshots
     */
    List<InstanceInfo> list();

    /**
     * Looks an instance up that may exist.
     *
     * @param id its id
     * @return a handle, or empty
     */
    Optional<Instance> find(InstanceId id);

    /**
     * Looks an instance up that must exist.
     *
     * @param id its id
     * @return a handle
     * @throws io.headjack.error.NotFoundException if there is none
     */
    Instance get(InstanceId id);

    /**
     * Finds the instance that was used last.
     *
     * @return a handle, or empty if there is none
     */
    Optional<Instance> mostRecent();
}
