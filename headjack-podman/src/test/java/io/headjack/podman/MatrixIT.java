package io.headjack.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images of root, of a user with a name and of a number, for root and for an ordinary user of the host, on Docker, on Podman of
 * root and on Podman of that user: {@link MatrixJob} with each.
 */
@RequiresTool({"docker", "podman", "git", "useradd", "setpriv", "newuidmap"})
class MatrixIT {
    private static final String[] KINDS =
            Arrays.stream(MatrixJob.Kind.values()).map(Enum::name).toArray(String[]::new);

    @TempDir
    private Path directory;

    @BeforeEach
    void requireRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can make a user to run as");
    }

    private String asRoot(String runtime) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dheadjack.test.runtime=" + runtime,
                "-cp",
                System.getProperty("java.class.path"),
                MatrixJob.class.getName(),
                directory.toString()));
        command.addAll(List.of(KINDS));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static String asUser(String runtime, String variable, Path socket, String... kinds) throws IOException {
        OrdinaryUser user = OrdinaryUser.require();
        List<String> arguments =
                new ArrayList<>(List.of(user.directory("matrix-" + runtime).toString()));
        arguments.addAll(List.of(kinds));
        return user.javaWith(runtime, variable, socket, MatrixJob.class, arguments.toArray(String[]::new));
    }

    private static Path dockerSocket() {
        String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        return Path.of(host.substring("unix://".length()));
    }

    private static void isWell(String said, String... kinds) {
        assertThat(said.lines().filter(each -> each.startsWith("all is well")))
                .containsExactlyElementsOf(Arrays.stream(kinds)
                        .map(each -> "all is well with " + each)
                        .toList());
    }

    @Test
    void dockerOfRoot_forAnOrdinaryUserWithAnImageOfANumber() throws Exception {
        isWell(asUser("docker", "DOCKER_HOST", dockerSocket(), "NUMERIC"), "NUMERIC");
    }

    @Test
    @Tag("long")
    void dockerOfRoot_forRoot() throws Exception {
        isWell(asRoot("docker"), KINDS);
    }

    @Test
    @Tag("long")
    void dockerOfRoot_forAnOrdinaryUser() throws Exception {
        isWell(asUser("docker", "DOCKER_HOST", dockerSocket(), KINDS), KINDS);
    }

    @Test
    @Tag("long")
    void podmanOfRoot_forRoot() throws Exception {
        isWell(asRoot("podman"), KINDS);
    }

    @Test
    @Tag("long")
    void podmanOfRoot_forAnOrdinaryUser() throws Exception {
        String image = TestPodman.baseImage(directory.resolve("data"));
        assertThat(image).isNotEmpty();
        Path socket = OrdinaryUser.require().directory("socket").resolve("podman.sock");
        Process service = new ProcessBuilder("podman", "system", "service", "--time=120", "unix://" + socket)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("service.log").toFile())
                .start();
        try {
            await(socket, service);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
            isWell(asUser("podman", "CONTAINER_HOST", socket, KINDS), KINDS);
        } finally {
            service.destroy();
        }
    }

    private static void await(Path socket, Process service) throws InterruptedException {
        while (!Files.exists(socket)) {
            assertThat(service.waitFor(10, TimeUnit.MILLISECONDS)).as("its end").isFalse();
        }
    }

    @Test
    @Tag("long")
    void podmanOfAnOrdinaryUser_forThatUser() throws Exception {
        OrdinaryUser user = OrdinaryUser.require();
        user.requireImage("docker.io/library/" + TestPodman.baseImage(directory.resolve("data")));
        List<String> arguments =
                new ArrayList<>(List.of(user.directory("matrix-rootless").toString()));
        arguments.addAll(List.of(KINDS));

        isWell(user.javaOwn("podman", MatrixJob.class, arguments.toArray(String[]::new)), KINDS);
    }
}
