package io.headjack.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How to start a coding agent.
 *
 * @param id the name by which a user chooses it: lower-case letters, digits and hyphens, a letter first; neither {@code
 *     shell} nor {@code command}
 * @param command the program and its fixed arguments
 * @param promptArguments what comes before the prompt when one is given, such as {@code --prompt}; the prompt follows as
 *     one argument, or in place of one over 96 KiB a sentence that names the file it is in
 * @param resumeArguments what makes it take up its last conversation when its session is started again, such as {@code
 *     --continue}; empty where it cannot
 * @param hookArguments what makes it run programs that tell what it is doing; they come after its fixed arguments and are
 *     not recorded. Such a program replaces the file that the variable {@code HEADJACK_STATUS} names by one line: {@code
 *     WORKING}, {@code IDLE} or {@code WAITING_INPUT}, and perhaps a blank and what it asks
 * @param environment variables it needs; no secrets
 * @param screen how to read its screen
 */
public record AgentProfile(
        String id,
        List<String> command,
        List<String> promptArguments,
        List<String> resumeArguments,
        List<String> hookArguments,
        Map<String, String> environment,
        ScreenPatterns screen) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /**
     * Checks the id and copies the collections.
     *
     * @param id the name by which a user chooses it: lower-case letters, digits and hyphens, a letter first; neither {@code shell} nor {@code command}
     * @param command the program and its fixed arguments
     * @param promptArguments what comes before the prompt when one is given, such as {@code --prompt}; the prompt follows as one argument, or in place of one over 96 KiB a sentence that names the file it is in
     * @param resumeArguments what makes it take up its last conversation when its session is started again, such as {@code --continue}; empty where it cannot
     * @param hookArguments what makes it run programs that tell what it is doing
     * @param environment variables it needs; no secrets
     * @param screen how to read its screen
     */
    public AgentProfile {
        if (!FORM.matcher(id).matches() || "shell".equals(id) || "command".equals(id)) {
            throw new IllegalArgumentException(
                    "agent id must match " + FORM + " and be neither shell nor command, was " + id);
        }
        if (command.isEmpty()) {
            throw new IllegalArgumentException("agent " + id + " must name a program");
        }
        command = List.copyOf(command);
        promptArguments = List.copyOf(promptArguments);
        resumeArguments = List.copyOf(resumeArguments);
        environment = Map.copyOf(environment);
        hookArguments = List.copyOf(hookArguments);
    }

    /**
     * Makes a profile of an agent that cannot resume, and whose screen nobody knows how to read.
     *
     * @param id the name by which a user chooses it
     * @param command the program and its fixed arguments
     * @param promptArguments what comes before the prompt when one is given
     * @param environment variables it needs; no secrets
     */
    public AgentProfile(
            String id, List<String> command, List<String> promptArguments, Map<String, String> environment) {
        this(id, command, promptArguments, List.of(), List.of(), environment, ScreenPatterns.NONE);
    }

    /**
     * Returns a profile with a way to read its screen.
     *
     * @param patterns the way
     * @return a new profile
     */
    public AgentProfile screen(ScreenPatterns patterns) {
        return new AgentProfile(id, command, promptArguments, resumeArguments, hookArguments, environment, patterns);
    }

    /**
     * Returns a profile that says how it takes up its last conversation.
     *
     * @param arguments what makes it do so, after its other arguments
     * @return a new profile
     */
    public AgentProfile resume(List<String> arguments) {
        return new AgentProfile(id, command, promptArguments, arguments, hookArguments, environment, screen);
    }

    /**
     * Returns a profile with what makes it tell what it is doing.
     *
     * @param arguments the arguments
     * @return a new profile
     */
    public AgentProfile hookArguments(List<String> arguments) {
        return new AgentProfile(id, command, promptArguments, resumeArguments, arguments, environment, screen);
    }

    /**
     * Returns the words that start it.
     *
     * @param prompt what it shall do or which file says so, or an empty string to start it interactively
     * @param arguments further arguments of the user, which come before the prompt
     * @return the program and its arguments
     */
    public List<String> commandFor(String prompt, List<String> arguments) {
        List<String> words = new ArrayList<>(command);
        words.addAll(hookArguments);
        words.addAll(arguments);
        if (!prompt.isEmpty()) {
            words.addAll(promptArguments);
            words.add(prompt);
        }
        return List.copyOf(words);
    }
}
