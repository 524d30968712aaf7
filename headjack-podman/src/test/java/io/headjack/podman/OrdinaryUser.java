package io.headjack.podman;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A user without rights that root makes for the tests, with a Podman of its own that has root's images, and programs run as it. */
final class OrdinaryUser {
    /** Kept between the tests: its Podman has fitted the images to it, which takes a while. */
    private static final String NAME = "headjack-test";

    private final int id;
    private final Path home;
    private final Path run;

    private OrdinaryUser(int id) {
        this.id = id;
        home = Path.of("/home", NAME);
        run = Path.of("/run/user", Integer.toString(id));
    }

    static OrdinaryUser require() {
        if (exitOf(Map.of(), List.of("id", "-u", NAME)) != 0) {
            must(Map.of(), List.of("useradd", "--create-home", "--shell", "/bin/bash", NAME));
        }
        OrdinaryUser user = new OrdinaryUser(
                Integer.parseInt(must(Map.of(), List.of("id", "-u", NAME)).strip()));
        must(Map.of(), List.of("install", "-d", "-m", "700", "-o", NAME, "-g", NAME, user.run.toString()));
        return user;
    }

    int id() {
        return id;
    }

    /** Makes a directory that is this user's. */
    Path directory(String name) {
        Path directory = home.resolve(name);
        must(Map.of(), List.of("rm", "-rf", directory.toString()));
        must(Map.of(), List.of("install", "-d", "-m", "700", "-o", NAME, "-g", NAME, directory.toString()));
        return directory;
    }

    /** Sees to it that this user has an image that root has. */
    void requireImage(String reference) {
        if (exitOf(environment(), asUser(List.of("podman", "image", "exists", reference))) == 0) {
            return;
        }
        Path archive = directory("images").resolve("image.tar");
        must(System.getenv(), List.of("podman", "save", "--quiet", "--output", archive.toString(), reference));
        must(Map.of(), List.of("chown", NAME, archive.toString()));
        must(environment(), asUser(List.of("podman", "load", "--quiet", "--input", archive.toString())));
        directory("images");
    }

    /** Runs a program of the tests as this user; returns what it said, which ends well. */
    String java(Class<?> main, String... arguments) throws IOException {
        return java(Map.of(), List.of("--init-groups"), List.of(), main, arguments);
    }

    /** As {@link #java(Class, String...)}, with a runtime of the tests' choice, and an engine of this user's own. */
    String javaOwn(String runtime, Class<?> main, String... arguments) throws IOException {
        return java(Map.of(), List.of("--init-groups"), List.of("-Dheadjack.test.runtime=" + runtime), main, arguments);
    }

    /** As {@link #java(Class, String...)}, with an engine of root's that this user may give orders. */
    String javaWith(String runtime, String variable, Path socket, Class<?> main, String... arguments)
            throws IOException {
        return java(
                Map.of(variable, "unix://" + socket),
                List.of("--groups", String.valueOf(Files.getAttribute(socket, "unix:gid"))),
                List.of("-Dheadjack.test.runtime=" + runtime),
                main,
                arguments);
    }

    private String java(
            Map<String, String> more, List<String> groups, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("setpriv", "--reuid", NAME, "--regid", NAME));
        command.addAll(groups);
        command.add("--");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", readableClassPath(), main.getName()));
        command.addAll(List.of(arguments));
        Map<String, String> environment = environment();
        environment.putAll(more);
        return must(environment, command);
    }

    /** What the tests run from may lie where only root can read. */
    private String readableClassPath() throws IOException {
        Path copy = directory("classpath");
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path target = copy.resolve(entries.size() + "-" + Path.of(entry).getFileName());
            if (Files.exists(Path.of(entry))) {
                must(Map.of(), List.of("cp", "-r", entry, target.toString()));
                entries.add(target.toString());
            }
        }
        must(Map.of(), List.of("chown", "-R", NAME, copy.toString()));
        return String.join(":", entries);
    }

    private static List<String> asUser(List<String> command) {
        List<String> whole =
                new ArrayList<>(List.of("setpriv", "--reuid", NAME, "--regid", NAME, "--init-groups", "--"));
        whole.addAll(command);
        return whole;
    }

    private Map<String, String> environment() {
        Path settings = directoryOfSettings();
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", home.toString());
        environment.put("USER", NAME);
        environment.put("PATH", System.getenv("PATH"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("XDG_RUNTIME_DIR", run.toString());
        environment.put("CONTAINERS_CONF", settings.resolve("containers.conf").toString());
        environment.put(
                "CONTAINERS_STORAGE_CONF", settings.resolve("storage.conf").toString());
        return environment;
    }

    private Path directoryOfSettings() {
        Path settings = home.resolve("settings");
        try {
            if (!Files.isDirectory(settings)) {
                Files.createDirectory(settings);
                Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Path source = Path.of(System.getenv("CONTAINERS_CONF")).getParent();
            try (Stream<Path> all = Files.list(source)) {
                for (Path each : all.toList()) {
                    Path copy = Files.write(settings.resolve(each.getFileName()), Files.readAllBytes(each));
                    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
                }
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int exitOf(Map<String, String> environment, List<String> command) {
        return run(environment, command).code();
    }

    private static String must(Map<String, String> environment, List<String> command) {
        Answer answer = run(environment, command);
        assertThat(answer.code()).as("%s said: %s", command, answer.text()).isZero();
        return answer.text();
    }

    private static Answer run(Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true);
            if (!environment.isEmpty()) {
                builder.environment().clear();
                builder.environment().putAll(environment);
            }
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(10, TimeUnit.MINUTES))
                    .as("the end of %s", command)
                    .isTrue();
            return new Answer(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Answer(int code, String text) {}
}
