package io.headjack.engine;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.ListContainersCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerConfig;
import io.headjack.engine.EngineErrors.Meaning;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerReach;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ContainerState;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The life of containers. */
final class Containers {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final int GONE_PAUSE_MILLIS = 20;

    private final Engine engine;

    Containers(Engine engine) {
        this.engine = engine;
    }

    ContainerId create(ContainerSpec spec) {
        ContainerCreation creation = new ContainerCreation(spec, engine.settings());
        return engine.make(
                "create container " + spec.name() + " of image " + spec.image(),
                Engine.SLOW,
                Meaning.CREATION,
                client -> {
                    var request = creation.request(client.docker(), engine);
                    creation.requireVolumes(client.docker());
                    return new ContainerId(request.exec().getId());
                },
                (docker, made) ->
                        docker.removeContainerCmd(made.value()).withForce(true).exec());
    }

    void start(ContainerId container) {
        engine.tell("start container " + container, Engine.SLOW, docker -> {
            try {
                docker.startContainerCmd(container.value()).exec();
            } catch (NotModifiedException alreadyRuns) {
                return;
            } catch (DockerException e) {
                // Engines refuse to start a frozen container; for us it runs.
                if (state(docker.inspectContainerCmd(container.value()).exec()) != ContainerState.PAUSED) {
                    throw e;
                }
            }
        });
    }

    void stop(ContainerId container, Duration grace) {
        int seconds = (int) Math.min(Integer.MAX_VALUE / 2, (grace.toMillis() + 999) / 1000);
        engine.tell("stop container " + container, Engine.SLOW.plusSeconds(seconds), docker -> {
            try {
                docker.stopContainerCmd(container.value()).withTimeout(seconds).exec();
            } catch (NotModifiedException alreadyStopped) {
                return;
            }
        });
    }

    void pause(ContainerId container) {
        engine.tell("pause container " + container, Engine.QUICK, docker -> {
            try {
                docker.pauseContainerCmd(container.value()).exec();
            } catch (DockerException e) {
                if (state(docker.inspectContainerCmd(container.value()).exec()) != ContainerState.PAUSED) {
                    throw e;
                }
            }
        });
    }

    void unpause(ContainerId container) {
        engine.tell("unpause container " + container, Engine.QUICK, docker -> {
            try {
                docker.unpauseContainerCmd(container.value()).exec();
            } catch (DockerException e) {
                if (state(docker.inspectContainerCmd(container.value()).exec()) == ContainerState.PAUSED) {
                    throw e;
                }
            }
        });
    }

    void remove(ContainerId container) {
        engine.tell("remove container " + container, Engine.SLOW, docker -> {
            while (true) {
                try {
                    docker.removeContainerCmd(container.value())
                            .withForce(true)
                            .withRemoveVolumes(true)
                            .exec();
                    return;
                } catch (NotFoundException gone) {
                    return;
                } catch (ConflictException e) {
                    if (!EngineErrors.words(e).contains("already in progress")) {
                        throw e;
                    }
                    break;
                } catch (DockerException e) {
                    // Podman waits some seconds for programs it has killed, and theirs can be held back by output.
                    if (!EngineErrors.words(e).contains("did not die within timeout")) {
                        throw e;
                    }
                }
            }
            // Another caller removes it: it is gone when that is done.
            while (true) {
                try {
                    docker.inspectContainerCmd(container.value()).exec();
                } catch (NotFoundException gone) {
                    return;
                }
                Thread.sleep(GONE_PAUSE_MILLIS);
            }
        });
    }

    Optional<ContainerInfo> find(String nameOrId) {
        if (!NAME.matcher(nameOrId).matches()) {
            return Optional.empty();
        }
        return engine.ask("look up container " + nameOrId, Engine.QUICK, docker -> {
            try {
                return Optional.of(info(docker.inspectContainerCmd(nameOrId).exec()))
                        // The engine takes the start of an id for the whole.
                        .filter(found -> found.name().equals(nameOrId)
                                || found.id().value().equals(nameOrId));
            } catch (NotFoundException e) {
                return Optional.<ContainerInfo>empty();
            }
        });
    }

    ContainerReach reach(ContainerId container) {
        return engine.ask(
                "inspect container " + container,
                Engine.QUICK,
                docker -> new Inspected(
                                docker.inspectContainerCmd(container.value()).exec(), engine.identity())
                        .reach());
    }

    List<ContainerInfo> list(Map<String, String> labels) {
        return engine.ask("list containers", Engine.QUICK, docker -> {
            ListContainersCmd list = docker.listContainersCmd().withShowAll(true);
            if (!labels.isEmpty()) {
                list.withLabelFilter(labels);
            }
            return list.exec().stream().map(Containers::info).toList();
        });
    }

    private static ContainerInfo info(Container listed) {
        return new ContainerInfo(
                new ContainerId(listed.getId()),
                name(listed.getNames()),
                state(listed.getState()),
                image(listed.getImage(), listed.getLabels()),
                labels(listed.getLabels()),
                Instant.ofEpochSecond(listed.getCreated()));
    }

    private static ContainerInfo info(InspectContainerResponse inspected) {
        ContainerConfig config = inspected.getConfig();
        return new ContainerInfo(
                new ContainerId(inspected.getId()),
                withoutSlash(inspected.getName()),
                state(inspected),
                image(config.getImage(), config.getLabels()),
                labels(config.getLabels()),
                // Whole seconds, as a listing has no more.
                OffsetDateTime.parse(inspected.getCreated()).toInstant().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Its own name: others, with a second slash, are those that other containers have for it. */
    private static String name(String @Nullable [] names) {
        return names == null
                ? ""
                : Arrays.stream(names)
                        .map(Containers::withoutSlash)
                        .filter(name -> name.indexOf('/') < 0)
                        .findFirst()
                        .orElse("");
    }

    private static String withoutSlash(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static String image(@Nullable String engines, @Nullable Map<String, String> labels) {
        String asked = labels == null ? null : labels.get(ContainerCreation.IMAGE);
        return asked == null ? orEmpty(engines) : asked;
    }

    private static Map<String, String> labels(@Nullable Map<String, String> all) {
        Map<String, String> labels = new HashMap<>(all == null ? Map.of() : all);
        labels.remove(ContainerCreation.IMAGE);
        return labels;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static ContainerState state(InspectContainerResponse inspected) {
        return state(inspected.getState().getStatus());
    }

    private static ContainerState state(@Nullable String words) {
        return switch (orEmpty(words)) {
            case "created", "configured", "initialized" -> ContainerState.CREATED;
            case "running", "restarting" -> ContainerState.RUNNING;
            case "paused" -> ContainerState.PAUSED;
            default -> ContainerState.STOPPED;
        };
    }
}
