package io.headjack.internal.instance;

import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.RepositoryRepair;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Looks before use whether what keeps an instance's git apart from the host's is still there. Whoever deletes or replaces
 * the worktree's {@code .git} takes the mount away that lies over it inside, and the agent can write there from then on.
 *
 * <p>A loss is noted in a file beside the private git directory: it must not be forgotten while the container is paused,
 * when nobody inside can be asked.
 */
public final class Boundary {
    private final DataDirectory data;

    public Boundary(DataDirectory data) {
        this.data = data;
    }

    /** Whether a loss was noticed and not repaired since. */
    public boolean isKnownLost(InstanceRecord instance) {
        return Files.exists(data.lostOf(instance.id()), LinkOption.NOFOLLOW_LINKS);
    }

    /** To be called when the boundary has been put back. */
    public void restored(InstanceRecord instance) {
        try {
            Files.deleteIfExists(data.lostOf(instance.id()));
        } catch (IOException e) {
            throw new OperationFailedException("cannot delete " + data.lostOf(instance.id()) + ": " + e, e);
        }
    }

    /**
     * Looks at the file outside, which takes two small reads: as long as it is git's own, git on the host goes where it
     * should. Where it is not, the container is paused.
     *
     * @throws OperationFailedException if the boundary is lost
     */
    public void check(World world) {
        InstanceRecord instance = world.record();
        if (!world.isolated() || !Files.isDirectory(instance.worktree(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path pointer = instance.worktree().resolve(".git");
        if (isKnownLost(instance)) {
            refuse(world, pointer + " was replaced");
        }
        if (!RepositoryRepair.leadsToItsRepository(instance.worktree(), instance.repository(), data.root())) {
            refuse(world, pointer + " is not what git wrote there");
        }
    }

    /**
     * As {@link #check}, and asks the running container what is mounted. What it says could be a lie, but only of an agent
     * that has found out about a loss that does no harm yet.
     */
    void checkMount(World world) {
        check(world);
        refuseUnless(isMounted(world), world);
    }

    void refuseUnless(boolean mounted, World world) {
        if (!mounted) {
            refuse(world, "nothing is mounted over " + world.record().worktree().resolve(".git") + " any more");
        }
    }

    /** Asks inside, if anything runs there. */
    boolean isMounted(World world) {
        try {
            return !world.isolated() || !world.isRunning() || Examination.isPointerMounted(world);
        } catch (OperationFailedException e) {
            // Nothing answers in there that could be asked; whoever uses it will say so.
            return true;
        }
    }

    private void refuse(World world, String evidence) {
        InstanceRecord instance = world.record();
        try {
            Files.writeString(data.lostOf(instance.id()), evidence + "\n");
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + data.lostOf(instance.id()) + ": " + e, e);
        }
        boolean frozen = world.container()
                .filter(container -> container.state() == ContainerState.RUNNING)
                .map(container -> isFrozen(world.runtime(), container.id()))
                .orElse(true);
        throw new OperationFailedException("the boundary of the instance of branch \"" + instance.branch()
                + "\" is lost: " + evidence
                + ". Its container is " + (frozen ? "paused" : "stopped")
                + " and its work is kept; run the doctor, which puts the boundary back, and"
                + " no git in that worktree before");
    }

    /** Freezes a container; one that this machine cannot freeze is stopped, as nothing in it may go on. */
    private static boolean isFrozen(ContainerRuntime runtime, ContainerId container) {
        try {
            runtime.pause(container);
            return true;
        } catch (UnsupportedException e) {
            runtime.stop(container, Duration.ZERO);
            return false;
        }
    }
}
