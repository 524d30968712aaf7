package io.headjack.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * In what an engine differs from Docker behind the same API. Immutable.
 *
 * @param lastingId whether the engine gives itself the same id each time that it is asked
 * @param refusesMissingSources whether a container with a bind mount from nowhere is refused when it is made
 * @param shortImageNames whether the engine gives an image the name by which it was asked for
 * @param rootlessUsers how users are mapped where the engine runs as an ordinary user, in the engine's words; empty maps
 *     that user to root
 * @param labelled where the directories are that containers may read and write under SELinux; only those are labelled
 * @param cures what a person does about a refusal in which these words occur
 */
public record EngineTraits(
        boolean lastingId,
        boolean refusesMissingSources,
        boolean shortImageNames,
        Optional<String> rootlessUsers,
        Optional<Path> labelled,
        Map<String, String> cures) {
    /** What Docker does. */
    public static final EngineTraits DOCKER =
            new EngineTraits(true, true, true, Optional.empty(), Optional.empty(), Map.of());

    /**
     * Copies the cures.
     *
     * @param lastingId whether the engine gives itself the same id each time that it is asked
     * @param refusesMissingSources whether a container with a bind mount from nowhere is refused when it is made
     * @param shortImageNames whether the engine gives an image the name by which it was asked for
     * @param rootlessUsers how users are mapped where the engine runs as an ordinary user, in the engine's words; empty
     *     maps that user to root
     * @param labelled where the directories are that containers may read and write under SELinux; only those are labelled
     * @param cures what a person does about a refusal in which these words occur
     */
    public EngineTraits {
        cures = Map.copyOf(cures);
    }

    /** An engine's words, with what a person does about it where that is known. */
    String withCure(String words) {
        return cures.entrySet().stream()
                .filter(each -> words.contains(each.getKey()))
                .map(each -> words + (words.endsWith(".") ? " " : ". ") + each.getValue())
                .findFirst()
                .orElse(words);
    }

    /** Whether containers of this engine are made by what it says about itself. */
    boolean dependOnTheEngine() {
        return rootlessUsers.isPresent() || labelled.isPresent();
    }
}
