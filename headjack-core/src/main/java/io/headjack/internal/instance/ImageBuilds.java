package io.headjack.internal.instance;

import io.headjack.error.OperationFailedException;
import io.headjack.internal.os.DurableFiles;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has images built, marked as this catalog's, one caller at a time for each. Thread-safe. */
final class ImageBuilds {
    private static final String LABEL = "io.headjack.image";

    private final Parts parts;

    ImageBuilds(Parts parts) {
        this.parts = parts;
    }

    /** Excludes all others who fetch or build this image. */
    ImageLock lock(ContainerRuntime runtime, String reference) {
        return ImageLock.acquire(parts.data(), runtime.id(), reference);
    }

    /**
     * Builds one from a Dockerfile of Headjack's own, with nothing else to copy from.
     *
     * @param user the instance that it is for, whose operations clear away what a killed build leaves
     */
    ImageInfo build(String user, ContainerRuntime runtime, String tag, String kind, String dockerfile) {
        return build(user, runtime, tag, kind, dockerfile, null, false);
    }

    /** The same with a target in the Dockerfile; without the cache every step is done anew. */
    ImageInfo build(
            String user,
            ContainerRuntime runtime,
            String tag,
            String kind,
            String dockerfile,
            @Nullable String target,
            boolean noCache) {
        try {
            Path context = Files.createTempDirectory(
                    DurableFiles.directory(parts.data().temporary()), kind + "-" + user + "-");
            try {
                Path file = Files.writeString(context.resolve("Dockerfile"), dockerfile);
                return runtime.buildImage(new ImageBuild(context, file, tag, target, labels(kind), noCache));
            } finally {
                DurableFiles.delete(context);
            }
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot prepare the image " + tag + " in " + parts.data().temporary() + ": " + e, e);
        }
    }

    /** Builds one from a file, with the directory that it is in to copy from. */
    ImageInfo build(ContainerRuntime runtime, String tag, String kind, Path dockerfile) {
        return runtime.buildImage(
                new ImageBuild(DurableFiles.parent(dockerfile), dockerfile, tag, null, labels(kind), false));
    }

    /** Says who built an image, so that nobody else takes it away. */
    private Map<String, String> labels(String kind) {
        return Map.of(LABEL, kind, Containers.CATALOG, parts.catalogId());
    }
}
