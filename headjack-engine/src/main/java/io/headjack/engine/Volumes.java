package io.headjack.engine;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.command.ListVolumesCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.List;
import java.util.Map;

/** The engine's volumes. */
final class Volumes {
    private final Engine engine;

    Volumes(Engine engine) {
        this.engine = engine;
    }

    void create(String name, Map<String, String> labels) {
        engine.ask("create volume " + name, Engine.QUICK, docker -> {
            try {
                // Podman refuses a name that exists, where Docker returns what is there.
                return docker.inspectVolumeCmd(name).exec().getName();
            } catch (NotFoundException e) {
                return docker.createVolumeCmd()
                        .withName(name)
                        .withLabels(labels)
                        .exec()
                        .getName();
            }
        });
    }

    void remove(String name) {
        engine.tell("remove volume " + name, Engine.QUICK, docker -> {
            try {
                docker.removeVolumeCmd(name).exec();
            } catch (NotFoundException gone) {
                return;
            }
        });
    }

    List<String> list(Map<String, String> labels) {
        return engine.ask("list volumes", Engine.QUICK, docker -> {
            ListVolumesCmd list = docker.listVolumesCmd();
            if (!labels.isEmpty()) {
                list.withFilter("label", ExecStarter.environment(labels));
            }
            List<InspectVolumeResponse> volumes = list.exec().getVolumes();
            return volumes == null
                    ? List.<String>of()
                    : volumes.stream().map(InspectVolumeResponse::getName).toList();
        });
    }
}
