package io.headjack.internal.git;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is read of the host's refs, commits and trees. Every call looks anew: what another git wrote before the call is
 * seen by it. Objects are full ids.
 */
interface GitReader {
    /**
     * Refs by their full names, each with the object that it points to. A prefix ends at a slash or at the end of a name;
     * none stand for all. Refs that lead nowhere are left out.
     */
    Map<String, String> refs(List<String> prefixes);

    /** The commit that a revision means, if there is one: tags are followed. */
    Optional<String> commit(String revision);

    /** The tree of a commit, if there is such a commit. */
    Optional<String> tree(String commit);

    /** The message of a commit without its last line ends, if there is such a commit. */
    Optional<String> message(String commit);

    /** The types of those objects that exist. */
    Map<String, String> types(Collection<String> objects);

    /** The commits that objects are, or that they lead to as tags; objects that do not are left out. */
    Map<String, String> commits(Collection<String> objects);

    boolean isAncestor(String ancestor, String descendant);

    /** The commits in the history of some that are not in the history of others. */
    Set<String> history(Collection<String> tips, Collection<String> without);

    /** How many {@link #history} has. */
    long count(Collection<String> tips, Collection<String> without);

    /** The paths where a commit has a nested repository, and another has something else or nothing. */
    Set<String> newGitlinks(String from, String to);
}
