package io.headjack;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of an agent at one moment.
 *
 * @param id the name by which it is asked for
 * @param command the program and its fixed arguments
 * @param readiness whether it can be started
 * @param reason why it is that, and what to do about it, for a person
 * @param image the image that instances for it are made from, if the engine has it
 * @param installed what is installed when an image is built for it, such as {@code opencode-ai@1.18.33}
 * @param permissions which permissions can be chosen
 * @param choosesModel whether a model can be chosen
 * @param headless whether it works without a terminal
 * @param autoAttach whether a person who starts it wants to see it at once
 * @param tags words by which a person finds it
 */
public record AgentInfo(
        String id,
        List<String> command,
        AgentReadiness readiness,
        String reason,
        Optional<String> image,
        Optional<String> installed,
        Set<Permissions> permissions,
        boolean choosesModel,
        boolean headless,
        boolean autoAttach,
        List<String> tags) {
    /**
     * Copies the collections.
     *
     * @param id the name by which it is asked for
     * @param command the program and its fixed arguments
     * @param readiness whether it can be started
     * @param reason why it is that, and what to do about it, for a person
     * @param image the image that instances for it are made from, if the engine has it
     * @param installed what is installed when an image is built for it, such as {@code opencode-ai@1.18.33}
     * @param permissions which permissions can be chosen
     * @param choosesModel whether a model can be chosen
     * @param headless whether it works without a terminal
     * @param autoAttach whether a person who starts it wants to see it at once
     * @param tags words by which a person finds it
     */
    public AgentInfo {
        command = List.copyOf(command);
        permissions = Set.copyOf(permissions);
        tags = List.copyOf(tags);
    }
}
