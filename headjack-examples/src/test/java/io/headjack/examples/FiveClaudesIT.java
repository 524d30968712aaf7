package io.headjack.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@link FiveAgents} with the real Claude Code, whose model is a script that the repository brings with it. */
@RequiresTool({"docker", "git"})
@Timeout(900)
class FiveClaudesIT {
    private static final Path MODEL =
            Path.of("../headjack-docker/src/test/resources/io/headjack/docker/agents/model.pl");
    private static final Path CERTIFICATES = Path.of("/usr/local/share/ca-certificates");

    private static final String CONFIGURATION = """
            agents:
              claude:
                command:
                  - sh
                  - -c
                  - >-
                    perl model.pl 8099 /tmp/release >/dev/null 2>&1 &
                    until perl -MIO::Socket::INET -e 'exit !IO::Socket::INET->new("127.0.0.1:8099")'; do sleep 0.1; done;
                    exec claude "$@"
                  - claude
                env:
                  ANTHROPIC_BASE_URL: http://127.0.0.1:8099
                  ANTHROPIC_AUTH_TOKEN: any
                  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: 1
            """;

    @TempDir
    Path directory;

    private final TempRepository repository = TempRepository.create();

    @Test
    void fiveAgents_realOnes_haveShownAndCommittedWhatTheyChanged() throws Exception {
        try (repository) {
            repository.commit("First", Map.of("model.pl", Files.readString(MODEL)));
            Path config = Files.writeString(
                    directory.resolve("config.yaml"), "default: {base_image: \"" + base() + "\"}\n" + CONFIGURATION);

            String printed = new Program(repository.directory(), directory.resolve("output"), Map.of())
                    .java(
                            "io.headjack.examples.FiveAgents",
                            repository.directory(),
                            directory.resolve("data"),
                            config,
                            "claude",
                            "Run: echo notes on PART > PART.txt && git add . && git commit --quiet --message PART");

            for (String part : List.of("parser", "printer", "reader", "writer", "index")) {
                assertThat(printed).contains("docs/" + part + ": The work is done.", "+notes on " + part);
                assertThat(repository.git("log", "-1", "--format=%s", "docs/" + part))
                        .isEqualTo(part + "\n");
                assertThat(repository.git("show", "docs/" + part + ":" + part + ".txt"))
                        .isEqualTo("notes on " + part + "\n");
            }
            try (Headjack headjack = open()) {
                assertThat(headjack.instances().list()).isEmpty();
            }
        }
    }

    private Headjack open() {
        return Headjack.builder()
                .dataDirectory(directory.resolve("data"))
                .runtime("docker")
                .open();
    }

    /** Returns Headjack's own image, or where this machine trusts certificates of its own, one that does so too. */
    private String base() throws IOException {
        try (Headjack headjack = open()) {
            Instance instance = headjack.instances()
                    .in(repository.directory())
                    .branch("base")
                    .ensure();
            String base = instance.info().image();
            instance.remove();
            Path image = Files.createDirectory(directory.resolve("image"));
            if (!copyCertificates(image)) {
                return base;
            }
            // The tests of agents have made one before, and images of agents on it.
            String known = base.replace("headjack-base", "headjack-it-base");
            try {
                headjack.instances()
                        .in(repository.directory())
                        .branch("known")
                        .image(known)
                        .ensure()
                        .remove();
                return known;
            } catch (NotFoundException | OperationFailedException e) {
                // Then this one makes its own.
            }
            Path dockerfile = Files.writeString(image.resolve("Dockerfile"), """
                    FROM %s
                    COPY *.crt /usr/local/share/ca-certificates/
                    RUN update-ca-certificates
                    ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
                    """.formatted(base));
            Instance trusting = headjack.instances()
                    .in(repository.directory())
                    .branch("trusting")
                    .dockerfile(dockerfile)
                    .ensure();
            String reference = trusting.info().image();
            trusting.remove();
            return reference;
        }
    }

    private static boolean copyCertificates(Path target) throws IOException {
        if (!Files.isDirectory(CERTIFICATES)) {
            return false;
        }
        try (Stream<Path> all = Files.list(CERTIFICATES)) {
            List<Path> files =
                    all.filter(file -> file.toString().endsWith(".crt")).toList();
            for (Path each : files) {
                Files.copy(each, target.resolve(each.getFileName()));
            }
            return !files.isEmpty();
        }
    }
}
