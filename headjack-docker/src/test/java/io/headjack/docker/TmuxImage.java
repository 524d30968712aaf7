package io.headjack.docker;

import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ImageBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A small image with tmux, built once for an engine and kept. */
final class TmuxImage {
    static final String TAG = "headjack-it-tmux:1";

    private static final String DOCKERFILE = """
            FROM debian:bookworm-slim
            RUN apt-get update \\
             && apt-get install -y --no-install-recommends tmux \\
             && rm -rf /var/lib/apt/lists/*
            """;

    private TmuxImage() {}

    static void require(ContainerRuntime runtime, Path context) throws IOException {
        if (runtime.findImage(TAG).isEmpty()) {
            Path dockerfile = Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
            runtime.buildImage(new ImageBuild(context, dockerfile, TAG, null, Map.of(), false));
        }
    }
}
