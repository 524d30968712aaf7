package io.headjack.internal.instance;

import io.headjack.error.InvalidRequestException;
import io.headjack.spi.AgentPackage;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ImageInfo;
import java.util.Optional;

/**
 * Images with an agent each, on the image that instances without an agent are made from. Whoever asks for one while any is
 * built, in whatever process, waits for that. Thread-safe.
 */
final class AgentImages {
    static final String PREFIX = "headjack-agent-";

    /** All are built under one lock: they share their slowest step, which the engine keeps for the next. */
    private static final String ANY = PREFIX + "*";

    private final ImageBuilds builds;
    private final AgentDockerfile dockerfile = AgentDockerfile.load();

    AgentImages(ImageBuilds builds) {
        this.builds = builds;
    }

    /** Whether an image is an agent's, of whatever version. */
    static boolean isOf(AgentProfile agent, String reference) {
        return reference.startsWith(PREFIX + agent.id() + ":");
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
     * @param user whom it is for
     * @param noCache whether to build it in any case, and every step anew
     */
    Images.Resolved build(
            String user,
            ContainerRuntime runtime,
            AgentProfile agent,
            AgentPackage installed,
            Images.Resolved base,
            boolean noCache) {
        String tag = tag(agent, installed, base);
        Optional<ImageInfo> known = noCache ? Optional.empty() : runtime.findImage(tag);
        if (known.isPresent()) {
            return new Images.Resolved(tag, known.get());
        }
        try (ImageLock lock = builds.lock(runtime, ANY)) {
            Optional<ImageInfo> made = noCache ? Optional.empty() : runtime.findImage(tag);
            String target = dockerfile.target(agent.id());
            return new Images.Resolved(
                    tag,
                    made.orElseGet(() ->
                            builds.build(user, runtime, tag, "agent", text(agent, installed, base), target, noCache)));
        }
    }
}
