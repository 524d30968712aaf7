package io.headjack.testkit;

import io.headjack.Activity;
import java.util.List;
import java.util.Optional;

/**
 * A recorded screen of an agent, with what must be read from it.
 *
 * @param name what a failure calls it
 * @param lines the rows from top to bottom, without escape sequences
 * @param expected waiting, working or idle
 * @param question what it asks, where something must be found as the question
 */
public record AgentScreen(String name, List<String> lines, Activity expected, Optional<String> question) {
    /**
     * Copies the lines.
     *
     * @param name what a failure calls it
     * @param lines the rows from top to bottom, without escape sequences
     * @param expected waiting, working or idle
     * @param question what it asks, where something must be found as the question
     */
    public AgentScreen {
        lines = List.copyOf(lines);
    }

    /**
     * Describes a screen that waits for a person.
     *
     * @param name what a failure calls it
     * @param question what it asks
     * @param text the screen
     * @return the screen
     */
    public static AgentScreen waiting(String name, String question, String text) {
        return new AgentScreen(name, text.lines().toList(), Activity.WAITING_INPUT, Optional.of(question));
    }

    /**
     * Describes a screen that shows work.
     *
     * @param name what a failure calls it
     * @param text the screen
     * @return the screen
     */
    public static AgentScreen working(String name, String text) {
        return new AgentScreen(name, text.lines().toList(), Activity.WORKING, Optional.empty());
    }

    /**
     * Describes a screen with nothing to do.
     *
     * @param name what a failure calls it
     * @param text the screen
     * @return the screen
     */
    public static AgentScreen idle(String name, String text) {
        return new AgentScreen(name, text.lines().toList(), Activity.IDLE, Optional.empty());
    }
}
