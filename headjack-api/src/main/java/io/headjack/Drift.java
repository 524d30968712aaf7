package io.headjack;

/** A kind of difference between the catalog and the world. More are added in later versions. */
public enum Drift {
    /** An engine does not answer, so that nothing is known about its containers. Nothing is concluded from that. */
    ENGINE_UNREACHABLE,
    /** A process died in the middle of an operation on an instance. */
    OPERATION_INTERRUPTED,

    /** An instance's container is gone. */
    CONTAINER_MISSING,
    /** An instance's container ended while sessions ran in it. */
    CONTAINER_STOPPED,
    /** An instance's container is frozen. */
    CONTAINER_PAUSED,
    /** An instance's container has another name than the catalog says. */
    CONTAINER_RENAMED,
    /** An instance's container was made for something else than what the catalog says now. */
    CONTAINER_OUTDATED,
    /** A container carries this catalog's label and belongs to nothing. */
    CONTAINER_UNKNOWN,

    /** The engine no longer has the image of an instance. */
    IMAGE_MISSING,
    /** The name of an instance's image means another image now. */
    IMAGE_CHANGED,
    /** An image that Headjack built is used by no instance. */
    IMAGE_UNUSED,

    /** The volume with an instance's home directory is gone. */
    VOLUME_MISSING,
    /** A volume carries this catalog's label and belongs to nothing. */
    VOLUME_UNKNOWN,

    /** An instance's worktree is gone. */
    WORKTREE_MISSING,
    /** An instance's worktree is at another place than the catalog says. */
    WORKTREE_MOVED,
    /** The repository no longer knows of an instance's worktree. */
    WORKTREE_UNREGISTERED,
    /** A directory among the worktrees belongs to no instance. */
    WORKTREE_UNKNOWN,

    /** An instance's branch was deleted on the host. */
    BRANCH_MISSING,
    /** An instance's branch was moved on the host. */
    BRANCH_MOVED,

    /** The repository of instances is gone. */
    REPOSITORY_MISSING,
    /** The repository of instances is at another place than the catalog says. */
    REPOSITORY_MOVED,

    /** What keeps an instance from reaching the host's git is not in place. */
    BOUNDARY_LOST,
    /** The git directory that an instance works with is damaged or gone. */
    PRIVATE_GIT_DAMAGED,
    /** A private git directory belongs to no instance. */
    PRIVATE_GIT_UNKNOWN,
    /** What was set aside by a repair has been kept for its time. */
    ASIDE_OLD,

    /** A session's terminal ended without leaving an exit code. */
    SESSION_LOST,
    /** The multiplexer of an instance is gone, and its sessions with it. */
    MULTIPLEXER_LOST,

    /** Of a recorded instance nothing is left. */
    ENTRY_WITHOUT_WORLD,
    /** An instance is there, whole, and not in the catalog. */
    INSTANCE_UNKNOWN,

    /** Refs were kept for an instance that does not exist. */
    REFS_UNKNOWN,
    /** A salvage has been kept for its time. */
    SALVAGE_OLD,
    /** Logs belong to no instance. */
    LOGS_UNKNOWN,
    /** A file in the data directory belongs to nothing. */
    FILE_STRAY
}
