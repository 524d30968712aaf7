package io.headjack.internal.doctor;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.git.LinkedWorktree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one repository has: asked once, however many instances it has.
 *
 * @param repository the repository
 * @param worktrees the linked worktrees that it knows of
 * @param refs its branches, and what is kept for instances
 */
record RepositoryView(GitRepository repository, List<LinkedWorktree> worktrees, Map<String, String> refs) {
    static RepositoryView of(GitRepository repository) {
        return new RepositoryView(
                repository, repository.repair().linkedWorktrees(), repository.refs("refs/heads", "refs/headjack"));
    }

    Optional<LinkedWorktree> at(Path worktree) {
        return worktrees.stream().filter(each -> each.path().equals(worktree)).findFirst();
    }

    /** The worktree that has an instance's branch, where that is not its own. */
    Optional<LinkedWorktree> elsewhere(InstanceRecord instance) {
        Optional<String> head = Optional.of("refs/heads/" + instance.branch());
        return worktrees.stream()
                .filter(each -> each.head().equals(head))
                .filter(each -> !each.path().equals(instance.worktree()))
                .findFirst();
    }

    Optional<String> branch(BranchName branch) {
        return Optional.ofNullable(refs.get("refs/heads/" + branch));
    }

    /** Where the instance's branch was when it was last collected, or made. */
    Optional<String> collected(InstanceId instance, BranchName branch) {
        return Optional.ofNullable(refs.get("refs/headjack/" + instance + "/heads/" + branch))
                .or(() -> Optional.ofNullable(refs.get("refs/headjack/" + instance + "/base/start")));
    }
}
