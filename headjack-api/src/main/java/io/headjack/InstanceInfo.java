package io.headjack;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * An instance as it was at one moment.
 *
 * @param id its id
 * @param repository the repository's main worktree, or the repository itself when it is bare
 * @param branch its branch
 * @param state what it is doing
 * @param problem what is missing or in the way, if anything
 * @param worktree its files on the host
 * @param runtime the runtime's id
 * @param image the image it was made from
 * @param container its container's name
 * @param sessions how many of its sessions have not ended
 * @param createdAt when it was made
 * @param lastUsedAt when it was last used
 * @param asOf when all this was so
 */
public record InstanceInfo(
        InstanceId id,
        Path repository,
        BranchName branch,
        InstanceState state,
        Optional<String> problem,
        Path worktree,
        String runtime,
        String image,
        String container,
        int sessions,
        Instant createdAt,
        Instant lastUsedAt,
        Instant asOf) {}
