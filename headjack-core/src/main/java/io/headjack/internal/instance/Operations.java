package io.headjack.internal.instance;

import io.headjack.BranchName;
import io.headjack.Collected;
import io.headjack.InstanceId;
import io.headjack.RemoveOption;
import io.headjack.Removed;
import io.headjack.error.ConflictException;
import io.headjack.error.NotFoundException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.internal.catalog.CatalogState;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.Phase;
import io.headjack.internal.git.AgentSide;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.provider.Agents;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The operations on instances: each runs under the instance's lock, one at a time among all processes. Thread-safe. */
public final class Operations {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Parts parts;
    private final Images images;
    private final FittingImages fitting;
    private final CreateOperation create;
    private final StartOperation start;
    private final StopOperation stop;
    private final CollectOperation collect;
    private final RemoveOperation remove;
    private final RecreateOperation recreate;
    private final Leftovers leftovers;
    private final Boundary boundary;

    public Operations(Parts parts, Agents agents, Optional<String> configuredBaseImage) {
        this.parts = parts;
        this.leftovers = new Leftovers(parts);
        this.boundary = new Boundary(parts.data());
        this.collect = new CollectOperation(parts);
        ImageBuilds builds = new ImageBuilds(parts);
        this.images = new Images(parts, builds, configuredBaseImage, agents);
        this.fitting = new FittingImages(images, new DerivedImages(builds), new Probe(parts.data(), parts.catalog()));
        this.start = new StartOperation(parts, fitting);
        this.stop = new StopOperation(parts, collect, new AgentQuit(parts, agents));
        this.remove = new RemoveOperation(parts, stop, collect);
        this.create = new CreateOperation(parts, fitting, start, remove);
        this.recreate = new RecreateOperation(parts, fitting, start, stop);
    }

    /** Returns the images that instances are made from. */
    public Images images() {
        return images;
    }

    /** Makes an instance; one that exists is a conflict. */
    public InstanceId create(GitRepository repository, BranchName branch, CreateSpec spec) {
        InstanceId id = idOf(repository, branch);
        return alone(id, "create", lock -> {
            if (healthy(lock, id).isPresent()) {
                throw new ConflictException("branch \"" + branch + "\" of " + repository.root() + " has the instance "
                        + id + " already; use ensure() to get it, or remove it first");
            }
            create.run(lock, repository, id, branch, spec);
            return id;
        });
    }

    /** Makes an instance, or starts the one that exists, changed to what is asked for. */
    public InstanceId ensure(GitRepository repository, BranchName branch, CreateSpec spec) {
        InstanceId id = idOf(repository, branch);
        return alone(id, "ensure", lock -> {
            Optional<InstanceRecord> existing = healthy(lock, id);
            if (existing.isPresent()) {
                start.run(lock, recreate.adapt(lock, existing.get(), spec, GRACE));
            } else {
                create.run(lock, repository, id, branch, spec);
            }
            return id;
        });
    }

    /** Starts an instance; one that runs is left as it is. */
    public void start(InstanceId id) {
        alone(id, "start", lock -> {
            start.run(lock, existing(lock, id));
            return id;
        });
    }

    public void stop(InstanceId id, Duration grace) {
        alone(id, "stop", lock -> {
            stop.run(lock, parts.world(existing(lock, id)), grace);
            return id;
        });
    }

    public void restart(InstanceId id, Duration grace) {
        alone(id, "restart", lock -> {
            InstanceRecord instance = existing(lock, id);
            stop.run(lock, parts.world(instance), grace);
            start.run(lock, instance);
            return id;
        });
    }

    /** Makes the container of an instance again, and starts it. */
    public void recreate(InstanceId id, Duration grace) {
        alone(id, "recreate", lock -> {
            recreate.run(lock, existing(lock, id), grace);
            return id;
        });
    }

    public Removed remove(InstanceId id, Set<RemoveOption> options) {
        return alone(id, "remove", lock -> {
            InstanceRecord instance = parts.catalog().read().find(id).orElseThrow(() -> missing(id));
            return instance.phase() == Phase.READY
                    ? remove.run(lock, instance, options)
                    : remove.finish(lock, instance, options);
        });
    }

