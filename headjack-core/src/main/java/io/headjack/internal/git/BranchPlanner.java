package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules by which a branch is found or made. */
final class BranchPlanner {
    private static final String HEADS = "refs/heads/";
    private static final String REMOTES = "refs/remotes/";

    private final HostRefs refs;
    private final CheckedOut checkedOut;
    private final GitCall git;

    BranchPlanner(HostRefs refs, CheckedOut checkedOut, GitCall git) {
        this.refs = refs;
        this.checkedOut = checkedOut;
        this.git = git;
    }

    BranchPlan plan(BranchName branch, @Nullable String from) {
        Map<String, String> known = refs.list(HEADS, REMOTES);
        checkedOut.refuse(branch, Optional.empty());
        String local = known.get(HEADS + branch);
        if (local != null) {
            return new BranchPlan(branch, local, false, Optional.empty());
        }
        refuseNeighbours(branch, known);
        List<String> remotes = git.run("remote").lines().stream()
                .filter(remote -> known.containsKey(REMOTES + remote + "/" + branch))
                .toList();
        Optional<String> tracked = remotes.stream()
                .map(remote -> remote + "/" + branch)
                .filter(name -> remotes.size() == 1 || isNamed(name, from))
                .findFirst();
        if (tracked.isEmpty() && !remotes.isEmpty() && from == null) {
            throw new InvalidRequestException("branch \"" + branch + "\" exists on several remotes ("
                    + String.join(", ", remotes) + "); say which one it starts from, such as from(\"" + remotes.get(0)
                    + "/" + branch + "\")");
        }
        StartPoint start = new StartPoint(git);
        String commit = tracked.map(name -> start.commit(REMOTES + name, branch))
                .orElseGet(() -> from == null ? head() : start.commit(from, branch));
        return new BranchPlan(branch, commit, true, tracked);
    }

    private static boolean isNamed(String tracked, @Nullable String from) {
        return tracked.equals(from) || ("remotes/" + tracked).equals(from) || (REMOTES + tracked).equals(from);
    }

    private String head() {
        return refs.commit("HEAD").orElseThrow(() -> {
            String problem = refs.list(HEADS, REMOTES).isEmpty()
                    ? " has no commits; commit something first"
                    : " has a HEAD that names no commit; say where the branch starts with from(…)";
            return new InvalidRequestException("the git repository " + git.directory() + problem);
        });
    }

    private static void refuseNeighbours(BranchName branch, Map<String, String> known) {
        String below = HEADS + branch + "/";
        for (String ref : known.keySet()) {
            if (ref.startsWith(below) || (ref.startsWith(HEADS) && (HEADS + branch).startsWith(ref + "/"))) {
                throw new ConflictException("branch \"" + branch + "\" cannot be made beside branch \""
                        + ref.substring(HEADS.length()) + "\", as git keeps branches as files and directories;"
                        + " choose another name");
            }
        }
    }
}
