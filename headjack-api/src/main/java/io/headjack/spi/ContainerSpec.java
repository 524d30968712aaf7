package io.headjack.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A container to make. Immutable; {@link #builder} makes one. Whatever is not said is closed: no capability beyond a
 * short list, no new privileges, a limit on processes, an init as the first process.
 *
 * @param name the container's name
 * @param image the image, which the engine has
 * @param command the first program and its arguments, in place of the image's entry point and command
 * @param labels the labels
 * @param environment the environment of every program in it
 * @param mounts what it sees
 * @param workingDirectory the directory that programs start in, or null for the image's
 * @param user the user that programs run as, or null for the image's
 * @param network whether it reaches a network
 * @param memoryBytes the most memory it may use, or 0 for no limit
 * @param cpus the most processors it may use, or 0 for no limit
 * @param flags extra settings by name, each known to the runtime: an unknown one is an error
 */
public record ContainerSpec(
        String name,
        String image,
        List<String> command,
        Map<String, String> labels,
        Map<String, String> environment,
        List<Mount> mounts,
        @Nullable String workingDirectory,
        @Nullable String user,
        boolean network,
        long memoryBytes,
        double cpus,
        Map<String, List<String>> flags) {
    /**
     * Copies the collections.
     *
     * @param name the container's name
     * @param image the image, which the engine has
     * @param command the first program and its arguments, in place of the image's entry point and command
     * @param labels the labels
     * @param environment the environment of every program in it
     * @param mounts what it sees
     * @param workingDirectory the directory that programs start in, or null for the image's
     * @param user the user that programs run as, or null for the image's
     * @param network whether it reaches a network
     * @param memoryBytes the most memory it may use, or 0 for no limit
     * @param cpus the most processors it may use, or 0 for no limit
     * @param flags extra settings by name, each known to the runtime: an unknown one is an error
     */
    public ContainerSpec {
        command = List.copyOf(command);
        labels = Map.copyOf(labels);
        environment = Map.copyOf(environment);
        mounts = List.copyOf(mounts);
        Map<String, List<String>> copied = new TreeMap<>();
        flags.forEach((flag, values) -> copied.put(flag, List.copyOf(values)));
        flags = Map.copyOf(copied);
    }

    /**
     * Starts a spec.
     *
     * @param name the container's name
     * @param image the image
     * @return a builder
     */
    public static Builder builder(String name, String image) {
        return new Builder(name, image);
    }

    /** Collects the parts of a {@link ContainerSpec}. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final String image;
        private final Map<String, String> labels = new LinkedHashMap<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final List<Mount> mounts = new ArrayList<>();
        private final Map<String, List<String>> flags = new LinkedHashMap<>();
        private List<String> command = List.of("tail", "-f", "/dev/null");
        private @Nullable String workingDirectory;
        private @Nullable String user;
        private boolean network = true;
        private long memoryBytes;
        private double cpus;

        private Builder(String name, String image) {
            this.name = name;
            this.image = image;
        }

        /**
         * Sets the first program; by default one that waits for ever.
         *
         * @param words the program and its arguments
         * @return this
         */
        public Builder command(List<String> words) {
            command = List.copyOf(words);
            return this;
        }

        /**
         * Adds a label.
         *
         * @param key its name
         * @param value its value
         * @return this
         */
        public Builder label(String key, String value) {
            labels.put(key, value);
            return this;
        }

        /**
         * Adds variables.
         *
         * @param variables names and values
         * @return this
         */
        public Builder environment(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /**
         * Adds a mount.
         *
         * @param mount the mount
         * @return this
         */
        public Builder mount(Mount mount) {
            mounts.add(mount);
            return this;
        }

        /**
         * Sets the directory that programs start in.
         *
         * @param directory an absolute path inside, or null for the image's
         * @return this
         */
        public Builder workingDirectory(@Nullable String directory) {
            workingDirectory = directory;
            return this;
        }

        /**
         * Sets the user that programs run as.
         *
         * @param name a user inside, or null for the image's
         * @return this
         */
        public Builder user(@Nullable String name) {
            user = name;
            return this;
        }

        /**
         * Says whether it reaches a network; it does by default.
         *
         * @param reachable false for none
         * @return this
         */
        public Builder network(boolean reachable) {
            network = reachable;
            return this;
        }

        /**
         * Limits memory.
         *
         * @param bytes the limit, or 0 for none
         * @return this
         */
        public Builder memoryBytes(long bytes) {
            memoryBytes = bytes;
            return this;
        }

        /**
         * Limits processors.
         *
         * @param count the limit, or 0 for none
         * @return this
         */
        public Builder cpus(double count) {
            cpus = count;
            return this;
        }

        /**
         * Adds extra settings.
         *
         * @param extra names with their values
         * @return this
         */
        public Builder flags(Map<String, List<String>> extra) {
            flags.putAll(extra);
            return this;
        }

        /**
         * Makes the spec.
         *
         * @return the spec
         */
        public ContainerSpec build() {
            return new ContainerSpec(
                    name,
                    image,
                    command,
                    labels,
                    environment,
                    mounts,
                    workingDirectory,
                    user,
                    network,
                    memoryBytes,
                    cpus,
                    flags);
        }
    }
}
