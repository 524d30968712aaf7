package io.headjack.docker.agents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.CredentialSource;
import io.headjack.Headjack;
import io.headjack.HeadjackBuilder;
import io.headjack.Instance;
import io.headjack.Network;
import io.headjack.docker.DockerRuntimeProvider;
import io.headjack.internal.instance.Images;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.RuntimeContext;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Headjack with real agents on Docker, whose images it builds and keeps. Where this machine trusts certificates of its own,
 * as behind a proxy, they are built on an image that trusts them too.
 */
final class AgentSite implements AutoCloseable {
    private static final Path CERTIFICATES = Path.of("/usr/local/share/ca-certificates");

    private final Path directory;
    private final TempRepository repository;
    private final Headjack headjack;

    private AgentSite(Path directory, TempRepository repository, Headjack headjack) {
        this.directory = directory;
        this.repository = repository;
        this.headjack = headjack;
    }

    /** Opens one that knows the agent in a version and how it finds its model. */
    static AgentSite open(Path directory, RealAgent agent, String version) throws IOException {
        String agents = "  " + agent.id() + ":\n" + (agent.configuration() + "version: " + version + "\n").indent(4);
        return open(directory, agents, Map.of());
    }

    /**
     * Opens one.
     *
     * @param agents what is configured for agents, in YAML
     * @param credentials where credentials come from, by agent
     */
    static AgentSite open(Path directory, String agents, Map<String, CredentialSource> credentials) throws IOException {
        TempRepository repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "one\n"));
        Path file = configuration(directory, agents);
        HeadjackBuilder builder = Headjack.builder()
                .dataDirectory(directory.resolve("data"))
                .configFile(file)
                .runtime("docker");
        for (Map.Entry<String, CredentialSource> each : credentials.entrySet()) {
            builder = builder.credential(each.getKey(), each.getValue());
        }
        return new AgentSite(directory, repository, builder.open());
    }

    /** Writes a configuration whose base image trusts what this machine trusts. */
    static Path configuration(Path directory, String agents) throws IOException {
        String base = trustingBase(directory)
                .map(image -> "default: {base_image: \"" + image + "\"}\n")
                .orElse("");
        return Files.writeString(
                directory.resolve("config.yaml"), base + (agents.isEmpty() ? "" : "agents:\n" + agents), UTF_8);
    }

    TempRepository repository() {
        return repository;
    }

    Headjack headjack() {
        return headjack;
    }

    /** Makes an instance without a network in which the agent is. */
    Instance instance(String branch, RealAgent agent) {
        return instance(branch, agent.id());
    }

    Instance instance(String branch, String agent) {
        return headjack.instances()
                .in(repository.directory())
                .branch(branch)
                .agent(agent)
                .network(Network.NONE)
                .create();
    }

    @Override
    public void close() {
        headjack.close();
        repository.close();
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    private static Optional<String> trustingBase(Path directory) throws IOException {
        if (!Files.isDirectory(CERTIFICATES)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(CERTIFICATES)) {
            if (files.noneMatch(each -> each.toString().endsWith(".crt"))) {
                return Optional.empty();
            }
        }
        String tag = Images.baseTag().replace("headjack-base", "headjack-it-base");
        try (ContainerRuntime runtime = new DockerRuntimeProvider()
                .create(new RuntimeContext(directory, System.getenv(), Clock.systemUTC(), progress -> {}))) {
            if (runtime.findImage(tag).isEmpty()) {
                makeBase(directory);
                Path context = Files.createDirectories(directory.resolve("base"));
                try (Stream<Path> files = Files.list(CERTIFICATES)) {
                    for (Path each : files.filter(file -> file.toString().endsWith(".crt"))
                            .toList()) {
                        Files.copy(each, context.resolve(each.getFileName()));
                    }
                }
                Path dockerfile = Files.writeString(context.resolve("Dockerfile"), """
                        FROM %s
                        COPY *.crt /usr/local/share/ca-certificates/
                        RUN update-ca-certificates
                        ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
                        """.formatted(Images.baseTag()));
                runtime.buildImage(new ImageBuild(context, dockerfile, tag, null, Map.of(), false));
            }
        }
        return Optional.of(tag);
    }

    /** An instance without an agent brings Headjack's own base image. */
    private static void makeBase(Path directory) throws IOException {
        try (TempRepository repository = TempRepository.create();
                Headjack headjack = Headjack.builder()
                        .dataDirectory(directory.resolve("data"))
                        .configFile(Files.createFile(directory.resolve("empty.yaml")))
                        .runtime("docker")
                        .open()) {
            repository.commit("First", Map.of("a.txt", "one\n"));
            headjack.instances()
                    .in(repository.directory())
                    .branch("base")
                    .ensure()
                    .remove();
        }
    }
}
