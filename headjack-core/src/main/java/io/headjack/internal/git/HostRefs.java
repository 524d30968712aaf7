package io.headjack.internal.git;

import io.headjack.InstanceId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The refs of the host's repository, and what they hold. */
final class HostRefs {
    static final String HEADJACK = "refs/headjack/";
    static final String NONE = "0".repeat(40);

    private final GitCall git;
    private final GitReader reader;

    HostRefs(GitInvoker invoker, Layout layout, GitReader reader) {
        this.git = invoker.at(layout.common());
        this.reader = reader;
    }

    static String own(InstanceId id) {
        return HEADJACK + id + "/";
    }

    static String base(InstanceId id) {
        return own(id) + "base/";
    }

    /** As {@link GitReader#refs}. */
    Map<String, String> list(String... prefixes) {
        return reader.refs(List.of(prefixes));
    }

    /** As {@link GitReader#commit}. */
    Optional<String> commit(String revision) {
        return reader.commit(revision);
    }

    GitReader reader() {
        return reader;
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
        return tips.isEmpty() ? Set.of() : reader.history(tips, held(id));
    }

    long countOnlyInside(InstanceId id, String tip) {
        return reader.count(List.of(tip), held(id));
    }

    private Set<String> held(InstanceId id) {
        Set<String> held = new LinkedHashSet<>();
        list().forEach((name, object) -> {
            if (!name.startsWith(HEADJACK) || name.startsWith(base(id))) {
                held.add(object);
            }
        });
        return held;
    }

    /** How many commits one has that another has not. */
    long count(String from, String to) {
        return reader.count(List.of(to), List.of(from));
    }

    boolean isAncestor(String ancestor, String descendant) {
        return reader.isAncestor(ancestor, descendant);
    }
}
