package io.headjack.internal.git;

import io.headjack.error.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the git directories of submodules within a private one: objects of their own, copied, so that nothing of them is
 * missing when the host drops what it has. Written once, before anything runs inside, as all of the private git directory.
 */
final class SubmoduleGit {
    private static final int MOST_REFS = 5_000;
    private static final Duration COPYING = Duration.ofMinutes(30);

    private final GitInvoker git;
    private final Layout layout;

    SubmoduleGit(GitInvoker git, Layout layout) {
        this.git = git;
        this.layout = layout;
    }

    void create(Submodule submodule, Path privateGit, String workspace) {
        Path module = layout.common().resolve(submodule.directory());
        Path directory = privateGit.resolve(submodule.directory());
        try {
            for (String name : List.of("refs/heads", "refs/tags", "objects/info", "objects/pack", "info")) {
                Files.createDirectories(directory.resolve(name));
            }
            Map<String, String> refs = refs(module);
            StringBuilder packed = new StringBuilder();
            refs.forEach((ref, object) ->
                    packed.append(object).append(' ').append(ref).append('\n'));
            Files.writeString(directory.resolve("packed-refs"), packed);
            Files.writeString(directory.resolve("HEAD"), submodule.commit() + "\n");
            Files.writeString(
                    directory.resolve("config"),
                    PrivateConfig.ofSubmodule(
                            git.at(layout.common()), git.at(module), workspace + "/" + submodule.path()));
            Path shallow = module.resolve("shallow");
            if (Files.isRegularFile(shallow)) {
                Files.copy(shallow, directory.resolve("shallow"));
            }
            Set<String> tips = new LinkedHashSet<>(refs.values());
            tips.add(submodule.commit());
            copy(module, directory.resolve("objects"), tips);
            Files.writeString(
                    privateGit.resolve(submodule.parent()).resolve("config"),
                    PrivateConfig.active(submodule.name()),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot write the git directory " + directory + " of submodule \"" + submodule.printable() + "\": "
                            + e,
                    e);
        }
    }

    private Map<String, String> refs(Path module) {
        Map<String, String> refs = new NativeReader(git.at(module)).refs(List.of("refs/remotes", "refs/tags"));
        return refs.size() > MOST_REFS ? Map.of() : refs;
    }

    /** Copied, never linked: a file with two names could be written to by the other one. */
    private void copy(Path module, Path objects, Set<String> tips) {
        git.at(module)
                .in(objects.resolve("pack"))
                .environment("GIT_OBJECT_DIRECTORY", objects.toString())
                .environment("GIT_ALTERNATE_OBJECT_DIRECTORIES", Quarantine.quoted(module.resolve("objects")))
                .timeout(COPYING)
                .input(String.join("\n", tips) + "\n")
                .run("pack-objects", "--revs", "-q", "pack");
    }
}
