package io.headjack.internal.git;

import io.headjack.InstanceId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The refs of the host's repository. Names and revisions go through standard input, so that any of them is safe. */
final class HostRefs {
    static final String HEADJACK = "refs/headjack/";
    static final String NONE = "0".repeat(40);

    private final GitCall git;

    HostRefs(GitInvoker invoker, Layout layout) {
        this.git = invoker.at(layout.common());
    }

    static String own(InstanceId id) {
        return HEADJACK + id + "/";
    }

    static String base(InstanceId id) {
        return own(id) + "base/";
    }

    /** Refs by name, each with the object that it points to. */
    Map<String, String> list(String... prefixes) {
        String[] arguments = new String[prefixes.length + 2];
        arguments[0] = "for-each-ref";
        arguments[1] = "--format=%(objectname) %(refname)";
        System.arraycopy(prefixes, 0, arguments, 2, prefixes.length);
        Map<String, String> refs = new LinkedHashMap<>();
        for (String line : git.run(arguments).lines()) {
            refs.put(line.substring(41), line.substring(0, 40));
        }
        return refs;
    }

    /** The commit that a revision means, if there is one. */
    Optional<String> commit(String revision) {
        if (revision.indexOf('\n') >= 0) {
            return Optional.empty();
        }
        String[] words = git.input(revision + "^{commit}\n")
                .run("cat-file", "--batch-check=%(objectname) %(objecttype)")
                .text()
                .split(" ", -1);
        return words.length == 2 && words[1].equals("commit") ? Optional.of(words[0]) : Optional.empty();
    }

    /** The types of those objects that exist. */
    Map<String, String> types(Collection<String> objects) {
        Map<String, String> types = new LinkedHashMap<>();
        if (objects.isEmpty()) {
            return types;
        }
        String input = objects.stream().map(object -> object + "\n").collect(Collectors.joining());
        for (String line : git.input(input)
                .run("cat-file", "--batch-check=%(objectname) %(objecttype)")
                .lines()) {
            String[] words = line.split(" ", -1);
            if (!words[1].equals("missing")) {
                types.put(words[0], words[1]);
            }
        }
        return types;
    }

    /** Changes refs, all or none of them. Each line is a command of {@code git update-ref --stdin}. */
    void update(List<String> commands) {
        if (!commands.isEmpty()) {
            git.input(String.join("\n", commands) + "\n").run("update-ref", "-m", "headjack", "--stdin");
        }
    }

    /** As {@link #update}; false if a ref is no longer what the commands expect. */
    boolean tryUpdate(List<String> commands) {
        return git.input(String.join("\n", commands) + "\n")
                .attempt("update-ref", "-m", "headjack", "--stdin")
                .succeeded();
    }

    /**
     * The commits in these tips' history that no ref of the host holds. What Headjack keeps for instances does not
     * count, as it goes with them, except what this instance was made from.
     */
    Set<String> onlyInside(InstanceId id, Collection<String> tips) {
        if (tips.isEmpty()) {
            return Set.of();
        }
        return new LinkedHashSet<>(git.input(exclusions(id, tips))
                .run("rev-list", "--stdin", "--not", "--exclude=" + HEADJACK + "*", "--all")
                .lines());
    }

    long countOnlyInside(InstanceId id, String tip) {
        return Long.parseLong(git.input(exclusions(id, List.of(tip)))
                .run("rev-list", "--count", "--stdin", "--not", "--exclude=" + HEADJACK + "*", "--all")
                .text());
    }

    private String exclusions(InstanceId id, Collection<String> tips) {
        StringBuilder input = new StringBuilder();
        tips.forEach(tip -> input.append(tip).append('\n'));
        list(base(id))
                .values()
                .forEach(commit -> input.append('^').append(commit).append('\n'));
        return input.toString();
    }

    long count(String from, String to) {
        return Long.parseLong(git.run("rev-list", "--count", to, "^" + from).text());
    }

    boolean isAncestor(String ancestor, String descendant) {
        GitResult result = git.attempt("merge-base", "--is-ancestor", ancestor, descendant);
        if (result.exitCode() > 1) {
            throw git.failure(result, "merge-base", "--is-ancestor", ancestor, descendant);
        }
        return result.exitCode() == 0;
    }
}
