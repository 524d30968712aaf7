package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists what exists in an instance and nowhere else. */
final class UnsavedWork {
    private static final int MOST_LINES = 200;

    private final HostRefs refs;
    private final Worktrees worktrees;
    private final Path temporaryDirectory;

    UnsavedWork(HostRefs refs, Worktrees worktrees, Path temporaryDirectory) {
        this.refs = refs;
        this.worktrees = worktrees;
        this.temporaryDirectory = temporaryDirectory;
    }

    List<String> list(InstanceId id, BranchName branch, Path worktree, SubmoduleWork submodules) {
        List<String> lines = new ArrayList<>(commits(id, branch, worktree));
        lines.addAll(submodules.lines());
        if (!Files.isDirectory(worktree, LinkOption.NOFOLLOW_LINKS)) {
            return Printable.limited(lines, MOST_LINES);
        }
        WorktreeScan scan = WorktreeScan.of(worktree);
        scan.unreadable().forEach(path -> lines.add("directory that cannot be read: " + printable(path)));
        scan.nested().stream()
                .filter(path -> !submodules.filled().contains(path))
                .forEach(path -> lines.add("nested repository: " + printable(path)));
        if (scan.traps().isEmpty()) {
            lines.addAll(files(id, branch, worktree, scan));
        } else {
            scan.traps()
                    .forEach(path -> lines.add(
                            "file that git would hang on, so that changes cannot be listed: " + printable(path)));
        }
        return Printable.limited(lines, MOST_LINES);
    }

    private List<String> commits(InstanceId id, BranchName branch, Path worktree) {
        String own = HostRefs.own(id);
        Map<String, String> tips = new LinkedHashMap<>();
        refs.list(own).forEach((name, object) -> {
            String rest = name.substring(own.length());
            // The branch itself first; what the instance dropped is not its work any more.
            if (!rest.startsWith("base/") && !rest.startsWith("kept/") && !rest.equals(HostBranch.MOVING)) {
                tips.put(rest, object);
            }
        });
        Administration.read(worktrees.administration(worktree).directory().resolve("HEAD"))
                .filter(head -> head.matches("[0-9a-f]{40}"))
                .ifPresent(head -> tips.put("the worktree's detached HEAD", head));
        String head = tips.remove("head");
        if (head != null && !tips.containsValue(head)) {
            tips.put("head", head);
        }
        Map<String, String> types = refs.reader().types(tips.values());
        Set<String> only = refs.onlyInside(
                id,
                tips.values().stream()
                        .filter(tip -> "commit".equals(types.get(tip)) || "tag".equals(types.get(tip)))
                        .toList());
        List<String> lines = new ArrayList<>();
        tips.forEach((name, object) -> {
            if (only.contains(object)) {
                long count = refs.countOnlyInside(id, object);
                lines.add(described(name, branch) + ": " + count + (count == 1 ? " commit" : " commits")
                        + " that no branch of the host has");
            } else if (!"commit".equals(types.get(object))) {
                lines.add(described(name, branch) + ": exists in the instance only");
            }
        });
        return lines;
    }

    private static String described(String name, BranchName branch) {
        if (name.equals("head")) {
            return "HEAD";
        }
        if (name.equals("heads/" + branch)) {
            return "branch " + branch + " of the instance";
        }
        if (name.startsWith("heads/")) {
            return "private branch " + Printable.name(name.substring("heads/".length()));
        }
        return name.startsWith("stash") ? "stash " + Printable.name(name) : Printable.name(name);
    }

    private List<String> files(InstanceId id, BranchName branch, Path worktree, WorktreeScan scan) {
        GitCall call = worktrees.intact(worktree);
        Path index = comparedIndex(id, branch, worktree, call);
        try {
            GitCall compared = call.environment("GIT_INDEX_FILE", index.toString());
            List<String> lines = new ArrayList<>();
            staged(call).forEach(path -> lines.add("staged on the host: " + path));
            for (String record : compared.run(
                            "status",
                            "--porcelain=v1",
                            "-z",
                            "--untracked-files=all",
                            "--ignore-submodules=all",
                            "--no-renames")
                    .records()) {
                if (record.charAt(1) != ' ') {
                    String kind = record.startsWith("??") ? "untracked: " : "modified: ";
                    lines.add(kind + Printable.name(record.substring(3)));
                }
            }
            IgnoredFiles ignored = IgnoredFiles.read(compared);
            scan.large().forEach((path, size) -> {
                if (ignored.contains(path) && !scan.isInNestedGit(path)) {
                    lines.add("large ignored file: " + printable(path) + " (" + size + " bytes)");
                }
            });
            return lines;
        } finally {
            delete(index);
        }
    }

    private static List<String> staged(GitCall call) {
        return call
                .run(
                        "diff-index",
                        "--cached",
                        "--name-only",
                        "-z",
                        "--no-renames",
                        "--no-ext-diff",
                        "--ignore-submodules=all",
                        "HEAD",
                        "--")
                .records()
                .stream()
                .map(Printable::name)
                .toList();
    }

    /** The host's index, moved to what is checked out inside: only what differs from that is uncommitted. */
    private Path comparedIndex(InstanceId id, BranchName branch, Path worktree, GitCall call) {
        try {
            Path index = Files.createTempFile(temporaryDirectory, "index-" + id + "-", "");
            Path original = worktrees.administration(worktree).directory().resolve("index");
            if (Files.exists(original)) {
                Files.copy(original, index, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            } else {
                Files.delete(index);
            }
            String head = HostRefs.own(id) + "head";
            String inside = refs.list(head).get(head);
            if (inside != null
                    && !inside.equals(refs.commit("refs/heads/" + branch).orElse(null))) {
                GitCall compared = call.environment("GIT_INDEX_FILE", index.toString());
                compared.run("read-tree", "--reset", inside);
                Worktrees.mark(compared, "--skip-worktree");
            }
            return index;
        } catch (IOException e) {
            throw new OperationFailedException("cannot write to " + temporaryDirectory + ": " + e.getMessage(), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new OperationFailedException("cannot remove " + file + ": " + e.getMessage(), e);
        }
    }

    private static String printable(Path path) {
        return Printable.name(path.toString());
    }
}
