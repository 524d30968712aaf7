package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.Collected;
import io.headjack.Collected.Outcome;
import io.headjack.InstanceId;
import io.headjack.Progress;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.text.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings to the host what an instance's private git has. The host only ever reads a list of refs and a stream of
 * objects, both from a program inside; it does not open the private directory.
 */
final class Collector {
    private static final Duration TRANSFER = Duration.ofMinutes(30);
    private static final int MOST_HAVES = 1_000;

    private final GitInvoker git;
    private final Layout layout;
    private final HostRefs refs;
    private final HostBranch hostBranch;
    private final Consumer<Progress> listener;

    Collector(GitInvoker git, Layout layout, HostRefs refs, HostBranch hostBranch, Consumer<Progress> listener) {
        this.git = git;
        this.layout = layout;
        this.refs = refs;
        this.hostBranch = hostBranch;
        this.listener = listener;
    }

    Collected collect(InstanceId id, BranchName branch, Path worktree, AgentSide inside) {
        hostBranch.finishInterrupted(id, branch, worktree);
        InsideRefs offered = InsideRefs.read(inside);
        inside.awaitAllowed();
        Map<String, String> host = refs.list();
        Map<String, String> wanted = wanted(id, branch, offered, host);
        Set<String> tips = new LinkedHashSet<>(wanted.values());
        tips.removeAll(host.values());
        if (!tips.isEmpty()) {
            transfer(id, branch, offered, tips, host, inside);
        } else {
            offered.branch(branch).ifPresent(head -> refuseNewGitlinks(id, branch, head, refs.reader(), host));
        }
        keep(id, wanted, host);
        return advance(id, branch, worktree, offered, host, wanted);
    }

    /** What the host has to keep: the instance's branch and HEAD always, others unless its own refs hold them. */
    private Map<String, String> wanted(InstanceId id, BranchName branch, InsideRefs offered, Map<String, String> host) {
        Set<String> held = new LinkedHashSet<>();
        host.forEach((name, object) -> {
            if (!name.startsWith(HostRefs.HEADJACK) || name.startsWith(HostRefs.base(id))) {
                held.add(object);
            }
        });
        Set<String> open = new LinkedHashSet<>(offered.tips());
        open.removeAll(held);
        Map<String, String> types = refs.reader().types(open);
        List<String> commits =
                open.stream().filter(tip -> "commit".equals(types.get(tip))).toList();
        Set<String> lost = refs.onlyInside(id, commits);
        open.removeIf(tip -> "commit".equals(types.get(tip)) && !lost.contains(tip));
        Set<String> always = Set.of(HostRefs.own(id) + "head", HostRefs.own(id) + "heads/" + branch);
        Map<String, String> wanted = new LinkedHashMap<>();
        offered.asKeptBy(id).forEach((name, object) -> {
            if (open.contains(object) || always.contains(name)) {
                wanted.put(name, object);
            }
        });
        return wanted;
    }

    private void transfer(
            InstanceId id,
            BranchName branch,
            InsideRefs offered,
            Set<String> tips,
            Map<String, String> host,
            AgentSide inside) {
        try (Quarantine quarantine = Quarantine.open(git, layout, id)) {
            Map<String, String> present = refs.reader().types(tips);
            List<String> missing =
                    tips.stream().filter(tip -> !present.containsKey(tip)).toList();
            if (!missing.isEmpty()) {
                receive(quarantine, branch, missing, host, inside);
                quarantine.checkSizes();
            }
            quarantine.checkConnected(tips);
            offered.branch(branch)
                    .ifPresent(head -> refuseNewGitlinks(id, branch, head, new NativeReader(quarantine.git()), host));
            quarantine.publish();
        }
    }

    private void receive(
            Quarantine quarantine,
            BranchName branch,
            List<String> missing,
            Map<String, String> host,
            AgentSide inside) {
        String request = missing.stream().map(tip -> tip + "\n").collect(Collectors.joining())
                + host.values().stream()
                        .distinct()
                        .limit(MOST_HAVES)
                        .map(have -> "^" + have + "\n")
                        .collect(Collectors.joining());
        // "local": what lies in the host's own store need not come back. A short search for deltas, as this goes
        // through a
        // pipe and the host's own gc packs it again.
        InsideCommand pack = InsideCommand.git(
                        inside,
                        PrivateGit.DIRECTORY,
                        List.of(
                                "pack-objects",
                                "--revs",
                                "--stdout",
                                "--thin",
                                "--local",
                                "--delta-base-offset",
                                "--window=4",
                                "-q"))
                .input(request);
        AtomicReference<GitResult> sent = new AtomicReference<>();
        AtomicReference<HeadjackException> broken = new AtomicReference<>();
        AtomicReference<String> refusal = new AtomicReference<>();
        GitResult received = quarantine.accept(
                stdin -> {
                    PackGate gate = new PackGate(stdin);
                    try {
                        sent.set(pack.stream(gate, TRANSFER));
                    } catch (HeadjackException e) {
                        gate.refusal().ifPresent(refusal::set);
                        broken.set(e);
                    }
                },
                new CollectProgress(branch.value(), listener));
        HeadjackException failure = broken.get();
        if (failure instanceof RuntimeUnavailableException || failure instanceof HeadjackTimeoutException) {
            // Half a stream is refused too, and that says less.
            throw failure;
        }
        if (refusal.get() != null) {
            throw new UnsupportedException(
                    "the objects of the instance cannot be taken: " + refusal.get() + "; collect more often", failure);
        }
        if (!received.succeeded()) {
            throw refused(received, sent.get(), failure);
        }
    }

