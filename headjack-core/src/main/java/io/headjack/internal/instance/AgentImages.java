package io.headjack.internal.instance;

import io.headjack.Progress;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.os.DurableFiles;
import io.headjack.internal.os.Flock;
import io.headjack.internal.os.LockHolder;
import io.headjack.spi.AgentPackage;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Images with an agent each, on the image that instances without an agent are made from. Whoever asks for one while any is
 * built, in whatever process, waits for that. Thread-safe.
 */
final class AgentImages {
    static final String PREFIX = "headjack-agent-";

    private static final Duration LONGEST_BUILD = Duration.ofHours(1);

    private final Parts parts;
    private final AgentDockerfile dockerfile = AgentDockerfile.load();

    AgentImages(Parts parts) {
        this.parts = parts;
    }

    /** Returns the name of an agent's image: another one for another version, and on another base. */
    String tag(AgentProfile agent, AgentPackage installed, Images.Resolved base) {
        return PREFIX + agent.id() + ":"
                + Images.hash(text(agent, installed, base) + base.info().id());
    }

    private String text(AgentProfile agent, AgentPackage installed, Images.Resolved base) {
        try {
            return dockerfile.text(agent.id(), base.reference(), base.info().user(), installed);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(e.getMessage() + "; choose a base image of another name", e);
        }
    }

    /**
     * Returns the image, built if it is missing.
     *
     * @param noCache whether to build it in any case, and every step anew
     */
    Images.Resolved build(
            ContainerRuntime runtime,
            AgentProfile agent,
            AgentPackage installed,
            Images.Resolved base,
            Map<String, String> labels,
            boolean noCache) {
        String tag = tag(agent, installed, base);
        Optional<ImageInfo> known = noCache ? Optional.empty() : runtime.findImage(tag);
        if (known.isPresent()) {
            return new Images.Resolved(tag, known.get());
        }
        try (Flock ignored = alone(tag)) {
            Optional<ImageInfo> made = noCache ? Optional.empty() : runtime.findImage(tag);
            if (made.isPresent()) {
                return new Images.Resolved(tag, made.get());
            }
            Path context = Files.createTempDirectory(
                    DurableFiles.directory(parts.data().temporary()), "agent-");
            try {
                Path file = Files.writeString(context.resolve("Dockerfile"), text(agent, installed, base));
                return new Images.Resolved(
                        tag,
                        runtime.buildImage(
                                new ImageBuild(context, file, tag, dockerfile.target(agent.id()), labels, noCache)));
            } finally {
                DurableFiles.delete(context);
            }
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot prepare the image of " + agent.id() + " in "
                            + parts.data().root() + ": " + e,
                    e);
        }
    }

    private Flock alone(String tag) throws IOException {
        Path file = DurableFiles.directory(parts.data().cache()).resolve("agent-images.lock");
        if (Flock.isHeld(file)) {
            parts.progress().accept(new Progress("build " + tag, "waits until another image is built", 0, 0));
        }
        return Flock.acquire(
                file, LONGEST_BUILD, () -> LockHolder.of(file).orElse("whoever builds an image of an agent"));
    }
}
