package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.internal.text.Printable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the commit that a branch starts at, and says what a revision means instead if that is no commit. */
final class StartPoint {
    private static final Pattern FOUND = Pattern.compile("([0-9a-f]{40}) (commit|tree|blob|tag)");

    private final GitCall git;

    StartPoint(GitCall git) {
        this.git = git;
    }

    /** Whatever the revision begins with: git reads it from its standard input, where nothing is an option. */
    String commit(String revision, BranchName branch) {
        if (revision.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequestException("branch \"" + branch + "\" cannot start from \""
                    + Printable.name(revision) + "\", which has control characters; name a branch, tag or commit");
        }
        List<String> answers = git.input(revision + "^{commit}\n" + revision + "\n")
                .run("cat-file", "--batch-check=%(objectname) %(objecttype)")
                .lines();
        for (String answer : answers) {
            Matcher found = FOUND.matcher(answer);
            if (found.matches() && found.group(2).equals("commit")) {
                return found.group(1);
            }
        }
        String itself = answers.get(answers.size() - 1);
        if (itself.endsWith(" ambiguous")) {
            throw new InvalidRequestException("\"" + Printable.name(revision) + "\" is short for several objects in "
                    + git.directory() + "; give more digits of the commit that branch \"" + branch + "\" starts from");
        }
        Optional<String> other =
                Optional.of(FOUND.matcher(itself)).filter(Matcher::matches).map(found -> found.group(2));
        throw new NotFoundException("no commit \"" + Printable.name(revision) + "\" in " + git.directory()
                + other.map(StartPoint::described).orElse("") + " to start branch \"" + branch
                + "\" from; name a branch, tag or commit that exists, a remote's branch together with the remote");
    }

    private static String described(String type) {
        return type.equals("tag") ? " (it is a tag of something else)" : " (it is a " + type + ")";
    }
}