    private static RuntimeException refused(
            GitResult received, @Nullable GitResult sent, @Nullable HeadjackException broken) {
        String inside = sent == null || sent.succeeded()
                ? ""
                : "; git inside said: " + sent.errors().strip();
        return new UnsupportedException(
                "the objects of the instance cannot be taken: "
                        + Printable.text(received.errors().strip() + inside)
                        + "; run git fsck --strict there (it also refuses dates and modes that very old tools wrote)",
                broken);
    }

    /** A nested repository that the host's git walks into can run programs there. */
    private void refuseNewGitlinks(
            InstanceId id, BranchName branch, String head, GitReader reader, Map<String, String> host) {
        String base = host.get(HostRefs.base(id) + "start");
        String tip = host.get("refs/heads/" + branch);
        if (base == null || head.equals(tip)) {
            return;
        }
        Set<String> added = new LinkedHashSet<>(reader.newGitlinks(base, head));
        if (tip != null && !tip.equals(base) && !added.isEmpty()) {
            added.retainAll(reader.newGitlinks(tip, head));
        }
        if (!added.isEmpty()) {
            throw new UnsupportedException(
                    "branch \"" + branch + "\" of the instance adds nested repositories, which are"
                            + " not taken: " + Printable.name(String.join(", ", added))
                            + "; remove them from its commits, or add them as submodules on the host first");
        }
    }

    /** What the instance no longer has is set aside, not deleted: it goes when the instance goes. */
    private void keep(InstanceId id, Map<String, String> wanted, Map<String, String> host) {
        List<String> aside = new ArrayList<>();
        Map<String, String> left = new HashMap<>(host);
        host.forEach((name, object) -> {
            if (isMirrored(id, name) && !wanted.containsKey(name)) {
                aside.add("delete " + name + " " + object);
                String kept = HostRefs.own(id) + "kept/" + object;
                if (left.putIfAbsent(kept, object) == null) {
                    aside.add("create " + kept + " " + object);
                }
            }
        });
        List<String> changes = new ArrayList<>();
        wanted.forEach((name, object) -> {
            String old = host.get(name);
            if (!object.equals(old)) {
                changes.add("update " + name + " " + object + " " + (old == null ? HostRefs.NONE : old));
            }
        });
        // Apart, as a ref cannot become a directory in the transaction that deletes it.
        refs.update(aside);
        refs.update(changes);
    }

    private static boolean isMirrored(InstanceId id, String name) {
        String own = HostRefs.own(id);
        return name.startsWith(own)
                && !name.startsWith(own + "base/")
                && !name.startsWith(own + "kept/")
                && !name.equals(own + HostBranch.MOVING);
    }

    private Collected advance(
            InstanceId id,
            BranchName branch,
            Path worktree,
            InsideRefs offered,
            Map<String, String> host,
            Map<String, String> wanted) {
        List<String> kept = List.copyOf(wanted.keySet());
        Optional<String> tip = Optional.ofNullable(host.get("refs/heads/" + branch));
        Optional<String> head = offered.branch(branch);
        if (head.isEmpty()) {
            // Renamed or deleted inside; its commits, if there are any, came with HEAD and the other refs.
            String known = tip.or(offered::head)
                    .orElseThrow(() -> new ConflictException("branch \"" + branch
                            + "\" is gone, on the host and in instance " + id + "; make it again"));
            return new Collected(Outcome.UP_TO_DATE, known, 0, kept);
        }
        if (tip.isEmpty()) {
            int commits = (int) refs.countOnlyInside(id, head.get());
            return new Collected(Outcome.DIVERGED, head.get(), commits, kept);
        }
        if (refs.isAncestor(head.get(), tip.get())) {
            return new Collected(Outcome.UP_TO_DATE, head.get(), 0, kept);
        }
        int commits = Math.toIntExact(refs.count(tip.get(), head.get()));
        Outcome outcome = refs.isAncestor(tip.get(), head.get())
                ? hostBranch.fastForward(id, branch, worktree, tip.get(), head.get())
                : Outcome.DIVERGED;
        return new Collected(outcome, head.get(), commits, kept);
    }
}
