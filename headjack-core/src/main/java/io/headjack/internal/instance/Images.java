package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.error.InvalidRequestException;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ImageInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds, pulls or builds the image that was asked for; callers that want the same one at once share that. Thread-safe. */
public final class Images {
    static final String BASE = "headjack-base:";
    static final String OWN = "headjack-image:";

    private static final String DOCKERFILE = "base.Dockerfile";
    private static final int TAG_BYTES = 6;

    private final Parts parts;
    private final ImageBuilds builds;
    private final Optional<String> configuredBase;

    Images(Parts parts, ImageBuilds builds, Optional<String> configuredBase) {
        this.parts = parts;
        this.builds = builds;
        this.configuredBase = configuredBase;
    }

    /** Returns the name under which the engine has the image now. */
    Resolved resolve(InstanceId id, ContainerRuntime runtime, ImageChoice choice) {
        if (choice.dockerfile().isPresent()) {
            return own(runtime, choice.dockerfile().get());
        }
        Optional<String> named = choice.image().or(() -> configuredBase);
        return named.isPresent() ? named(id, runtime, named.get()) : base(id, runtime);
    }

    /** Whether an image has a name that only Headjack gives. */
    public static boolean isOurs(String reference) {
        return List.of(BASE, OWN, DerivedImages.NAME).stream().anyMatch(reference::startsWith);
    }

    /** The name of the image that new instances without one of their own are made from. */
    public static String baseTag() {
        return BASE + hash(Scripts.load(DOCKERFILE));
    }

    /** An instance of another version was made from another base image, which nobody can build any more. */
    private Resolved named(InstanceId id, ContainerRuntime runtime, String reference) {
        Optional<ImageInfo> known = runtime.findImage(reference);
        return known.isEmpty() && reference.startsWith(BASE)
                ? base(id, runtime)
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
    private Resolved base(InstanceId id, ContainerRuntime runtime) {
        String tag = baseTag();
        return once(runtime, tag, () -> builds.build(id, runtime, tag, "base", Scripts.load(DOCKERFILE)));
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

    private static String hash(String text) {
        return HexFormat.of().formatHex(InstanceNames.sha256(text), 0, TAG_BYTES);
    }

    /**
     * An image that the engine has.
     *
     * @param reference its name
     * @param info what the engine says of it
     */
    record Resolved(String reference, ImageInfo info) {}
}
