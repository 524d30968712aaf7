package io.headjack.internal.configuration;

import io.headjack.internal.credential.Secret;
import io.headjack.spi.AgentCredential;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.ScreenPatterns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the file says of one agent: over what is known of it, or all there is. */
final class ConfiguredAgent {
    private final String id;
    private final ConfigurationFile file;
    private final Values values;

    ConfiguredAgent(String id, ConfigurationFile file, Values values) {
        this.id = id;
        this.file = file;
        this.values = values;
    }

    /**
     * Returns its profile; its variables are added to those that are known, everything else takes the known one's place.
     *
     * @param problems is told what keeps it from being started, if anything does
     */
    AgentProfile over(Map<String, AgentProfile> known, Consumer<String> problems) {
        @Nullable AgentProfile base = known.get(id);
        List<String> command = new ArrayList<>(words(Key.AGENT_COMMAND, base == null ? List.of() : base.command()));
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw noCommand(known, base);
        }
        command.addAll(words(Key.AGENT_FLAGS, List.of()));
        AgentProfile profile = base == null ? AgentProfile.of(id, command) : base.command(command);
        List<AgentCredential> credentials = new ConfiguredCredential(id, file, values).over(profile.credentials());
        Map<String, String> environment = new LinkedHashMap<>(profile.environment());
        values.variables(Key.AGENT_ENV.of(id), problems).forEach((name, value) -> {
            environment.remove(name);
            if (!isSecret(name, credentials)) {
                environment.put(name, value);
            }
        });
        return profile.environment(environment)
                .credentials(credentials)
                .promptArguments(words(Key.AGENT_PROMPT, profile.promptArguments()))
                .resumeArguments(words(Key.AGENT_RESUME, profile.resumeArguments()))
                .hookArguments(values.literals(Key.AGENT_HOOK.of(id)).orElse(profile.hookArguments()))
                .screen(screen(profile.screen()));
    }

    /** Returns its variables that nobody else may see. */
    Map<String, Secret> secrets(AgentProfile profile) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        values.variables(Key.AGENT_ENV.of(id), problem -> {}).forEach((name, value) -> {
            if (isSecret(name, profile.credentials())) {
                secrets.put(name, new Secret(value));
            }
        });
        return secrets;
    }

    private boolean isSecret(String variable, List<AgentCredential> credentials) {
        return values.isOfTheEnvironment(Key.AGENT_ENV.of(id), variable)
                || credentials.stream().anyMatch(each -> each.variables().contains(variable));
    }

    private RuntimeException noCommand(Map<String, AgentProfile> known, @Nullable AgentProfile base) {
        String key = Key.AGENT_COMMAND.of(id);
        return file.wrong(
                file.find(key).orElseGet(() -> file.firstBelow(Key.AGENTS + "." + id)),
                key,
                "must name a program, such as [" + id + "]"
                        + (base == null
                                ? ": no agent of this id is known, those are " + new TreeSet<>(known.keySet())
                                : ""));
    }

    private List<String> words(Key key, List<String> otherwise) {
        return values.words(key.of(id)).orElse(otherwise);
    }

    private ScreenPatterns screen(ScreenPatterns base) {
        return new ScreenPatterns(
                values.patterns(Key.AGENT_WAITING.of(id)).orElse(base.waiting()),
                values.patterns(Key.AGENT_WORKING.of(id)).orElse(base.working()),
                values.patterns(Key.AGENT_IDLE.of(id)).orElse(base.idle()),
                values.seconds(Key.AGENT_IDLE_AFTER.of(id)).orElse(base.idleAfter()),
                values.seconds(Key.AGENT_STUCK_AFTER.of(id)).orElse(base.stuckAfter()));
    }
}
