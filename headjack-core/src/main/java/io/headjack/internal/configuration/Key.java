package io.headjack.internal.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of the configuration file. {@code configuration.schema.json} tells a person what each is for. */
public enum Key {
    DEFAULT_AGENT("default.agent", Form.TEXT, "HEADJACK_AGENT"),
    DEFAULT_BASE_IMAGE("default.base_image", Form.TEXT, "HEADJACK_BASE_IMAGE"),
    RUNTIME_NAME("runtime.name", Form.TEXT, "HEADJACK_RUNTIME"),
    RUNTIME_FLAGS("runtime.flags", Form.MAP, null),
    STORAGE_DIRECTORY("storage.directory", Form.TEXT, "HEADJACK_DATA_DIR"),
    AGENT_COMMAND("agents.*.command", Form.LIST, null),
    AGENT_FLAGS("agents.*.flags", Form.LIST, null),
    AGENT_ENV("agents.*.env", Form.MAP, null),
    AGENT_CREDENTIAL_KIND("agents.*.credential.kind", Form.TEXT, null),
    AGENT_CREDENTIAL_SOURCE("agents.*.credential.source", Form.TEXT, null),
    AGENT_CREDENTIAL_COMMAND("agents.*.credential.command", Form.LIST, null),
    AGENT_CREDENTIAL_VARIABLES("agents.*.credential.variables", Form.LIST, null),
    AGENT_CREDENTIAL_OPTIONAL("agents.*.credential.optional", Form.FLAG, null),
    AGENT_PROMPT("agents.*.promptArguments", Form.LIST, null),
    AGENT_RESUME("agents.*.resumeArguments", Form.LIST, null),
    AGENT_HOOK("agents.*.hookArguments", Form.LIST, null),
    AGENT_WAITING("agents.*.waiting", Form.LIST, null),
    AGENT_WORKING("agents.*.working", Form.LIST, null),
    AGENT_IDLE("agents.*.idle", Form.LIST, null),
    AGENT_IDLE_AFTER("agents.*.idleAfter", Form.SECONDS, null),
    AGENT_STUCK_AFTER("agents.*.stuckAfter", Form.SECONDS, null),
    AGENT_MODEL("agents.*.modelArguments", Form.LIST, null),
    AGENT_PERMISSIONS("agents.*.permissionArguments", Form.MAP, null),
    AGENT_HEADLESS("agents.*.headlessArguments", Form.LIST, null),
    AGENT_HEADLESS_PROMPT("agents.*.headlessPromptArguments", Form.LIST, null),
    AGENT_RESULT_TEXT("agents.*.resultText", Form.TEXT, null),
    AGENT_RESULT_COST("agents.*.resultCost", Form.TEXT, null),
    AGENT_RESULT_TURNS("agents.*.resultTurns", Form.TEXT, null),
    AGENT_RESULT_CONVERSATION("agents.*.resultConversation", Form.TEXT, null),
    AGENT_ENTER_AFTER("agents.*.enterAfter", Form.MILLISECONDS, null),
    AGENT_QUIT("agents.*.quit", Form.LIST, null),
    AGENT_FILES("agents.*.files", Form.MAP, null),
    AGENT_PACKAGE("agents.*.package", Form.TEXT, null),
    AGENT_VERSION("agents.*.version", Form.TEXT, null),
    AGENT_IMAGE("agents.*.image", Form.TEXT, null),
    AGENT_WINDOW_NAME("agents.*.window_name", Form.TEXT, null),
    AGENT_WORKING_DIR("agents.*.working_dir", Form.TEXT, null),
    AGENT_AUTO_ATTACH("agents.*.auto_attach", Form.FLAG, null),
    AGENT_TAGS("agents.*.tags", Form.LIST, null);

    /** Where agents are named. */
    static final String AGENTS = "agents";

    /** What others keep in places of their own, and Headjack in one. */
    static final Set<String> STORED_TOGETHER = Set.of("storage.worktrees", "storage.catalog", "storage.logs");

    private static final Pattern AGENT_ID = Pattern.compile("(?!(?:shell|command)$)[a-z][a-z0-9-]{0,31}");

    private final String path;
    private final Form form;
    private final @Nullable String variable;

    Key(String path, Form form, @Nullable String variable) {
        this.path = path;
        this.form = form;
        this.variable = variable;
    }

    /** Returns its names, joined by dots; an asterisk stands for an agent's id. */
    public String path() {
        return path;
    }

    public Form form() {
        return form;
    }

    /** Returns the variable of the environment that comes before it. */
    public Optional<String> variable() {
        return Optional.ofNullable(variable);
    }

    String of(String agent) {
        return path.replace("*", agent);
    }

    static Optional<Key> find(String path) {
        return Arrays.stream(values()).filter(key -> key.matches(path)).findFirst();
    }

    private boolean matches(String other) {
        return other.matches(Pattern.quote(path).replace("*", "\\E[^.]+\\Q"));
    }

    /** Whether other keys are below. */
    static boolean isSection(String section) {
        return !below(section).isEmpty();
    }

    /** Returns the names that are known below a section; none below {@code agents}, where each is an agent's. */
    static List<String> below(String section) {
        String[] names = section.isEmpty() ? new String[0] : section.split("\\.", -1);
        return Arrays.stream(values())
                .map(key -> key.path.split("\\."))
                .filter(known -> known.length > names.length && begins(known, names))
                .map(known -> known[names.length])
                .distinct()
                .toList();
    }

    private static boolean begins(String[] known, String[] names) {
        for (int i = 0; i < names.length; i++) {
            if (!known[i].equals(names[i]) && !known[i].equals("*")) {
                return false;
            }
        }
        return true;
    }

    static boolean isAgentId(String name) {
        return AGENT_ID.matcher(name).matches();
    }

    /** What a key takes. */
    public enum Form {
        TEXT,
        LIST,
        MAP,
        SECONDS,
        MILLISECONDS,
        FLAG
    }
}
