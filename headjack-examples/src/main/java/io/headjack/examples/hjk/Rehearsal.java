package io.headjack.examples.hjk;

import io.headjack.error.HeadjackException;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.RuntimeContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Loads the classes that the verbs need, for the archive that {@code scripts/hjk} starts them from. Changes nothing, and
 * asks no engine but a {@link StandInEngine}, so that all archives are alike.
 */
final class Rehearsal {
    private static final String CLASS = ".class";

    private Rehearsal() {}

    /** Takes an empty directory. */
    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        for (List<String> verb : List.of(List.of("ps"), List.of("ps", "-a", "--json"), List.of("logs", "--help"))) {
            String[] words = with(data, verb);
            Hjk.commandLine(Console.system(), Globals::openInstalled, new Handover(Console.system()), words)
                    .execute(words);
        }
        askEngines(data);
        for (String entry : System.getProperty("java.class.path").split(":")) {
            if (Path.of(entry).startsWith(data.resolveSibling(""))) {
                loadAll(entry);
            }
        }
    }

    private static String[] with(Path data, List<String> verb) {
        return Stream.concat(Stream.of("--data-dir", data.toString()), verb.stream())
                .toArray(String[]::new);
    }

    private static void askEngines(Path data) throws IOException {
        try (StandInEngine engine = new StandInEngine()) {
            Map<String, String> environment = Map.of("DOCKER_HOST", "unix://" + engine.socket());
            RuntimeContext context =
                    new RuntimeContext(data.toAbsolutePath(), environment, Clock.systemUTC(), progress -> {});
            for (ContainerRuntimeProvider provider : ServiceLoader.load(ContainerRuntimeProvider.class)) {
                try (ContainerRuntime runtime = provider.create(context)) {
                    runtime.list(Map.of("io.headjack.catalog", "none"));
                } catch (HeadjackException e) {
                    System.err.println(provider.id() + " could not be rehearsed: " + e.getMessage());
                }
            }
        }
    }

    private static void loadAll(String jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            for (String name : file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(CLASS))
                    .toList()) {
                load(name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
            }
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, Rehearsal.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            System.err.println(name + " could not be rehearsed: " + e);
        }
    }
}
