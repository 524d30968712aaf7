package io.headjack.internal.catalog;

import io.headjack.internal.json.Fields;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the maker of an instance asked for beyond the branch: enough to make its container again.
 *
 * @param image the name of the image that its containers are made from, as the engine knows it
 * @param origin what that image was made from, which is the same where it had all that is needed
 * @param environment variables of every program
 * @param mounts host paths by the target at which they can be read
 * @param memoryBytes the limit, or 0
 * @param cpus the limit, or 0
 * @param network whether there is one
 * @param flags extra settings of the runtime
 */
public record WorkspaceSpec(
        String image,
        ImageOrigin origin,
        Map<String, String> environment,
        Map<String, String> mounts,
        long memoryBytes,
        double cpus,
        boolean network,
        Map<String, List<String>> flags) {
    public WorkspaceSpec {
        environment = Map.copyOf(environment);
        mounts = Map.copyOf(mounts);
        flags = Map.copyOf(flags);
    }

    /** With an image that is as it was asked for. */
    public WorkspaceSpec(
            String image,
            Map<String, String> environment,
            Map<String, String> mounts,
            long memoryBytes,
            double cpus,
            boolean network,
            Map<String, List<String>> flags) {
        this(image, new ImageOrigin(image, Optional.empty()), environment, mounts, memoryBytes, cpus, network, flags);
    }

    /** The same with another image. */
    public WorkspaceSpec image(String reference, ImageOrigin from) {
        return new WorkspaceSpec(reference, from, environment, mounts, memoryBytes, cpus, network, flags);
    }

    /** The same text in every process, unlike that of unordered maps. */
    public String canonical() {
        return String.join(
                "\0",
                image,
                new TreeMap<>(environment).toString(),
                new TreeMap<>(mounts).toString(),
                Long.toString(memoryBytes),
                Double.toString(cpus),
                Boolean.toString(network),
                new TreeMap<>(flags).toString());
    }

    static WorkspaceSpec read(Fields fields) {
        Map<String, List<String>> flags = new LinkedHashMap<>();
        fields.map("flags").forEach((name, values) -> flags.put(name, strings(values)));
        String image = fields.text("image");
        return new WorkspaceSpec(
                image,
                new ImageOrigin(
                        fields.optionalText("imageOrigin").orElse(image),
                        fields.optionalText("dockerfile").map(Path::of)),
                texts(fields.map("environment")),
                texts(fields.map("mounts")),
                fields.number("memoryBytes", 0),
                fields.decimal("cpus", 0),
                fields.flag("network", true),
                flags);
    }

    Map<String, Object> write() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("image", image);
        if (!origin.reference().equals(image)) {
            out.put("imageOrigin", origin.reference());
        }
        origin.dockerfile().ifPresent(file -> out.put("dockerfile", file.toString()));
        out.put("environment", environment);
        out.put("mounts", mounts);
        out.put("memoryBytes", memoryBytes);
        out.put("cpus", cpus);
        out.put("network", network);
        out.put("flags", flags);
        return out;
    }

    private static Map<String, String> texts(Map<String, Object> map) {
        Map<String, String> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    private static List<String> strings(Object values) {
        return values instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(values));
    }
}
