package io.headjack.internal.instance;

import io.headjack.spi.AgentPackage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The Dockerfile of agents, which has a target for each. Of it only what a target needs is given to an engine, as some of them
 * build every target that stands before the one that is asked for.
 */
final class AgentDockerfile {
    private static final String DOCKERFILE = "agents.Dockerfile";
    private static final String OTHER = "package";
    private static final Pattern STAGE = Pattern.compile("(?m)^FROM (\\S+) AS (\\S+)$");
    private static final Pattern COPIED = Pattern.compile("--from=(\\S+)");
    /** What needs no quotes in a Dockerfile. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@:/._+~-]*");

    private final String head;
    private final Map<String, String> stages = new LinkedHashMap<>();

    private AgentDockerfile(String text) {
        List<MatchResult> found = STAGE.matcher(text).results().toList();
        head = text.substring(0, found.get(0).start());
        for (int i = 0; i < found.size(); i++) {
            int end = i + 1 < found.size() ? found.get(i + 1).start() : text.length();
            stages.put(found.get(i).group(2), text.substring(found.get(i).start(), end));
        }
    }

    static AgentDockerfile load() {
        return new AgentDockerfile(Scripts.load(DOCKERFILE));
    }

    /** Returns the target for an agent. */
    String target(String agent) {
        return stages.containsKey(agent) ? agent : OTHER;
    }

    /**
     * Returns the text that builds an agent's target.
     *
     * @param base the image that it is built on
     * @param user the user of that image, empty for root
     */
    String text(String agent, String base, String user, AgentPackage installed) {
        Set<String> needed = new LinkedHashSet<>();
        need(target(agent), needed);
        StringBuilder text = new StringBuilder(head);
        stages.forEach((name, stage) -> text.append(needed.contains(name) ? stage : ""));
        return text.toString()
                .replace("ARG BASE\n", "ARG BASE=" + plain(base) + "\n")
                .replace("ARG PACKAGE\n", "ARG PACKAGE=" + plain(installed.toString()) + "\n")
                .replace("ARG USER\n", "ARG USER=" + (user.isEmpty() ? "root" : plain(user)) + "\n");
    }

    private void need(String name, Set<String> needed) {
        String stage = stages.get(name);
        if (stage != null && needed.add(name)) {
            STAGE.matcher(stage).results().forEach(each -> need(each.group(1), needed));
            COPIED.matcher(stage).results().forEach(each -> need(each.group(1), needed));
        }
    }

    private static String plain(String value) {
        if (!PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException("an image for an agent cannot be built with \"" + value + "\"");
        }
        return value;
    }
}
