package io.headjack.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * How to start a coding agent, and what there is to know of it. Immutable: each setter returns a new profile. What is not
 * set, the agent does not have.
 *
 * <pre>{@code
 * public AgentProfile profile() {
 *     return AgentProfile.of("stand-in", List.of("sh", "-c", SCRIPT, "stand-in"))
 *             .promptArguments(List.of("--task"))
 *             .environment(Map.of("STAND_IN_SIGN", "(a script, no model)"));
 * }
 * }</pre>
 */
public final class AgentProfile {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final String id;
    private final Content content;

    private AgentProfile(String id, Content content) {
        this.id = id;
        this.content = content;
    }

    /**
     * Begins a profile.
     *
     * @param id the name by which a user chooses it: lower-case letters, digits and hyphens, a letter first; neither {@code
     *     shell} nor {@code command}
     * @param command the program and its fixed arguments
     * @return a profile of an agent that takes its prompt as its last argument, and of which nothing else is known
     * @throws IllegalArgumentException if the id has another form, or the command names no program
     */
    public static AgentProfile of(String id, List<String> command) {
        if (!FORM.matcher(id).matches() || "shell".equals(id) || "command".equals(id)) {
            throw new IllegalArgumentException(
                    "agent id must match " + FORM + " and be neither shell nor command, was " + id);
        }
        return new AgentProfile(id, new Content()).command(command);
    }

    /**
     * Returns the name by which a user chooses it.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * Returns the program and its fixed arguments.
     *
     * @return the words
     */
    public List<String> command() {
        return content.command;
    }

    /**
     * Sets the program and its fixed arguments.
     *
     * @param words the words
     * @return a new profile
     * @throws IllegalArgumentException if they name no program
     */
    public AgentProfile command(List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("agent " + id + " must name a program");
        }
        return with(next -> next.command = List.copyOf(words));
    }

    /**
     * Returns what comes before the prompt when one is given.
     *
     * @return the arguments
     */
    public List<String> promptArguments() {
        return content.promptArguments;
    }

    /**
     * Sets what comes before the prompt when one is given, such as {@code --prompt}. The prompt follows as one argument, or
     * in place of one over 96 KiB a sentence that names the file it is in.
     *
     * @param arguments the arguments
     * @return a new profile
     */
    public AgentProfile promptArguments(List<String> arguments) {
        return with(next -> next.promptArguments = List.copyOf(arguments));
    }

    /**
     * Returns what makes it take up its last conversation when its session is started again.
     *
     * @return the arguments, empty where it cannot
     */
    public List<String> resumeArguments() {
        return content.resumeArguments;
    }

    /**
     * Sets what makes it take up its last conversation when its session is started again, such as {@code --continue}; it
     * comes after its other arguments.
     *
     * @param arguments the arguments
     * @return a new profile
     */
    public AgentProfile resumeArguments(List<String> arguments) {
        return with(next -> next.resumeArguments = List.copyOf(arguments));
    }

    /**
     * Returns what makes it run programs that tell what it is doing.
     *
     * @return the arguments
     */
    public List<String> hookArguments() {
        return content.hookArguments;
    }

    /**
     * Sets what makes it run programs that tell what it is doing. They come after its fixed arguments and are not recorded.
     * Such a program replaces the file that the variable {@code HEADJACK_STATUS} names by one line: {@code WORKING}, {@code
     * IDLE} or {@code WAITING_INPUT}, and perhaps a blank and what it asks.
     *
     * @param arguments the arguments
     * @return a new profile
     */
    public AgentProfile hookArguments(List<String> arguments) {
        return with(next -> next.hookArguments = List.copyOf(arguments));
    }

    /**
     * Returns the variables that it needs.
     *
     * @return the variables with their values, in the order in which they were set
     */
    public Map<String, String> environment() {
        return content.environment;
    }

    /**
     * Sets the variables that it needs; no secrets.
     *
     * @param variables the variables with their values
     * @return a new profile
     */
    public AgentProfile environment(Map<String, String> variables) {
        return with(next -> next.environment = Collections.unmodifiableMap(new LinkedHashMap<>(variables)));
    }

    /**
     * Returns how to read its screen.
     *
     * @return the patterns
     */
    public ScreenPatterns screen() {
        return content.screen;
    }

    /**
     * Sets how to read its screen.
     *
     * @param patterns the patterns
     * @return a new profile
     */
    public AgentProfile screen(ScreenPatterns patterns) {
        return with(next -> next.screen = patterns);
    }

    /**
     * Returns the forms in which it takes a credential.
     *
     * @return the forms, the best first
     */
    public List<AgentCredential> credentials() {
        return content.credentials;
    }

    /**
     * Sets the forms in which it takes a credential. They are looked for in this order, first in variables, then in files.
     *
     * @param forms the forms, the best first
     * @return a new profile
     */
    public AgentProfile credentials(List<AgentCredential> forms) {
        return with(next -> next.credentials = List.copyOf(forms));
    }

    /**
     * Returns the words that start it.
     *
     * @param prompt what it shall do or which file says so, or an empty string to start it interactively
     * @param arguments further arguments of the user, which come before the prompt
     * @return the program and its arguments
     */
    public List<String> commandFor(String prompt, List<String> arguments) {
        List<String> words = new ArrayList<>(command());
        words.addAll(hookArguments());
        words.addAll(arguments);
        if (!prompt.isEmpty()) {
            words.addAll(promptArguments());
            words.add(prompt);
        }
        return List.copyOf(words);
    }

    private AgentProfile with(Consumer<Content> change) {
        Content next = new Content(content);
        change.accept(next);
        return new AgentProfile(id, next);
    }

    /** Names its variables and does not show their values, which a user may have made secrets of. */
    @Override
    public String toString() {
        return "AgentProfile[" + id + ", command=" + command() + ", environment="
                + new TreeSet<>(environment().keySet()) + "]";
    }

    /** What can be set. Changed only while it is copied. */
    private static final class Content {
        private List<String> command = List.of();
        private List<String> promptArguments = List.of();
        private List<String> resumeArguments = List.of();
        private List<String> hookArguments = List.of();
        private Map<String, String> environment = Map.of();
        private ScreenPatterns screen = ScreenPatterns.NONE;
        private List<AgentCredential> credentials = List.of();

        Content() {}

        Content(Content other) {
            command = other.command;
            promptArguments = other.promptArguments;
            resumeArguments = other.resumeArguments;
            hookArguments = other.hookArguments;
            environment = other.environment;
            screen = other.screen;
            credentials = other.credentials;
        }
    }
}
