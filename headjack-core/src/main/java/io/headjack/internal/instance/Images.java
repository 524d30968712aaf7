package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.error.InvalidRequestException;
import io.headjack.internal.catalog.ImageOrigin;
import io.headjack.internal.provider.Agents;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ImageInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Finds, pulls or builds the image that was asked for; callers that want the same one at once share that. Thread-safe. */
public final class Images {
    static final String BASE = "headjack-base:";
    static final String OWN = "headjack-image:";

    private static final String DOCKERFILE = "base.Dockerfile";
    private static final int TAG_BYTES = 6;
    /** Where an image is built for no instance in particular. */
    private static final String NOBODY = "nobody";

    private final Parts parts;
    private final ImageBuilds builds;
    private final Optional<String> configuredBase;
    private final Agents agents;
    private final AgentImages agentImages;

    Images(Parts parts, ImageBuilds builds, Optional<String> configuredBase, Agents agents) {
        this.parts = parts;
        this.builds = builds;
        this.configuredBase = configuredBase;
        this.agents = agents;
        this.agentImages = new AgentImages(builds);
    }

    /** Returns the name under which the engine has the image now. */
    Resolved resolve(InstanceId id, ContainerRuntime runtime, ImageChoice choice) {
        if (choice.dockerfile().isPresent()) {
            return own(runtime, choice.dockerfile().get());
        }
        if (choice.image().isPresent()) {
            return named(id.value(), runtime, choice.image().get());
        }
        return choice.agent().isPresent()
                ? ofAgent(id.value(), runtime, choice.agent().get(), false)
                : usual(id.value(), runtime);
    }

    /** What was asked for when an image was found: of an agent, the image that it has now. */
    ImageChoice choice(ImageOrigin origin) {
        if (origin.dockerfile().isPresent()) {
            return ImageChoice.DEFAULT.dockerfile(origin.dockerfile().get());
        }
        return agents.all().stream()
                .filter(each -> AgentImages.isOf(each, origin.reference()))
                .findFirst()
                .map(ImageChoice.DEFAULT::agent)
                .orElseGet(() -> ImageChoice.DEFAULT.image(origin.reference()));
    }

    /**
     * Returns the image of an agent, fetched or built where it is missing; the usual one for an agent of which nothing is
     * known to install.
     *
     * @param noCache whether to build it in any case, and every step anew
     */
    public Resolved ofAgent(ContainerRuntime runtime, AgentProfile agent, boolean noCache) {
        return ofAgent(NOBODY, runtime, agent, noCache);
    }

    private Resolved ofAgent(String user, ContainerRuntime runtime, AgentProfile agent, boolean noCache) {
        if (agent.image().isPresent()) {
            return named(user, runtime, agent.image().get());
        }
        Resolved base = usual(user, runtime);
        return agent.npmPackage().isPresent()
                ? agentImages.build(user, runtime, agent, agent.npmPackage().get(), base, noCache)
                : base;
    }

    /** Finds the image of an agent, if the engine has it and what it is built on. */
    public Optional<Resolved> findOfAgent(ContainerRuntime runtime, AgentProfile agent) {
        String base = agent.image().orElse(configuredBase.orElse(baseTag()));
        Optional<Resolved> found = runtime.findImage(base).map(info -> new Resolved(base, info));
        if (agent.image().isPresent() || agent.npmPackage().isEmpty()) {
            return found;
        }
        return found.map(each -> agentImages.tag(agent, agent.npmPackage().get(), each))
                .flatMap(tag -> runtime.findImage(tag).map(info -> new Resolved(tag, info)));
    }

    /** Returns the names of the images that new instances are made from. */
    public Set<String> current(ContainerRuntime runtime) {
        Set<String> current = new HashSet<>(Set.of(baseTag()));
        agents.all().forEach(each -> findOfAgent(runtime, each).ifPresent(image -> current.add(image.reference())));
        return current;
    }

    /** Whether an image has a name that only Headjack gives. */
    public static boolean isOurs(String reference) {
        return List.of(BASE, OWN, DerivedImages.NAME, AgentImages.PREFIX).stream()
                .anyMatch(reference::startsWith);
    }

    /** The name of the image that new instances without one of their own are made from. */
    public static String baseTag() {
        return BASE + hash(Scripts.load(DOCKERFILE));
    }

    private Resolved usual(String user, ContainerRuntime runtime) {
        return configuredBase.isPresent() ? named(user, runtime, configuredBase.get()) : base(user, runtime);
    }

    /** An instance of another version was made from another base image, which nobody can build any more. */
    private Resolved named(String user, ContainerRuntime runtime, String reference) {
        Optional<ImageInfo> known = runtime.findImage(reference);
        return known.isEmpty() && reference.startsWith(BASE)
                ? base(user, runtime)
                : known.map(found -> new Resolved(reference, found))
                        .orElseGet(() -> once(runtime, reference, () -> runtime.pullImage(reference)));
    }

    /** Built each time, as its files may be others: of what is as it was, the engine has kept the steps. */
    private Resolved own(ContainerRuntime runtime, Path dockerfile) {
        Path file = dockerfile.toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new InvalidRequestException("the Dockerfile " + file + " does not exist; name an existing file");
        }
        String tag = OWN + hash(parts.catalogId() + file);
        try (ImageLock lock = builds.lock(runtime, tag)) {
            return new Resolved(tag, builds.build(runtime, tag, "own", file));
        }
    }

    /** Headjack's own base image, built once for each content of its Dockerfile. */
    private Resolved base(String user, ContainerRuntime runtime) {
        String tag = baseTag();
        return once(runtime, tag, () -> builds.build(user, runtime, tag, "base", Scripts.load(DOCKERFILE)));
    }

    private Resolved once(ContainerRuntime runtime, String reference, Supplier<ImageInfo> making) {
        Optional<ImageInfo> known = runtime.findImage(reference);
        if (known.isPresent()) {
            return new Resolved(reference, known.get());
        }
        try (ImageLock lock = builds.lock(runtime, reference)) {
            return new Resolved(reference, runtime.findImage(reference).orElseGet(making));
        }
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(InstanceNames.sha256(text), 0, TAG_BYTES);
    }

    /**
     * An image that the engine has.
     *
     * @param reference its name
     * @param info what the engine says of it
     */
    public record Resolved(String reference, ImageInfo info) {}
}
