package io.headjack.internal.configuration;

import io.headjack.Permissions;
import io.headjack.SessionName;
import io.headjack.internal.credential.Secret;
import io.headjack.spi.AgentCredential;
import io.headjack.spi.AgentPackage;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.HeadlessMode;
import io.headjack.spi.ScreenPatterns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
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
        ConfiguredCredential credential = new ConfiguredCredential(id, file, values);
        List<AgentCredential> credentials = credential.over(profile.credentials());
        Map<String, String> environment = new LinkedHashMap<>(profile.environment());
        values.variables(Key.AGENT_ENV.of(id), problems).forEach((name, value) -> {
            environment.remove(name);
            if (!isSecret(name, credentials)) {
                environment.put(name, value);
            }
        });
        return withMore(profile.environment(environment)
                .credentials(credentials)
                .credentialOptional(credential.optional().orElse(profile.credentialOptional()))
                .promptArguments(words(Key.AGENT_PROMPT, profile.promptArguments()))
                .resumeArguments(words(Key.AGENT_RESUME, profile.resumeArguments()))
                .hookArguments(literals(Key.AGENT_HOOK, profile.hookArguments()))
                .screen(screen(profile.screen()))
                .modelArguments(words(Key.AGENT_MODEL, profile.modelArguments()))
                .permissionArguments(permissions(profile.permissionArguments()))
                .headless(headless(profile.headless()))
                .enterAfter(values.milliseconds(Key.AGENT_ENTER_AFTER.of(id)).orElse(profile.enterAfter()))
                .quit(literals(Key.AGENT_QUIT, profile.quit()))
                .tags(words(Key.AGENT_TAGS, profile.tags())));
    }

    private AgentProfile withMore(AgentProfile profile) {
        AgentProfile changed = withFiles(withPackage(profile));
        changed = made(Key.AGENT_IMAGE, text -> text).map(changed::image).orElse(changed);
        changed = made(Key.AGENT_WINDOW_NAME, SessionName::new)
                .map(changed::windowName)
                .orElse(changed);
        changed = made(Key.AGENT_WORKING_DIR, text -> text)
                .map(changed::workingDirectory)
                .orElse(changed);
        return values.flag(Key.AGENT_AUTO_ATTACH.of(id))
                .map(changed::autoAttach)
                .orElse(changed);
    }

    private AgentProfile withFiles(AgentProfile profile) {
        String key = Key.AGENT_FILES.of(id);
        return file.find(key)
                .map(node -> {
                    Map<String, String> files = new LinkedHashMap<>(profile.files());
                    files.putAll(values.literalsByName(key));
                    return values.make(node, key, () -> profile.files(files));
                })
                .orElse(profile);
    }

    /** Another version of a known package, or another package with its version. */
    private AgentProfile withPackage(AgentProfile profile) {
        Key first = file.find(Key.AGENT_VERSION.of(id)).isPresent() ? Key.AGENT_VERSION : Key.AGENT_PACKAGE;
        return file.find(first.of(id))
                .map(node -> values.make(node, first.of(id), () -> {
                    String name = values.text(Key.AGENT_PACKAGE.of(id))
                            .or(() -> profile.npmPackage().map(AgentPackage::name))
                            .orElseThrow(() -> new IllegalArgumentException("needs a package beside it"));
                    String version = values.text(Key.AGENT_VERSION.of(id))
                            .orElseThrow(() -> new IllegalArgumentException("needs a version beside it"));
                    return profile.npmPackage(new AgentPackage(name, version));
                }))
                .orElse(profile);
    }

    private HeadlessMode headless(HeadlessMode base) {
        return new HeadlessMode(
                words(Key.AGENT_HEADLESS, base.arguments()),
                words(Key.AGENT_HEADLESS_PROMPT, base.promptArguments()),
                place(Key.AGENT_RESULT_TEXT, base.text()),
                place(Key.AGENT_RESULT_COST, base.cost()),
                place(Key.AGENT_RESULT_TURNS, base.turns()),
                place(Key.AGENT_RESULT_CONVERSATION, base.conversation()));
    }

    private String place(Key key, String base) {
        return made(key, text -> text).orElse(base);
    }

    private Map<Permissions, List<String>> permissions(Map<Permissions, List<String>> base) {
        String key = Key.AGENT_PERMISSIONS.of(id);
        Map<Permissions, List<String>> permissions = new LinkedHashMap<>(base);
        values.flags(key).forEach((name, words) -> {
            Permissions known = Arrays.stream(Permissions.values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> file.wrongValue(key, "may have plan, ask, edit and all below it"));
            permissions.put(known, words);
        });
        return permissions;
    }

    private <T> Optional<T> made(Key key, Function<String, T> maker) {
        return values.made(key.of(id), text -> {
            if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("must be text without control characters, and not blank");
            }
            return maker.apply(text);
        });
    }

    private List<String> literals(Key key, List<String> otherwise) {
        return values.literals(key.of(id)).orElse(otherwise);
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
