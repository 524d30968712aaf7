package io.headjack.docker.agents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.docker.DockerRuntimeProvider;
import io.headjack.internal.instance.Images;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.RuntimeContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Images with a real agent each, on Headjack's own base image, built once for an engine and kept. Where this machine trusts
 * certificates of its own, as behind a proxy, npm in the build has to trust them too.
 */
final class AgentImage {
    private static final Path CERTIFICATES = Path.of("/usr/local/share/ca-certificates");
    private static final String FIRST = "FROM ${BASE} AS base\n";

    private AgentImage() {}

    /** Returns the name of the image. The engine must have the base image already. */
    static String of(RealAgent agent, String version, Path context) throws IOException {
        String tag = "headjack-it-" + agent.id() + ":" + version;
        try (ContainerRuntime runtime = new DockerRuntimeProvider()
                .create(new RuntimeContext(context, System.getenv(), Clock.systemUTC(), progress -> {}))) {
            if (runtime.findImage(tag).isEmpty()) {
                Path dockerfile = Files.writeString(context.resolve("Dockerfile"), dockerfile(agent, version, context));
                runtime.buildImage(new ImageBuild(context, dockerfile, tag, agent.id(), Map.of(), false));
            }
        }
        return tag;
    }

    private static String dockerfile(RealAgent agent, String version, Path context) throws IOException {
        String argument = "ARG " + agent.id().toUpperCase(Locale.ROOT) + "=";
        return text().replace("ARG BASE\n", "ARG BASE=" + Images.baseTag() + "\n")
                .replace(FIRST, FIRST + trust(context))
                .replace(argument + agent.versions().get(0), argument + version);
    }

    private static String trust(Path context) throws IOException {
        int found = 0;
        if (Files.isDirectory(CERTIFICATES)) {
            try (Stream<Path> files = Files.list(CERTIFICATES)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".crt")).toList()) {
                    Files.copy(file, context.resolve(file.getFileName()));
                    found++;
                }
            }
        }
        return found == 0 ? "" : """
                COPY *.crt /usr/local/share/ca-certificates/
                RUN update-ca-certificates
                ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
                """;
    }

    private static String text() throws IOException {
        try (InputStream in = AgentImage.class.getResourceAsStream("agents.Dockerfile")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
