package io.headjack.internal.configuration;

import io.headjack.HeadjackListener;
import io.headjack.Setting;
import io.headjack.internal.os.Environment;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.HeadjackConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A home directory with a configuration file, and the environment of whoever lives there. */
final class Home {
    static final AgentProfile CLAUDE = AgentProfile.of("claude", List.of("claude"))
            .promptArguments(List.of("-p"))
            .environment(Map.of("A", "1"))
            .resumeArguments(List.of("--continue"))
            .hookArguments(List.of("--settings"));

    final Path file;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private @Nullable Path dataDirectory;
    private @Nullable String runtime;

    Home(Path directory) {
        file = directory.resolve(".config/headjack/config.yaml");
        variables.put("HOME", directory.toString());
    }

    Home variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Home builder(Path directory, String runtimeId) {
        dataDirectory = directory;
        runtime = runtimeId;
        return this;
    }

    Home writes(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    String text() throws IOException {
        return Files.readString(file);
    }

    Configured configured() {
        return Configured.read(asked(), environment());
    }

    Map<String, AgentProfile> agents() {
        return configured().agents(Map.of("claude", CLAUDE)).profiles();
    }

    Map<String, String> secrets(String agent) {
        Map<String, String> revealed = new LinkedHashMap<>();
        configured()
                .agents(Map.of("claude", CLAUDE))
                .secrets()
                .get(agent)
                .forEach((name, secret) -> revealed.put(name, secret.reveal()));
        return revealed;
    }

    Setting setting(String key) {
        return configured().setting(key);
    }

    void set(String key, String value) {
        new Settings(asked(), environment()).set(key, value, configured -> configured.agents(Map.of("claude", CLAUDE)));
    }

    private Environment environment() {
        return new Environment(variables);
    }

    private HeadjackConfiguration asked() {
        return new HeadjackConfiguration(
                dataDirectory, null, runtime, null, null, Clock.systemUTC(), new HeadjackListener() {});
    }
}
