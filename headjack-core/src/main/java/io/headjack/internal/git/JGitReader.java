package io.headjack.internal.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Reads by JGit, without a process. It opens the repository for each call and closes it: so it holds no file open in
 * between, and never asks itself whether something changed since it last looked, which file times do not always tell.
 *
 * <p>What it throws says only that JGit cannot answer: {@link HostReader} asks git then.
 */
final class JGitReader implements GitReader {
    private final Path common;

    JGitReader(Path common) {
        this.common = common;
    }

    @Override
    public Map<String, String> refs(List<String> prefixes) {
        return ask(repository -> {
            Map<String, String> refs = new TreeMap<>();
            for (String prefix : prefixes.isEmpty() ? List.of(Constants.R_REFS) : prefixes) {
                String below = prefix.endsWith("/") ? prefix : prefix + "/";
                for (Ref ref : repository.getRefDatabase().getRefsByPrefix(below)) {
                    put(refs, ref);
                }
                Ref exact = below.equals(prefix) ? null : repository.exactRef(prefix);
                if (exact != null) {
                    put(refs, exact);
                }
            }
            return refs;
        });
    }

    private static void put(Map<String, String> refs, Ref ref) {
        ObjectId object = ref.getObjectId();
        if (object != null && ref.getName().startsWith(Constants.R_REFS)) {
            refs.put(ref.getName(), object.name());
        }
    }

    @Override
    public Optional<String> commit(String revision) {
        return ask(repository -> {
            ObjectId object;
            if (ObjectId.isId(revision)) {
                object = ObjectId.fromString(revision);
            } else {
                Ref ref = repository.exactRef(revision);
                object = ref == null ? null : ref.getObjectId();
            }
            try (RevWalk walk = new RevWalk(repository)) {
                return object == null ? Optional.empty() : commit(walk, object).map(RevCommit::name);
            }
        });
    }

    @Override
    public Optional<String> tree(String commit) {
        return ask(repository -> {
            try (RevWalk walk = new RevWalk(repository)) {
                return commit(walk, ObjectId.fromString(commit))
                        .map(found -> found.getTree().name());
            }
        });
    }

    @Override
    public Optional<String> message(String commit) {
        return ask(repository -> {
            try (RevWalk walk = new RevWalk(repository)) {
                return commit(walk, ObjectId.fromString(commit))
                        .map(found -> found.getFullMessage().stripTrailing());
            }
        });
    }

    @Override
    public Map<String, String> types(Collection<String> objects) {
        return ask(repository -> {
            Map<String, String> types = new LinkedHashMap<>();
            try (RevWalk walk = new RevWalk(repository)) {
                for (String each : objects) {
                    ObjectId object = ObjectId.fromString(each);
                    if (walk.getObjectReader().has(object)) {
                        int type = walk.getObjectReader().open(object).getType();
                        types.put(each, Constants.typeString(type));
                    }
                }
            }
            return types;
        });
    }

    @Override
    public Map<String, String> commits(Collection<String> objects) {
        return ask(repository -> {
            Map<String, String> commits = new LinkedHashMap<>();
            try (RevWalk walk = new RevWalk(repository)) {
                for (String each : objects) {
                    Optional<RevCommit> commit = commit(walk, ObjectId.fromString(each));
                    if (commit.isPresent()) {
                        commits.put(each, commit.get().name());
                    }
                }
            }
            return commits;
        });
    }

    private static Optional<RevCommit> commit(RevWalk walk, ObjectId object) throws IOException {
        try {
            return Optional.of(walk.parseCommit(object));
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isAncestor(String ancestor, String descendant) {
        return ask(repository -> {
            try (RevWalk walk = new RevWalk(repository)) {
                walk.setRetainBody(false);
                return walk.isMergedInto(
                        walk.parseCommit(ObjectId.fromString(ancestor)),
                        walk.parseCommit(ObjectId.fromString(descendant)));
            }
        });
    }

    @Override
    public Set<String> history(Collection<String> tips, Collection<String> without) {
        return ask(repository -> {
            Set<String> history = new LinkedHashSet<>();
            try (RevWalk walk = walk(repository, tips, without)) {
                for (RevCommit each : walk) {
                    history.add(each.name());
                }
            }
            return history;
        });
    }

    @Override
    public long count(Collection<String> tips, Collection<String> without) {
        return ask(repository -> {
            long count = 0;
            try (RevWalk walk = walk(repository, tips, without)) {
                while (walk.next() != null) {
                    count++;
                }
            }
            return count;
        });
    }

    private static RevWalk walk(Repository repository, Collection<String> tips, Collection<String> without)
            throws IOException {
        RevWalk walk = new RevWalk(repository);
        walk.setRetainBody(false);
        for (String each : tips) {
            RevObject tip = walk.peel(walk.parseAny(ObjectId.fromString(each)));
            if (tip instanceof RevCommit commit) {
                walk.markStart(commit);
            }
        }
        for (String each : without) {
            RevObject held = walk.peel(walk.parseAny(ObjectId.fromString(each)));
            if (held instanceof RevCommit commit) {
                walk.markUninteresting(commit);
            }
        }
        return walk;
    }

    @Override
    public Set<String> newGitlinks(String from, String to) {
        return ask(repository -> {
            Set<String> added = new LinkedHashSet<>();
            try (RevWalk commits = new RevWalk(repository);
                    TreeWalk trees = new TreeWalk(repository)) {
                trees.addTree(commits.parseCommit(ObjectId.fromString(from)).getTree());
                trees.addTree(commits.parseCommit(ObjectId.fromString(to)).getTree());
                trees.setFilter(TreeFilter.ANY_DIFF);
                trees.setRecursive(true);
                while (trees.next()) {
                    if (FileMode.GITLINK.equals(trees.getRawMode(1)) && !FileMode.GITLINK.equals(trees.getRawMode(0))) {
                        added.add(trees.getPathString());
                    }
                }
            }
            return added;
        });
    }

    @FunctionalInterface
    private interface Question<T> {
        T of(Repository repository) throws IOException;
    }

    private <T> T ask(Question<T> question) {
        return GuestSystemReader.asGuest(() -> {
            try {
                Repository repository = new FileRepositoryBuilder()
                        .setGitDir(common.toFile())
                        .setBare()
                        .setMustExist(true)
                        .build();
                try {
                    return question.of(repository);
                } finally {
                    // Not the repository itself: that looks into a cache of repositories, which starts a thread.
                    repository.getObjectDatabase().close();
                    repository.getRefDatabase().close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
