package io.headjack.spi;

import java.util.List;

/**
 * How an agent does one task without a terminal, and what it prints then: JSON, as one object or as one on each line.
 *
 * <p>A place in it is names joined by slashes, from the top of each object, such as {@code part/cost}. What stands there
 * counts only where a condition behind it holds, that one of its fields has a text: {@code item?type=agent_message/text}.
 * The condition alone, {@code ?type=turn.completed}, is the object on top.
 *
 * @param arguments what makes it do so, after its fixed arguments, such as {@code exec --json}
 * @param promptArguments what comes between all other arguments and the prompt, as for a terminal
 * @param text where its answer is: the last one counts; empty where all that it prints is the answer
 * @param cost where its cost in US dollars is: the sum of all counts; empty where it does not tell
 * @param turns where it tells how often its model was asked: the sum of all numbers, or how many of these places there are;
 *     empty where it does not tell
 * @param conversation where the name of the conversation is: the first one counts; empty where it does not tell
 */
public record HeadlessMode(
        List<String> arguments,
        List<String> promptArguments,
        String text,
        String cost,
        String turns,
        String conversation) {
    /** An agent that always wants a terminal. */
    public static final HeadlessMode NONE = new HeadlessMode(List.of(), List.of(), "", "", "", "");

    /**
     * Copies the lists.
     *
     * @param arguments what makes it do so, after its fixed arguments, such as {@code exec --json}
     * @param promptArguments what comes between all other arguments and the prompt
     * @param text where its answer is: the last one counts; empty where all that it prints is the answer
     * @param cost where its cost in US dollars is: the sum of all counts; empty where it does not tell
     * @param turns where it tells how often its model was asked: the sum of all numbers, or how many of these places there
     *     are; empty where it does not tell
     * @param conversation where the name of the conversation is: the first one counts; empty where it does not tell
     */
    public HeadlessMode {
        arguments = List.copyOf(arguments);
        promptArguments = List.copyOf(promptArguments);
    }

    /**
     * Tells whether there is such a mode.
     *
     * @return whether it has arguments for it
     */
    public boolean isKnown() {
        return !arguments.isEmpty() || !promptArguments.isEmpty();
    }
}
