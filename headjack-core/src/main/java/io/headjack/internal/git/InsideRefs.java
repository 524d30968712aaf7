package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.text.Printable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The refs of a private git directory as it says itself, checked: names by git's rules, objects by their form, both
 * limited in number.
 *
 * @param refs full names with their objects, {@code HEAD} among them if it names a commit
 * @param olderStashes the stashes below the newest, which no ref names
 */
record InsideRefs(Map<String, String> refs, List<String> olderStashes) {
    private static final int MOST = 10_000;
    private static final long LONGEST_OUTPUT = 16L << 20;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Pattern OBJECT = Pattern.compile("[0-9a-f]{40}");
    private static final String STASH = "refs/stash";

    static InsideRefs read(AgentSide inside) {
        InsideCommand list = InsideCommand.git(inside, PrivateGit.DIRECTORY, List.of("show-ref", "--head"));
        GitResult result = list.run(LONGEST_OUTPUT, TIMEOUT);
        // 1 without a word on standard error: there are none.
        if (result.exitCode() > 1 || (result.exitCode() == 1 && !result.errors().isBlank())) {
            throw list.failure(result);
        }
        Map<String, String> refs = new LinkedHashMap<>();
        for (String line : result.lines()) {
            String object = line.length() > 41 ? line.substring(0, 40) : "";
            String name = line.length() > 41 ? line.substring(41) : line;
            if (!OBJECT.matcher(object).matches() || !(name.equals("HEAD") || RefNames.isValid(name))) {
                throw new UnsupportedException("the instance has a ref that cannot be taken: \"" + Printable.name(name)
                        + "\"; rename or delete it there");
            }
            refs.put(name, object);
        }
        refuseMany(refs.size());
        return new InsideRefs(refs, refs.containsKey(STASH) ? olderStashes(inside, refs.get(STASH)) : List.of());
    }

    private static List<String> olderStashes(AgentSide inside, String newest) {
        GitResult result = InsideCommand.git(inside, PrivateGit.DIRECTORY, List.of("rev-list", "-g", STASH, "--"))
                .run(LONGEST_OUTPUT, TIMEOUT);
        Set<String> stashes = new LinkedHashSet<>();
        for (String line : result.lines()) {
            if (!OBJECT.matcher(line).matches()) {
                throw new UnsupportedException("the instance lists a stash that is no commit: \"" + Printable.name(line)
                        + "\"; run git stash list there");
            }
            stashes.add(line);
        }
        refuseMany(stashes.size());
        stashes.remove(newest);
        return List.copyOf(stashes);
    }

    private static void refuseMany(int count) {
        if (count > MOST) {
            throw new UnsupportedException("the instance has " + count + " refs, at most " + MOST
                    + " can be taken; delete some of them there");
        }
    }

    Optional<String> head() {
        return Optional.ofNullable(refs.get("HEAD"));
    }

    Optional<String> branch(BranchName branch) {
        return Optional.ofNullable(refs.get("refs/heads/" + branch));
    }

    Set<String> tips() {
        Set<String> tips = new LinkedHashSet<>(refs.values());
        tips.addAll(olderStashes);
        return tips;
    }

    /** What the host keeps of them, by the names that it has there. */
    Map<String, String> asKeptBy(InstanceId id) {
        Map<String, String> kept = new LinkedHashMap<>();
        refs.forEach((name, object) -> kept.put(HostRefs.own(id) + keptName(name), object));
        olderStashes.forEach(stash -> kept.put(HostRefs.own(id) + "stashes/" + stash, stash));
        return kept;
    }

    private static String keptName(String name) {
        if (name.equals("HEAD")) {
            return "head";
        }
        if (name.equals(STASH)) {
            return "stash";
        }
        String rest = name.substring("refs/".length());
        return rest.startsWith("heads/") || rest.startsWith("tags/") ? rest : "other/" + rest;
    }
}
