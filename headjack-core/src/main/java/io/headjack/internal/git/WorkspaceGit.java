package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.Commit;
import io.headjack.WorktreeStatus;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.text.Printable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Asks the git inside an instance. What it answers was written by whoever works there: it is checked and bounded. */
public final class WorkspaceGit {
    private static final long LONGEST_LISTING = 64L << 20;
    private static final long LONGEST_DIFF = 64L << 20;
    private static final int MOST_COMMITS = 10_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Pattern OBJECT = Pattern.compile("[0-9a-f]{40}");
    private static final int COMMIT_FIELDS = 5;

    /**
     * New files show up in a diff once an index names them. A copy of the index does, with an object store of its own
     * for the one object that this needs: the instance's own may be read-only, and is not ours to change.
     */
    private static final String DIFF = """
            set -eu
            base=$1
            for place in /headjack/run "${TMPDIR:-/tmp}" /tmp; do
              if [ -d "$place" ] && [ -w "$place" ]; then break; fi
            done
            copy=$(mktemp -d "$place/headjack-diff.XXXXXX")
            trap 'rm -rf "$copy"' EXIT
            mkdir "$copy/objects"
            index=$(git rev-parse --git-path index)
            objects=$(git rev-parse --git-path objects)
            if [ -f "$index" ]; then cp "$index" "$copy/index"; fi
            case $objects in /*) ;; *) objects=$PWD/$objects ;; esac
            export GIT_INDEX_FILE="$copy/index" GIT_OBJECT_DIRECTORY="$copy/objects"
            GIT_ALTERNATE_OBJECT_DIRECTORIES=\\"$(printf %s "$objects" | sed 's/[\\\\"]/\\\\&/g')\\"
            export GIT_ALTERNATE_OBJECT_DIRECTORIES
            git -c core.fsmonitor= -c core.splitIndex=false -c advice.addEmbeddedRepo=false add --intent-to-add --all -- .
            git -c core.fsmonitor= -c diff.noprefix=false -c diff.mnemonicPrefix=false -c core.quotePath=true \\
              --no-pager diff --no-color --no-ext-diff --no-textconv --binary --ignore-submodules=dirty \\
              --src-prefix=a/ --dst-prefix=b/ "$base" --
            """;

    /** The files may be where the branch goes already, when a person committed them on the host. */
    private static final String FORWARD = """
            set -u
            branch=$1 from=$2 to=$3
            refuse() { echo "$1" >&2; exit 1; }
            [ "$(git symbolic-ref -q HEAD)" = "$branch" ] || refuse 'another branch is checked out'
            [ "$(git rev-parse -q --verify "$branch")" = "$from" ] || refuse 'it has commits of its own'
            git diff-index --cached --quiet "$from" -- || refuse 'changes are staged'
            git update-index -q --refresh
            if ! git read-tree -m -u "$from" "$to" 2> /dev/null; then
              copy=$(git rev-parse --git-path index).headjack
              trap 'rm -f "$copy"' EXIT
              GIT_INDEX_FILE=$copy git read-tree "$to" || refuse 'the commit is not there'
              GIT_INDEX_FILE=$copy git update-index -q --refresh
              GIT_INDEX_FILE=$copy git diff-files --quiet --ignore-submodules || refuse 'files are changed'
              git read-tree "$to" || exit 1
            fi
            git update-ref -m headjack "$branch" "$to" "$from"
            """;

    private WorkspaceGit() {}

    /**
     * Reads which files differ from the last commit.
     *
     * @param inside where git runs
     * @param workspace the worktree's path there
     * @return the state of the worktree
     * @throws OperationFailedException if git fails there
     */
    public static WorktreeStatus status(AgentSide inside, String workspace) {
        GitResult result = run(
                inside,
                workspace,
                List.of(
                        "-c",
                        "core.fsmonitor=",
                        "status",
                        "--porcelain=v2",
                        "--branch",
                        "-z",
                        "--untracked-files=all",
                        "--ignore-submodules=dirty",
                        "--find-renames"));
        return StatusParser.parse(result.records());
    }

