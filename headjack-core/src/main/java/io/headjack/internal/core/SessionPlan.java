package io.headjack.internal.core;

import io.headjack.SessionName;
import io.headjack.SessionType;
import io.headjack.TerminalSize;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.catalog.SessionSpec;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.HeadlessMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DefaultSessionRequest} collected.
 *
 * @param type what runs
 * @param command the program and its fixed arguments
 * @param agent the agent, or null for a shell or a command
 * @param options what was chosen of what agents have in common
 * @param arguments further arguments of the user
 * @param prompt what the agent shall do, or empty
 * @param name the name, or null to make one
 * @param environment variables
 * @param directory where it starts, or null for the worktree
 * @param size the terminal's size
 */
record SessionPlan(
        SessionType type,
        List<String> command,
        @Nullable AgentProfile agent,
        AgentOptions options,
        List<String> arguments,
        String prompt,
        @Nullable SessionName name,
        Map<String, String> environment,
        @Nullable String directory,
        TerminalSize size) {
    static SessionPlan of(SessionType type, List<String> command) {
        return new SessionPlan(
                type, command, null, AgentOptions.NONE, List.of(), "", null, Map.of(), null, TerminalSize.DEFAULT);
    }

    static SessionPlan of(AgentProfile agent) {
        return new SessionPlan(
                new SessionType(agent.id()),
                agent.command(),
                agent,
                AgentOptions.NONE,
                List.of(),
                "",
                null,
                agent.environment(),
                agent.workingDirectory().orElse(null),
                TerminalSize.DEFAULT);
    }

    /** What a session is started again with: all that its record has, and what its agent needs for that. */
    static SessionPlan again(SessionRecord session, Optional<AgentProfile> agent, Map<String, String> given) {
        List<String> words = new ArrayList<>(session.command());
        Map<String, String> environment = new LinkedHashMap<>();
        agent.ifPresent(profile -> {
            // They come after the fixed arguments, and are not on record.
            int fixed = profile.command().size();
            if (words.size() >= fixed && words.subList(0, fixed).equals(profile.command())) {
                words.addAll(fixed, profile.hookArguments());
            }
            words.addAll(profile.resumeArguments());
            environment.putAll(profile.environment());
        });
        environment.putAll(given);
        SessionSpec asked = session.spec();
        return new SessionPlan(
                session.type(),
                words,
                null,
                AgentOptions.NONE,
                List.of(),
                "",
                session.name(),
                environment,
                asked.directory(),
                asked.size());
    }

    /** What is recorded beside the command: of the variables their names, and only those that no profile has. */
    SessionSpec spec() {
        Map<String, String> usual = agent == null ? Map.of() : agent.environment();
        List<String> variables = environment.entrySet().stream()
                .filter(each -> !usual.entrySet().contains(each))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new SessionSpec(directory, variables, size);
    }

    /** Returns the words without the prompt, as they may be recorded. */
    List<String> recorded() {
        return concat(command, chosen());
    }

    /**
     * Returns the words that are run in a terminal.
     *
     * @param told what the agent is told: the prompt, or where it finds it
     */
    List<String> words(String told) {
        if (agent == null) {
            return recorded();
        }
        List<String> words = concat(command, agent.hookArguments(), chosen());
        return told.isEmpty() ? words : concat(words, with(agent.promptArguments(), told));
    }

    /**
     * Returns the words that are run without one.
     *
     * @param told what the agent is told: the prompt, or where it finds it
     */
    List<String> headlessWords(HeadlessMode mode, String told) {
        return concat(command, mode.arguments(), chosen(), with(mode.promptArguments(), told));
    }

    /** An argument that ends in an equals sign is one with the prompt, which may begin like an option then. */
    private static List<String> with(List<String> promptArguments, String told) {
        int last = promptArguments.size() - 1;
        return last >= 0 && promptArguments.get(last).endsWith("=")
                ? concat(promptArguments.subList(0, last), List.of(promptArguments.get(last) + told))
                : concat(promptArguments, List.of(told));
    }

    private List<String> chosen() {
        return agent == null ? arguments : concat(options.arguments(agent), arguments);
    }

    @SafeVarargs
    private static List<String> concat(List<String>... parts) {
        List<String> words = new ArrayList<>();
        for (List<String> part : parts) {
            words.addAll(part);
        }
        return List.copyOf(words);
    }

    SessionPlan options(AgentOptions chosen) {
        return new SessionPlan(type, command, agent, chosen, arguments, prompt, name, environment, directory, size);
    }

    SessionPlan name(SessionName given) {
        return new SessionPlan(type, command, agent, options, arguments, prompt, given, environment, directory, size);
    }

    SessionPlan prompt(String text) {
        return new SessionPlan(type, command, agent, options, arguments, text, name, environment, directory, size);
    }

    SessionPlan arguments(List<String> more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(more);
        return new SessionPlan(type, command, agent, options, all, prompt, name, environment, directory, size);
    }

    SessionPlan environment(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new SessionPlan(type, command, agent, options, arguments, prompt, name, more, directory, size);
    }

    SessionPlan directory(String path) {
        return new SessionPlan(type, command, agent, options, arguments, prompt, name, environment, path, size);
    }

    SessionPlan size(TerminalSize given) {
        return new SessionPlan(type, command, agent, options, arguments, prompt, name, environment, directory, given);
    }
}
