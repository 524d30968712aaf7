package io.headjack.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of exchanges what differs each time or tells about the machine: ids, times, directories, its name. */
final class StableText {
    private static final Pattern ID = Pattern.compile("(?<![0-9a-z])([0-9a-f]{12})([0-9a-f]{52})?(?![0-9a-z])");
    private static final Pattern TIME =
            Pattern.compile("(?!0001)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern SECONDS = Pattern.compile("(\"Created\":)\\d{10}\\b");
    private static final Pattern ROOT = Pattern.compile("\"DockerRootDir\":\"([^\"]+)\"");
    private static final Pattern CONTAINERD = Pattern.compile("\"/[^\"]*/containerd\\.sock\"");
    private static final Pattern NETWORK = Pattern.compile("\"/[^\"]*/netns/");
    private static final List<String> OF_THE_MACHINE =
            List.of("KernelVersion", "Name", "OSVersion", "OperatingSystem", "Runtimes");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> ids = new HashMap<>();
    private final String root;

    private StableText(String root) {
        this.root = root;
    }

    static List<Exchange> of(List<Exchange> recorded) {
        String root = recorded.stream()
                .map(exchange -> ROOT.matcher(exchange.answer()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        StableText stable = new StableText(root);
        return recorded.stream().map(stable::exchange).toList();
    }

    private Exchange exchange(Exchange recorded) {
        String answer = recorded.request().endsWith("/info") ? info(recorded.answer()) : recorded.answer();
        return new Exchange(
                text(recorded.request()),
                text(recorded.body()),
                recorded.status(),
                recorded.headers(),
                recorded.input(),
                text(answer));
    }

    private static String info(String answer) {
        try {
            ObjectNode info = (ObjectNode) JSON.readTree(answer);
            return info.remove(OF_THE_MACHINE).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + answer, e);
        }
    }

    private String text(String recorded) {
        String text = recorded.replace(root, "/var/lib/docker");
        text = CONTAINERD.matcher(text).replaceAll("\"/run/containerd/containerd.sock\"");
        text = NETWORK.matcher(text).replaceAll("\"/run/docker/netns/");
        text = TIME.matcher(text).replaceAll("2026-01-01T00:00:00Z");
        text = SECONDS.matcher(text).replaceAll("$11767225600");
        return ID.matcher(text).replaceAll(this::id);
    }

    /** The short form of an id stays the start of the long one. */
    private String id(MatchResult id) {
        String start = ids.computeIfAbsent(id.group(1), each -> String.format("1d%04d000000", ids.size() + 1));
        return id.group(2) == null ? start : start + "0".repeat(id.group(2).length());
    }
}
