package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.os.DurableFiles;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Finds, pulls or builds the image that an instance is made from. Thread-safe. */
public final class Images {
    private static final String BASE = "headjack-base:";
    private static final String OWN = "headjack-image:";
    private static final String DOCKERFILE = "base.Dockerfile";
    private static final String LABEL = "io.headjack.image";
    private static final int TAG_BYTES = 6;

    private final Parts parts;
    private final Optional<String> configuredBase;

    Images(Parts parts, Optional<String> configuredBase) {
        this.parts = parts;
        this.configuredBase = configuredBase;
    }

    /** Returns the name under which the engine has the image now. */
    Resolved resolve(InstanceId id, ContainerRuntime runtime, ImageChoice choice) {
        if (choice.dockerfile().isPresent()) {
            return build(runtime, choice.dockerfile().get());
        }
        Optional<String> named = choice.image().or(() -> configuredBase);
        return named.isPresent() ? pulled(runtime, named.get()) : base(id, runtime);
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
            base(id, runtime);
        } else {
            runtime.pullImage(reference);
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
    private Resolved base(InstanceId id, ContainerRuntime runtime) {
        byte[] content = dockerfile();
        String tag = baseTag();
        Optional<ImageInfo> known = runtime.findImage(tag);
        if (known.isPresent()) {
            return new Resolved(tag, known.get());
        }
        try {
            Path context = Files.createTempDirectory(
                    DurableFiles.directory(parts.data().temporary()), "base-" + id + "-");
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
