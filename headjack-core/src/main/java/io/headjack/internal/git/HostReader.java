package io.headjack.internal.git;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Asks JGit in a program that asks much, where the repository is one that JGit reads right, and git otherwise. To load
 * JGit costs as much time as many questions to git: a program that ends soon never loads it.
 */
final class HostReader implements GitReader {
    /** So many questions to git take about as long as JGit takes to load. */
    static final int WORTH_LOADING = 150;

    private static final int MOST_TIPS = 2_000;
    private static final Pattern OBJECT = Pattern.compile("[0-9a-f]{40}");

    private final GitReader git;
    private final Layout layout;
    private final AtomicInteger asked;

    /**
     * Makes a reader.
     *
     * @param asked the number of questions that this program has asked so far
     */
    HostReader(GitReader git, Layout layout, AtomicInteger asked) {
        this.git = git;
        this.layout = layout;
        this.asked = asked;
    }

    private <T> T ask(boolean simple, Function<GitReader, T> question) {
        if (simple
                && asked.updateAndGet(count -> Math.min(count + 1, WORTH_LOADING + 1)) > WORTH_LOADING
                && JGitGate.admits(layout)) {
            try {
                return question.apply(new JGitReader(layout.common()));
            } catch (RuntimeException e) {
                // A pack that gc took away, an object that does not exist: git knows, or says what is wrong.
                return question.apply(git);
            }
        }
        return question.apply(git);
    }

    @Override
    public Map<String, String> refs(List<String> prefixes) {
        return ask(true, reader -> reader.refs(prefixes));
    }

    @Override
    public Optional<String> commit(String revision) {
        return ask(isPlain(revision), reader -> reader.commit(revision));
    }

    /** Whether this needs no knowledge of git's language of revisions. */
    static boolean isPlain(String revision) {
        return OBJECT.matcher(revision).matches() || revision.equals("HEAD") || RefNames.isValid(revision);
    }

    @Override
    public Optional<String> tree(String commit) {
        return ask(true, reader -> reader.tree(commit));
    }

    @Override
    public Optional<String> message(String commit) {
        return ask(true, reader -> reader.message(commit));
    }

    @Override
    public Map<String, String> types(Collection<String> objects) {
        return objects.isEmpty() ? Map.of() : ask(isFew(objects), reader -> reader.types(objects));
    }

    @Override
    public Map<String, String> commits(Collection<String> objects) {
        return objects.isEmpty() ? Map.of() : ask(isFew(objects), reader -> reader.commits(objects));
    }

    @Override
    public boolean isAncestor(String ancestor, String descendant) {
        return ancestor.equals(descendant) || ask(true, reader -> reader.isAncestor(ancestor, descendant));
    }

    @Override
    public Set<String> history(Collection<String> tips, Collection<String> without) {
        return tips.isEmpty() ? Set.of() : ask(isFew(without), reader -> reader.history(tips, without));
    }

    @Override
    public long count(Collection<String> tips, Collection<String> without) {
        return tips.isEmpty() ? 0 : ask(isFew(without), reader -> reader.count(tips, without));
    }

    /** JGit looks at each object by itself; git is quicker with many. */
    private static boolean isFew(Collection<String> objects) {
        return objects.size() <= MOST_TIPS;
    }

    @Override
    public Set<String> newGitlinks(String from, String to) {
        return from.equals(to) ? Set.of() : ask(true, reader -> reader.newGitlinks(from, to));
    }
}
