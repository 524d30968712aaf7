package io.headjack.internal.git;

import io.headjack.InstanceId;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the git directory that an instance works with inside. Written once; afterwards the host never opens it. */
final class PrivateGit {
    /** Where the container has the private git directory. */
    static final String DIRECTORY = "/headjack/git";
    /** Where the container has the host's objects. */
    static final String OBJECTS = "/headjack/objects";

    /** What the file holds that is mounted over a worktree's {@code .git}. */
    static final String POINTER = "gitdir: " + DIRECTORY;

    /** With more refs than this an instance knows only those that its branch has to do with. */
    private static final int MOST_REFS = 5_000;

    private final GitInvoker git;
    private final Layout layout;
    private final HostRefs refs;

    PrivateGit(GitInvoker git, Layout layout, HostRefs refs) {
        this.git = git;
        this.layout = layout;
        this.refs = refs;
    }

    void create(
            InstanceId id,
            BranchPlan plan,
            Administration administration,
            Path worktree,
            Path directory,
            Path pointerFile) {
        Map<String, String> known = knownInside(id, plan);
        keep(id, plan, known);
        try {
            for (String name : List.of("refs/heads", "refs/tags", "objects/info", "objects/pack", "info")) {
                Files.createDirectories(directory.resolve(name));
            }
            StringBuilder packed = new StringBuilder();
            known.forEach((ref, object) ->
                    packed.append(object).append(' ').append(ref).append('\n'));
            Files.writeString(directory.resolve("packed-refs"), packed);
            Files.writeString(directory.resolve("HEAD"), "ref: refs/heads/" + plan.branch() + "\n");
            Files.writeString(directory.resolve("config"), PrivateConfig.of(git.at(administration.directory())));
            Files.writeString(directory.resolve("objects/info/alternates"), OBJECTS + "\n");
            copy(layout.common().resolve("shallow"), directory.resolve("shallow"));
            copy(layout.common().resolve("info/exclude"), directory.resolve("info/exclude"));
            copy(layout.common().resolve("info/attributes"), directory.resolve("info/attributes"));
            Path index = directory.resolve("index");
            if (copy(administration.directory().resolve("index"), index)) {
                // Inside there is nothing to be afraid of: submodules are worked with as usual.
                Worktrees.mark(
                        git.at(administration.directory(), worktree).environment("GIT_INDEX_FILE", index.toString()),
                        "--no-skip-worktree");
            }
            Files.writeString(pointerFile, POINTER + "\n");
        } catch (IOException e) {
            throw new OperationFailedException("cannot write the private git directory " + directory + ": " + e, e);
        }
    }

    private Map<String, String> knownInside(InstanceId id, BranchPlan plan) {
        Map<String, String> all = refs.list("refs/heads", "refs/remotes", "refs/tags");
        String own = "refs/heads/" + plan.branch();
        if (all.size() > MOST_REFS) {
            Set<String> few = new LinkedHashSet<>(List.of(own));
            Administration.head(layout.common()).ifPresent(few::add);
            plan.tracking().ifPresent(tracked -> few.add("refs/remotes/" + tracked));
            all.keySet().retainAll(few);
        }
        all.put(own, refs.commit(own).orElse(plan.startCommit()));
        // What an instance had before, when its git is made again.
        String collected = HostRefs.own(id);
        refs.list(collected + "heads", collected + "tags")
                .forEach((name, object) -> all.put("refs/" + name.substring(collected.length()), object));
        return all;
    }

    /** One commit that has all the others as parents keeps them for the instance, whatever the host deletes. */
    private void keep(InstanceId id, BranchPlan plan, Map<String, String> known) {
        Set<String> commits = new LinkedHashSet<>(List.of(plan.startCommit()));
        commits.addAll(
                refs.reader().commits(new LinkedHashSet<>(known.values())).values());
        String tree = refs.reader()
                .tree(plan.startCommit())
                .orElseThrow(() -> new NotFoundException("the commit " + plan.startCommit() + " of branch \""
                        + plan.branch() + "\" is gone from " + layout.common() + "; make the branch again"));
        StringBuilder commit = new StringBuilder("tree " + tree + "\n");
        commits.forEach(parent -> commit.append("parent ").append(parent).append('\n'));
        commit.append("author Headjack <headjack@localhost> 0 +0000\n");
        commit.append("committer Headjack <headjack@localhost> 0 +0000\n\nKeeps what instance " + id + " builds on\n");
        String kept = git.at(layout.common())
                .input(commit.toString())
                .run("hash-object", "-t", "commit", "-w", "--stdin")
                .text();
        refs.update(List.of(
                "update " + HostRefs.base(id) + "start " + plan.startCommit(),
                "update " + HostRefs.base(id) + "known " + kept));
    }

    private static boolean copy(Path from, Path to) throws IOException {
        if (Files.isRegularFile(from)) {
            Files.copy(from, to);
            return true;
        }
        return false;
    }
}
