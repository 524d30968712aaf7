package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.error.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The submodules that an instance is given the content of. It exists inside only: their git directories are in the
 * private one, and the {@code .git} of each directory leads there. Blocking, thread-safe.
 */
public final class Submodules {
    private static final int FIELDS = 4;

    private final GitInvoker git;
    private final Layout layout;

    Submodules(GitInvoker git, Layout layout) {
        this.git = git;
        this.layout = layout;
    }

    /**
     * Lists those of a commit, and those within them. Changes nothing.
     *
     * @param branch the branch that they are wanted for
     * @param commit the commit
     * @return each after the one that it is in
     * @throws io.headjack.error.NotFoundException if the host does not have one at the commit that is named
     * @throws io.headjack.error.UnsupportedException if one of them cannot be had inside
     */
    public List<Submodule> plan(BranchName branch, String commit) {
        return new SubmodulePlan(git, layout, branch).of(commit);
    }

    /**
     * Writes their git directories. To be called after the private one was made and before any program ran inside. One
     * that the host has no longer is left out.
     *
     * @param all each after the one that it is in
     * @param privateGit the private git directory
     * @param workspace the worktree's path inside
     */
    public void createGit(List<Submodule> all, Path privateGit, String workspace) {
        SubmoduleGit writer = new SubmoduleGit(git, layout);
        all.stream()
                .filter(each -> has(each, each.commit()))
                .filter(each -> Files.isDirectory(privateGit.resolve(each.parent())))
                .forEach(each -> writer.create(each, privateGit, workspace));
    }

    /**
     * Looks what would be lost with them. What nothing inside says is not believed to be safe.
     *
     * @param all the submodules
     * @param inside where the instance's git works
     * @param workspace the worktree's path there
     * @return what the host does not have
     * @throws OperationFailedException if nothing inside answers
     */
    public SubmoduleWork work(List<Submodule> all, AgentSide inside, String workspace) {
        return all.isEmpty() ? SubmoduleWork.NONE : SubmoduleWork.of(all, git, layout, inside, workspace);
    }

    /**
     * Looks which submodules a commit has at a commit that the host does not have.
     *
     * @param all the submodules of the instance
     * @param commit a commit of the repository
     * @return paths and commits, for a person
     */
    public List<String> unknown(List<Submodule> all, String commit) {
        if (all.isEmpty()) {
            return List.of();
        }
        Map<String, String> gitlinks = SubmodulePlan.gitlinks(git.at(layout.common()), commit);
        return all.stream()
                .filter(each -> each.parent().isEmpty())
                .flatMap(each -> Optional.ofNullable(gitlinks.get(each.path()))
                        .filter(target -> !has(each, target))
                        .map(target -> each.printable() + " at " + target)
                        .stream())
                .toList();
    }

    private boolean has(Submodule submodule, String commit) {
        return !HostModule.of(git, layout, submodule).present(List.of(commit)).isEmpty();
    }

    /**
     * Notes which submodules an instance was given.
     *
     * @param file where
     * @param all the submodules; nothing is written if there are none
     */
    public static void write(Path file, List<Submodule> all) {
        if (all.isEmpty()) {
            return;
        }
        try {
            Files.writeString(
                    file,
                    all.stream()
                            .flatMap(each -> Stream.of(each.parent(), each.name(), each.path(), each.commit()))
                            .map(field -> field + "\0")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + file + ": " + e, e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param file where
     * @return the submodules; none if there is no such file
     */
    public static List<Submodule> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<String> fields = Arrays.asList(Files.readString(file).split("\0", -1));
            List<Submodule> all = new ArrayList<>();
            for (int i = 0; i + FIELDS < fields.size(); i += FIELDS) {
                all.add(new Submodule(fields.get(i), fields.get(i + 1), fields.get(i + 2), fields.get(i + 3)));
            }
            return List.copyOf(all);
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + e, e);
        }
    }
}
