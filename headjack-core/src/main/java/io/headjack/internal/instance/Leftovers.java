package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.error.ConflictException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.Phase;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.os.DurableFiles;
import io.headjack.spi.ContainerRuntime;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Takes away what only an operation in progress needs, once its process has died. */
final class Leftovers {
    private static final Duration CLEARING = Duration.ofMinutes(1);

    private final Parts parts;

    Leftovers(Parts parts) {
        this.parts = parts;
    }

    /** Looks for it by names and labels. To be called with the instance's lock. */
    void remove(InstanceId id) {
        parts.git().awaitOrphans();
        Optional<InstanceRecord> instance = parts.catalog().read().find(id);
        instance.map(parts::world).ifPresent(Leftovers::endScripts);
        // A repository that was moved away is for the operation to speak of.
        instance.filter(each -> Files.isDirectory(each.repository())).ifPresent(this::endCollect);
        ContainerRuntime runtime = instance.map(InstanceRecord::runtime)
                .map(parts.runtimes()::named)
                .orElseGet(() -> parts.runtimes().choose().runtime());
        removeOneShots(runtime, id);
        Path directory = parts.data().temporary();
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "*-" + id + "*")) {
            for (Path each : left) {
                DurableFiles.delete(each);
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot clear " + directory + ": " + e + "; delete what is in it", e);
        }
    }

    private void endCollect(InstanceRecord instance) {
        GitRepository repository = parts.repository(instance);
        repository.removeBrokenCollects(instance.id());
        if (instance.phase() == Phase.READY && Files.isDirectory(instance.worktree())) {
            repository.finishBrokenCollect(instance.id(), instance.branch(), instance.worktree());
        }
    }

    private static void endScripts(World world) {
        if (!world.isolated() || !world.isRunning()) {
            return;
        }
        try {
            Scripts.endLeft(world.runtime(), world.id(), null);
            // An operation that was ending programs may have killed one of git's.
            Scripts.run(
                    world.runtime(),
                    world.id(),
                    world.record().user(),
                    CLEARING,
                    "clear-locks.sh",
                    Containers.GIT,
                    world.layout().run());
        } catch (ConflictException | NotFoundException | OperationFailedException e) {
            // An engine may still carry out what a process asked for that is dead: what it stops needs no ending.
            if (world.isRunning()) {
                throw e;
            }
        }
    }

    /** Removes the containers that lived for a moment, for one question to the instance or to its image. */
    static void removeOneShots(ContainerRuntime runtime, InstanceId id) {
        runtime.list(Map.of(Containers.ONE_SHOT, id.value())).forEach(each -> runtime.remove(each.id()));
    }
}
