package io.headjack.internal.core;

import io.headjack.InstanceInfo;
import io.headjack.InstanceState;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.Phase;
import io.headjack.internal.instance.Parts;
import io.headjack.internal.instance.SessionStates;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerState;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Joins records with what the engine says, with one question to each engine however many instances there are. */
final class InstanceInfos {
    private final Parts parts;
    private final Map<String, Answer> answers = new HashMap<>();

    private InstanceInfos(Parts parts) {
        this.parts = parts;
    }

    static List<InstanceInfo> of(Parts parts, List<InstanceRecord> instances) {
        InstanceInfos infos = new InstanceInfos(parts);
        return instances.stream().map(infos::info).toList();
    }

    private InstanceInfo info(InstanceRecord instance) {
        Answer answer = answers.computeIfAbsent(instance.runtime(), this::ask);
        Status status = status(instance, answer);
        boolean running = status.state == InstanceState.RUNNING;
        return new InstanceInfo(
                instance.id(),
                instance.root(),
                instance.branch(),
                status.state,
                status.problem,
                instance.worktree(),
                instance.runtime(),
                instance.spec().image(),
                instance.container(),
                running ? SessionStates.open(parts, instance) : 0,
                instance.createdAt(),
                instance.lastUsedAt(),
                answer.asOf);
    }

    private Answer ask(String runtime) {
        Instant now = parts.clock().instant();
        try {
            return new Answer(
                    parts.containers().list(parts.runtimes().named(runtime), parts.catalogId()), Optional.empty(), now);
        } catch (RuntimeUnavailableException | InvalidRequestException e) {
            // A program without the module of one runtime still sees the instances of the others.
            return new Answer(Map.of(), Optional.of(String.valueOf(e.getMessage())), now);
        }
    }

    private static Status status(InstanceRecord instance, Answer answer) {
        if (instance.phase() != Phase.READY) {
            return new Status(
                    InstanceState.CREATING,
                    instance.phase().isRemoving()
                            ? Optional.of("its removal was begun; remove it again to finish")
                            : Optional.empty());
        }
        if (answer.unreachable.isPresent()) {
            return new Status(InstanceState.ENGINE_UNREACHABLE, answer.unreachable);
        }
        if (!Files.isDirectory(instance.worktree(), LinkOption.NOFOLLOW_LINKS)) {
            return broken("its worktree " + instance.worktree() + " is gone");
        }
        ContainerInfo container = answer.containers.get(instance.id().value());
        if (container == null) {
            return broken("its container " + instance.container() + " is gone; starting it makes another one");
        }
        return container.state() == ContainerState.RUNNING
                ? new Status(InstanceState.RUNNING, Optional.empty())
                : container.state() == ContainerState.PAUSED
                        ? broken("its container " + instance.container() + " is paused; starting it goes on")
                        : new Status(InstanceState.STOPPED, Optional.empty());
    }

    private static Status broken(String problem) {
        return new Status(InstanceState.BROKEN, Optional.of(problem));
    }

    private record Answer(Map<String, ContainerInfo> containers, Optional<String> unreachable, Instant asOf) {}

    private record Status(InstanceState state, Optional<String> problem) {}
}
