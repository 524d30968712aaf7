package io.headjack.internal.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What the host has of a submodule, in the repository's own git directory, where no instance can write. */
final class HostModule {
    private final Optional<GitReader> reader;

    private HostModule(Optional<GitReader> reader) {
        this.reader = reader;
    }

    static HostModule of(GitInvoker git, Layout layout, Submodule submodule) {
        Path module = layout.common().resolve(submodule.directory());
        return new HostModule(
                Files.isRegularFile(module.resolve("HEAD"))
                        ? Optional.of(new NativeReader(git.at(module)))
                        : Optional.empty());
    }

    /** Which of these objects it has. */
    Set<String> present(Collection<String> objects) {
        return reader.map(there -> there.types(objects).keySet()).orElse(Set.of());
    }
}