    public Collected collect(InstanceId id) {
        return alone(id, "collect", lock -> {
            World world = parts.world(existing(lock, id));
            boundary.check(world);
            // Asked while the refs are read, as each question to an engine takes its time.
            CompletableFuture<Boolean> mounted =
                    CompletableFuture.supplyAsync(() -> boundary.isMounted(world), parts.workers());
            return collect.run(world, () -> boundary.refuseUnless(Futures.join(mounted), world));
        });
    }

    /** Works where an instance's git does, without changing anything there. */
    public <T> T inside(World world, Function<AgentSide, T> work) {
        // Without isolation there is no other place than the instance itself, and starting that runs nothing.
        if (!world.isolated() && !world.isRunning()) {
            start(world.record().id());
        }
        boundary.check(world);
        return collect.inside(world, work);
    }

    /** Looks whether an instance may be used: see {@link Boundary#check}. */
    public void checkBoundary(World world) {
        boundary.check(world);
    }

    /** Works on an instance, or on what is left of one, as the only one among all processes. */
    public <T> T hold(InstanceId id, String operation, Function<HeldInstance, T> work) {
        return alone(
                id,
                operation,
                lock -> work.apply(new HeldInstance(id, parts, lock, start, stop, collect, remove, fitting)));
    }

    /**
     * Works as the only one among all processes. Work that lost its engine on the way could not take back what it had
     * made: whoever comes next looks after it, as after a process that died.
     */
    private <T> T alone(InstanceId id, String operation, Function<OperationLock, T> work) {
        OperationLock lock = lock(id, operation);
        boolean leaves = false;
        try {
            return work.apply(lock);
        } catch (RuntimeUnavailableException e) {
            leaves = lock.isBegun();
            throw e;
        } finally {
            if (leaves) {
                lock.abandon();
            } else {
                lock.close();
            }
        }
    }

    /** Tells whether an operation works on an instance, or was left half-way. Changes nothing. */
    public Journal.State journal(InstanceId id) {
        return new Journal(parts.data()).state(id);
    }

    /** The id is derived once, and stays when the repository moves. */
    private InstanceId idOf(GitRepository repository, BranchName branch) {
        parts.data().checkWritable();
        CatalogState state = parts.catalog().read();
        return state.find(repository.id(), branch)
                .map(InstanceRecord::id)
                .or(() -> moved(state, repository, branch))
                .orElseGet(() -> InstanceNames.id(state.id(), repository.commonDirectory(), branch));
    }

    /** An instance whose repository is this one and was elsewhere: its record follows. */
    private Optional<InstanceId> moved(CatalogState state, GitRepository repository, BranchName branch) {
        Optional<InstanceId> moved = state.sorted().stream()
                .filter(each -> each.branch().equals(branch) && !Files.exists(each.repository()))
                .filter(each -> repository.repair().hasWorktree(each.worktree(), branch))
                .map(InstanceRecord::id)
                .findFirst();
        moved.ifPresent(id -> hold(id, "move", held -> {
            held.moveTo(repository);
            return id;
        }));
        return moved;
    }

    private OperationLock lock(InstanceId id, String operation) {
        OperationLock lock = OperationLock.acquire(parts.data(), id, operation, parts.clock());
        if (lock.isTakenOver()) {
            try {
                leftovers.remove(id);
            } catch (RuntimeException e) {
                lock.abandon();
                throw e;
            }
        }
        return lock;
    }

    /** Finds an instance that is whole; what a dead process left half-made or half-removed is taken away first. */
    private Optional<InstanceRecord> healthy(OperationLock lock, InstanceId id) {
        Optional<InstanceRecord> found = parts.catalog().read().find(id);
        if (found.isPresent() && found.get().phase() != Phase.READY) {
            remove.erase(lock::note, found.get(), Set.of());
            return Optional.empty();
        }
        return found;
    }

    private InstanceRecord existing(OperationLock lock, InstanceId id) {
        return healthy(lock, id).orElseThrow(() -> missing(id));
    }

    private static NotFoundException missing(InstanceId id) {
        return new NotFoundException("there is no instance " + id + "; list the instances to see those that exist");
    }
}
