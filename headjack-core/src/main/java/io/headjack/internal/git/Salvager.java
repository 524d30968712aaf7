package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.text.Printable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts everything that an instance has into one ref, before it is thrown away. */
final class Salvager {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration LONGEST_LISTING = Duration.ofSeconds(30);
    static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final Pattern MESSAGE = Pattern.compile("Salvage of instance [a-z0-9]{12}, branch (.+)");

    private final GitInvoker git;
    private final Layout layout;
    private final HostRefs refs;
    private final Worktrees worktrees;

    Salvager(GitInvoker git, Layout layout, HostRefs refs, Worktrees worktrees) {
        this.git = git;
        this.layout = layout;
        this.refs = refs;
        this.worktrees = worktrees;
    }

    Salvage salvage(InstanceId id, BranchName branch, Path worktree, Instant now) {
        Administration administration = worktrees.administration(worktree);
        List<String> parents = List.copyOf(parents(id, branch, administration));
        String ref = freeRef(HostRefs.HEADJACK + "salvage/" + id + "/" + STAMP.format(now));
        String message = "Salvage of instance " + id + ", branch " + branch + "\n";
        // Pinned to the administration: whatever became of the worktree's .git, it is not read.
        boolean readable = !Files.isDirectory(worktree, LinkOption.NOFOLLOW_LINKS)
                || WorktreeScan.of(worktree).traps().isEmpty();
        IgnoredFiles ignored = readable
                ? IgnoredFiles.readOrAll(git.at(administration.directory(), worktree.toAbsolutePath())
                        .timeout(LONGEST_LISTING))
                : IgnoredFiles.all();
        AtomicReference<IOException> failure = new AtomicReference<>();
        List<String> notSalvaged = new CopyOnWriteArrayList<>();
        GitCall call = git.at(layout.common()).timeout(LONGEST).input(stdin -> {
            OutputStream buffered = new BufferedOutputStream(stdin, 1 << 16);
            SalvageWriter writer = new SalvageWriter(buffered, ignored);
            try {
                writer.begin(ref, now, message, parents);
                if (Files.isDirectory(worktree, LinkOption.NOFOLLOW_LINKS)) {
                    TreeWalk.walk(worktree, writer);
                }
                writer.end();
                buffered.flush();
                notSalvaged.addAll(writer.notSalvaged());
            } catch (IOException e) {
                failure.set(e);
            }
        });
        GitResult result = call.attempt("fast-import", "--quiet", "--date-format=raw");
        if (failure.get() != null || !result.succeeded()) {
            throw new OperationFailedException(
                    "cannot salvage the worktree " + worktree + ": "
                            + Printable.text(result.errors().strip()),
                    failure.get());
        }
        return new Salvage(ref, notSalvaged);
    }

    /** The branch that a salvage says it is of. */
    static Optional<BranchName> branchOf(GitReader reader, String object) {
        Matcher message = MESSAGE.matcher(reader.message(object).orElse(""));
        try {
            return message.matches() ? Optional.of(new BranchName(message.group(1))) : Optional.empty();
        } catch (InvalidRequestException e) {
            return Optional.empty();
        }
    }

    private Set<String> parents(InstanceId id, BranchName branch, Administration administration) {
        Set<String> tips = new LinkedHashSet<>();
        refs.commit("refs/heads/" + branch).ifPresent(tips::add);
        Administration.read(administration.directory().resolve("HEAD"))
                .filter(head -> head.matches("[0-9a-f]{40}"))
                .ifPresent(tips::add);
        Map<String, String> own = refs.list(HostRefs.own(id));
        own.forEach((name, object) -> {
            if (!name.startsWith(HostRefs.base(id))) {
                refs.commit(object).ifPresent(tips::add);
            }
        });
        return tips;
    }

    private String freeRef(String ref) {
        Map<String, String> taken = refs.list(ref.substring(0, ref.lastIndexOf('/') + 1));
        String free = ref;
        for (int i = 2; taken.containsKey(free); i++) {
            free = ref + "-" + i;
        }
        return free;
    }
}
