package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import io.headjack.error.ConflictException;
import io.headjack.error.NotFoundException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts refs back, and keeps what would go with others. */
final class BranchRepair {
    private static final int OBJECT = 40;

    private final HostRefs refs;
    private final Layout layout;

    BranchRepair(HostRefs refs, Layout layout) {
        this.refs = refs;
        this.layout = layout;
    }

    /** Makes a branch again where it was last seen, and returns that commit. */
    String restore(InstanceId id, BranchName branch, Path worktree, String baseCommit) {
        Map<String, String> own = refs.list(HostRefs.own(id));
        Set<String> candidates = new LinkedHashSet<>();
        Optional.ofNullable(own.get(HostRefs.own(id) + "heads/" + branch)).ifPresent(candidates::add);
        lastHead(worktree).ifPresent(candidates::add);
        candidates.add(baseCommit);
        String best = null;
        for (String each : candidates) {
            Optional<String> commit = refs.commit(each);
            if (commit.isPresent() && (best == null || refs.isAncestor(best, commit.get()))) {
                best = commit.get();
            }
        }
        if (best == null) {
            throw new NotFoundException("no commit is left that branch \"" + branch
                    + "\" could be made from again; make the branch by hand");
        }
        if (!refs.tryUpdate(List.of("create refs/heads/" + branch + " " + best))) {
            throw new ConflictException(
                    "branch \"" + branch + "\" could not be made again at " + best + "; make it by hand");
        }
        return best;
    }

    /** What the worktree had checked out last, which its own log still knows. */
    private Optional<String> lastHead(Path worktree) {
        return Administration.of(layout, worktree).stream()
                .map(each -> each.directory().resolve("logs/HEAD"))
                .map(Administration::tail)
                .flatMap(Optional::stream)
                .filter(line -> line.length() > 2 * OBJECT + 1)
                .map(line -> line.substring(OBJECT + 1, 2 * OBJECT + 1))
                .filter(object -> object.matches("[0-9a-f]{40}"))
                .findFirst();
    }

    /**
     * Deletes the refs that were kept for an instance. What no other ref holds is kept on as a salvage.
     *
     * @return the prefix of the salvage, or empty if none was needed
     */
    Optional<String> release(InstanceId id, Instant now) {
        Map<String, String> own = refs.list(HostRefs.own(id));
        Map<String, String> types = refs.reader().types(new LinkedHashSet<>(own.values()));
        String salvage = HostRefs.HEADJACK + "salvage/" + id + "/" + Salvager.STAMP.format(now);
        List<String> changes = new ArrayList<>();
        List<String> deletions = new ArrayList<>();
        own.forEach((name, object) -> {
            deletions.add("delete " + name + " " + object);
            boolean isWork = !name.startsWith(HostRefs.base(id)) && !name.endsWith("/" + HostBranch.MOVING);
            boolean held = "commit".equals(types.get(object))
                    && refs.onlyInside(id, List.of(object)).isEmpty();
            if (isWork && !held) {
                String target = salvage + "/" + name.substring(HostRefs.own(id).length());
                changes.add("update " + target + " " + object);
            }
        });
        refs.update(changes);
        refs.update(deletions);
        return changes.isEmpty() ? Optional.empty() : Optional.of(salvage);
    }
}
