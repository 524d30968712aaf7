package io.headjack;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The durable record of what exists, read only: what Headjack wrote down, without asking the world. Thread-safe. Reading
 * a file that has not changed costs no parse.
 */
public interface Catalog {
    /**
     * Returns what tells this catalog from others on the same engine.
     *
     * @return the id, as containers carry it in a label
     */
    String id();

    /**
     * Returns the file.
     *
     * @return an absolute path; the file is missing while nothing was ever recorded
     */
    Path file();

    /**
     * Reads the record.
     *
     * @return one entry for each instance, by repository and branch
     * @throws io.headjack.error.CatalogException if the file cannot be read or is of another version
     */
    List<Entry> entries();

    /**
     * An instance as it is recorded.
     *
     * @param id its id
     * @param repository the repository's main worktree, or the repository itself when it is bare
     * @param branch its branch
     * @param worktree its files on the host
     * @param container its container's name
     * @param createdAt when it was made
     * @param sessions the ids of its sessions
     */
    record Entry(
            InstanceId id,
            Path repository,
            BranchName branch,
            Path worktree,
            String container,
            Instant createdAt,
            List<SessionId> sessions) {
        /**
         * Copies the list.
         *
         * @param id its id
         * @param repository the repository's main worktree, or the repository itself when it is bare
         * @param branch its branch
         * @param worktree its files on the host
         * @param container its container's name
         * @param createdAt when it was made
         * @param sessions the ids of its sessions
         */
        public Entry {
            sessions = List.copyOf(sessions);
        }
    }
}
