package io.headjack.examples.hjk;

import io.headjack.Configuration;
import io.headjack.Headjack;
import io.headjack.HeadjackBuilder;
import io.headjack.HeadjackListener;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every verb takes, before or after its name. */
final class Globals {
    /** Each takes a value, as the next word or after an equals sign. */
    static final Set<String> NAMES = Set.of("--repository", "--data-dir", "--runtime", "--config");

    @Option(
            names = "--repository",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The repository, or any directory in it (default: the current directory).")
    private Path repository = Path.of("");

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where everything is kept (default: $XDG_DATA_HOME/headjack).")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--runtime",
            paramLabel = "R",
            scope = ScopeType.INHERIT,
            description = "The runtime of new instances (default: docker, then podman).")
    private @Nullable String runtime;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The configuration file (default: $XDG_CONFIG_HOME/headjack/config.yaml).")
    private @Nullable Path configFile;

    Path repository() {
        return repository.toAbsolutePath();
    }

    Headjack openInstalled(HeadjackListener listener) {
        return builder().listener(listener).open();
    }

    Configuration configuration() {
        return builder().configuration();
    }

    private HeadjackBuilder builder() {
        HeadjackBuilder builder = Headjack.builder();
        if (dataDirectory != null) {
            builder.dataDirectory(dataDirectory);
        }
        if (runtime != null) {
            builder.runtime(runtime);
        }
        if (configFile != null) {
            builder.configFile(configFile);
        }
        return builder;
    }
}
