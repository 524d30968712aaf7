package io.headjack.internal.git;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads by the installed git. Names and revisions go through standard input, so that any of them is safe. */
final class NativeReader implements GitReader {
    private static final String GITLINK = "160000";

    private final GitCall git;

    NativeReader(GitCall git) {
        this.git = git;
    }

    @Override
    public Map<String, String> refs(List<String> prefixes) {
        List<String> arguments = new ArrayList<>(List.of("for-each-ref", "--format=%(objectname) %(refname)"));
        arguments.addAll(prefixes);
        Map<String, String> refs = new LinkedHashMap<>();
        for (String line : git.run(arguments.toArray(String[]::new)).lines()) {
            refs.put(line.substring(41), line.substring(0, 40));
        }
        return refs;
    }

    @Override
    public Optional<String> commit(String revision) {
        return revision.indexOf('\n') >= 0
                ? Optional.empty()
                : Optional.ofNullable(check(List.of(revision), "^{commit}").get(revision))
                        .map(Found::object);
    }

    @Override
    public Optional<String> tree(String commit) {
        return Optional.ofNullable(check(List.of(commit), "^{tree}").get(commit))
                .map(Found::object);
    }

    @Override
    public Optional<String> message(String commit) {
        GitResult result = git.attempt("log", "-1", "--no-show-signature", "--format=%B", commit, "--");
        return result.succeeded() ? Optional.of(result.all().stripTrailing()) : Optional.empty();
    }

    @Override
    public Map<String, String> types(Collection<String> objects) {
        Map<String, String> types = new LinkedHashMap<>();
        check(objects, "").forEach((object, found) -> types.put(object, found.type()));
        return types;
    }

    @Override
    public Map<String, String> commits(Collection<String> objects) {
        Map<String, String> commits = new LinkedHashMap<>();
        check(objects, "^{commit}").forEach((object, found) -> commits.put(object, found.object()));
        return commits;
    }

    private record Found(String object, String type) {}

    /** What each of these means, if there is such a thing. Git answers in the same order. */
    private Map<String, Found> check(Collection<String> revisions, String suffix) {
        Map<String, Found> found = new LinkedHashMap<>();
        if (revisions.isEmpty()) {
            return found;
        }
        String input = revisions.stream().map(each -> each + suffix + "\n").collect(Collectors.joining());
        List<String> lines = git.input(input)
                .run("cat-file", "--batch-check=%(objectname) %(objecttype)")
                .lines();
        int i = 0;
        for (String revision : revisions) {
            String[] words = lines.get(i++).split(" ", -1);
            if (words.length == 2 && words[0].length() == 40 && !words[1].equals("missing")) {
                found.put(revision, new Found(words[0], words[1]));
            }
        }
        return found;
    }

    @Override
    public boolean isAncestor(String ancestor, String descendant) {
        GitResult result = git.attempt("merge-base", "--is-ancestor", ancestor, descendant);
        if (result.exitCode() > 1) {
            throw git.failure(result, "merge-base", "--is-ancestor", ancestor, descendant);
        }
        return result.exitCode() == 0;
    }

    @Override
    public Set<String> history(Collection<String> tips, Collection<String> without) {
        return new LinkedHashSet<>(
                git.input(range(tips, without)).run("rev-list", "--stdin").lines());
    }

    @Override
    public long count(Collection<String> tips, Collection<String> without) {
        return Long.parseLong(git.input(range(tips, without))
                .run("rev-list", "--count", "--stdin")
                .text());
    }

    private static String range(Collection<String> tips, Collection<String> without) {
        return Stream.concat(tips.stream(), without.stream().map(each -> "^" + each))
                .map(each -> each + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public Set<String> newGitlinks(String from, String to) {
        List<String> records = git.run(
                        "diff-tree",
                        "-r",
                        "-z",
                        "--raw",
                        "--no-renames",
                        "--no-ext-diff",
                        "--ignore-submodules=none",
                        from,
                        to)
                .records();
        Set<String> added = new LinkedHashSet<>();
        for (int i = 0; i + 1 < records.size(); i += 2) {
            String entry = records.get(i);
            if (entry.startsWith(GITLINK, 8) && !entry.startsWith(GITLINK, 1)) {
                added.add(records.get(i + 1));
            }
        }
        return added;
    }
}