    /**
     * Lists the commits since a base, newest first, at most 10 000.
     *
     * @param inside where git runs
     * @param workspace the worktree's path there
     * @param base a commit
     * @return the commits
     * @throws OperationFailedException if git fails there
     */
    public static List<Commit> commits(AgentSide inside, String workspace, String base) {
        GitResult result = run(
                inside,
                workspace,
                List.of(
                        "log",
                        "-z",
                        "--no-color",
                        "--no-show-signature",
                        "--no-mailmap",
                        "--no-notes",
                        "--encoding=UTF-8",
                        "--max-count=" + MOST_COMMITS,
                        "--format=tformat:%H%x00%an%x00%ae%x00%at%x00%s",
                        "HEAD",
                        "^" + object(base),
                        "--"));
        List<String> fields = result.records();
        List<Commit> commits = new ArrayList<>();
        for (int i = 0; i + COMMIT_FIELDS <= fields.size(); i += COMMIT_FIELDS) {
            commits.add(new Commit(
                    object(fields.get(i)),
                    fields.get(i + 1),
                    fields.get(i + 2),
                    time(fields.get(i + 3)),
                    fields.get(i + 4)));
        }
        return List.copyOf(commits);
    }

    /**
     * Reads everything that changed since a base, committed or not, new files included.
     *
     * @param inside where git runs
     * @param workspace the worktree's path there
     * @param base a commit
     * @return a patch, at most 64 MiB
     * @throws OperationFailedException if git fails there
     * @throws io.headjack.error.UnsupportedException if the patch is longer
     */
    public static String diff(AgentSide inside, String workspace, String base) {
        List<String> command = List.of(
                "env",
                "GIT_DIR=" + workspace + "/.git",
                "GIT_WORK_TREE=" + workspace,
                "sh",
                "-c",
                "cd \"$2\" && " + DIFF,
                "headjack-diff",
                object(base),
                workspace);
        InsideCommand call = InsideCommand.of(inside, command);
        GitResult result = call.run(LONGEST_DIFF, TIMEOUT);
        if (!result.succeeded()) {
            throw new OperationFailedException("the diff of " + workspace + " failed in the instance (exit "
                    + result.exitCode() + "): " + Printable.text(result.errors().strip()));
        }
        return result.all();
    }

    /**
     * Writes all files that the index inside names, over those that are there.
     *
     * @param inside where git runs
     * @param workspace the worktree's path there
     */
    public static void checkoutIndex(AgentSide inside, String workspace) {
        run(inside, workspace, List.of("checkout-index", "--all", "--force", "--quiet"));
    }

    /**
     * Brings a branch forward inside, with index and files, where that is checked out and nothing is changed or staged
     * that differs from where it goes.
     *
     * @param inside where git runs
     * @param workspace the worktree's path there
     * @param branch the branch
     * @param from the commit that it is at
     * @param to the commit that it goes to, which builds on that
     * @throws OperationFailedException if that is not possible; nothing was changed then
     */
    public static void forward(AgentSide inside, String workspace, BranchName branch, String from, String to) {
        InsideCommand call = InsideCommand.of(
                inside,
                List.of(
                        "env",
                        "GIT_DIR=" + workspace + "/.git",
                        "GIT_WORK_TREE=" + workspace,
                        "sh",
                        "-c",
                        "cd \"$0\" && " + FORWARD,
                        workspace,
                        "refs/heads/" + branch,
                        object(from),
                        object(to)));
        GitResult result = call.run(LONGEST_LISTING, TIMEOUT);
        if (!result.succeeded()) {
            throw new OperationFailedException("branch \"" + branch + "\" cannot be brought forward in the instance: "
                    + Printable.text(result.errors().strip()) + "; merge " + to + " there");
        }
    }

    private static GitResult run(AgentSide inside, String workspace, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("--work-tree=" + workspace, "--no-pager"));
        all.addAll(arguments);
        InsideCommand command = InsideCommand.git(inside, workspace + "/.git", all);
        GitResult result = command.run(LONGEST_LISTING, TIMEOUT);
        if (!result.succeeded()) {
            throw command.failure(result);
        }
        return result;
    }

    private static String object(String text) {
        if (!OBJECT.matcher(text).matches()) {
            throw new InvalidRequestException("\"" + Printable.name(text) + "\" is not a full commit id");
        }
        return text;
    }

    private static Instant time(String seconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException | DateTimeException e) {
            // Commits may carry any number, or none.
            return Instant.EPOCH;
        }
    }
}
