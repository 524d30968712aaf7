package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.os.DurableFiles;
import io.headjack.internal.provider.Agents;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds, pulls or builds the image that an instance is made from. Thread-safe. */
public final class Images {
    private static final String BASE = "headjack-base:";
    private static final String OWN = "headjack-image:";
    private static final String DOCKERFILE = "base.Dockerfile";
    private static final String LABEL = "io.headjack.image";
    private static final int TAG_BYTES = 6;

    private final Parts parts;
    private final Optional<String> configuredBase;
    private final Agents agents;
    private final AgentImages agentImages;

    /**
     * Makes them.
     *
     * @param configuredBase the image of instances that ask for none, if it is not Headjack's own
     */
    public Images(Parts parts, Optional<String> configuredBase, Agents agents) {
        this.parts = parts;
        this.configuredBase = configuredBase;
        this.agents = agents;
        this.agentImages = new AgentImages(parts);
    }

    /** Returns the name under which the engine has the image now. */
    Resolved resolve(InstanceId id, ContainerRuntime runtime, ImageChoice choice) {
        if (choice.dockerfile().isPresent()) {
            return build(runtime, choice.dockerfile().get());
        }
        if (choice.image().isPresent()) {
            return pulled(runtime, choice.image().get());
        }
        return choice.agent().isPresent()
                ? ofAgent(runtime, choice.agent().get(), false)
                : usual(runtime, "base-" + id + "-");
    }

    private Resolved usual(ContainerRuntime runtime, String directory) {
        return configuredBase.isPresent() ? pulled(runtime, configuredBase.get()) : base(directory, runtime);
    }

    /**
     * Returns the image of an agent, fetched or built where it is missing; the usual one for an agent of which nothing is
     * known to install.
     *
     * @param noCache whether to build it in any case, and every step anew
     */
    public Resolved ofAgent(ContainerRuntime runtime, AgentProfile agent, boolean noCache) {
        if (agent.image().isPresent()) {
            return pulled(runtime, agent.image().get());
        }
        Resolved base = usual(runtime, "base-");
        return agent.npmPackage().isPresent()
                ? agentImages.build(runtime, agent, agent.npmPackage().get(), base, labels("agent"), noCache)
                : base;
    }

    /** Finds the image of an agent, if the engine has it and what it is built on. */
    public Optional<Resolved> findOfAgent(ContainerRuntime runtime, AgentProfile agent) {
        String usual = configuredBase.orElse(baseTag());
        String base = agent.image().orElse(usual);
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

    /** Sees to it that the engine has an image that it had before, from which a container is to be made again. */
    void require(InstanceId id, ContainerRuntime runtime, String reference) {
        if (runtime.findImage(reference).isPresent()) {
            return;
        }
        if (reference.startsWith(OWN)) {
            throw new OperationFailedException("the image " + reference + " is gone, and was built from a Dockerfile;"
                    + " build it again: docker build -t " + reference + " …");
        }
        if (reference.equals(baseTag())) {
            base("base-" + id + "-", runtime);
        } else if (reference.startsWith(AgentImages.PREFIX)) {
            again(runtime, reference);
        } else {
            runtime.pullImage(reference);
        }
    }

    /** Builds an agent's image that is gone, if it would be the same. */
    private void again(ContainerRuntime runtime, String reference) {
        boolean same = agents.all().stream()
                .filter(each -> reference.startsWith(AgentImages.PREFIX + each.id() + ":"))
                .anyMatch(each -> ofAgent(runtime, each, false).reference().equals(reference));
        if (!same) {
            throw new OperationFailedException(
                    "the image " + reference + " is gone, and another version of its agent or of"
                            + " its base image is built now; remove the instance and make it again");
        }
    }

    /** Says who built an image, so that nobody else takes it away. */
    private Map<String, String> labels(String kind) {
        return Map.of(LABEL, kind, Containers.CATALOG, parts.catalogId());
    }

    /** The name of the image that new instances without one of their own are made from. */
    public static String baseTag() {
        return BASE + hash(new String(dockerfile(), StandardCharsets.UTF_8));
    }

    private static Resolved pulled(ContainerRuntime runtime, String reference) {
        ImageInfo image = runtime.findImage(reference).orElseGet(() -> runtime.pullImage(reference));
        return new Resolved(reference, image);
    }

    private Resolved build(ContainerRuntime runtime, Path dockerfile) {
        Path file = dockerfile.toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new InvalidRequestException("the Dockerfile " + file + " does not exist; name an existing file");
        }
        String tag = OWN + hash(parts.catalogId() + file);
        return new Resolved(
                tag,
                runtime.buildImage(new ImageBuild(DurableFiles.parent(file), file, tag, null, labels("own"), false)));
    }

    /** Headjack's own base image, built once for each content of its Dockerfile. */
    private Resolved base(String directory, ContainerRuntime runtime) {
        byte[] content = dockerfile();
        String tag = baseTag();
        Optional<ImageInfo> known = runtime.findImage(tag);
        if (known.isPresent()) {
            return new Resolved(tag, known.get());
        }
        try {
            Path context = Files.createTempDirectory(
                    DurableFiles.directory(parts.data().temporary()), directory);
            try {
                Path file = Files.write(context.resolve("Dockerfile"), content);
                return new Resolved(
                        tag, runtime.buildImage(new ImageBuild(context, file, tag, null, labels("base"), false)));
            } finally {
                DurableFiles.delete(context);
            }
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot prepare the base image in " + parts.data().temporary() + ": " + e, e);
        }
    }

    private static byte[] dockerfile() {
        try (InputStream in = Images.class.getResourceAsStream(DOCKERFILE)) {
            if (in == null) {
                throw new IllegalStateException(DOCKERFILE + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
