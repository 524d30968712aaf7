package io.headjack.internal.os;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of this process, and the directories that follow from it (XDG base directory specification).
 *
 * @param variables the variables
 */
public record Environment(Map<String, String> variables) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    public static Environment ofThisProcess() {
        return new Environment(System.getenv());
    }

    public Path dataDirectory() {
        return base("XDG_DATA_HOME", ".local/share").resolve("headjack");
    }

    /** Returns a variable; one that is empty counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Finds a program of this host, as a shell would. */
    public Optional<Path> program(String name) {
        if (name.contains("/")) {
            return Optional.of(Path.of(name)).filter(Files::isExecutable);
        }
        return Arrays.stream(variables.getOrDefault("PATH", "").split(":"))
                .filter(each -> each.startsWith("/"))
                .map(each -> Path.of(each, name))
                .filter(each -> Files.isRegularFile(each) && Files.isExecutable(each))
                .findFirst();
    }

    public Path configFile() {
        return base("XDG_CONFIG_HOME", ".config").resolve("headjack/config.yaml");
    }

    private Path base(String variable, String below) {
        String set = variables.getOrDefault(variable, "");
        // The specification has relative paths ignored.
        return set.startsWith("/") ? Path.of(set) : home().resolve(below);
    }

    public Path home() {
        String home = variables.getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? System.getProperty("user.home") : home);
    }

    /** Names nothing that a variable holds. */
    @Override
    public String toString() {
        return "Environment[" + variables.size() + " variables]";
    }
}
