package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.error.NotFoundException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.text.Printable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lists the submodules of a commit, those within others too, as far as {@code .gitmodules} of each asks for them. That file
 * may have been written by an agent: what it says is a name and a path, both checked, and nothing else of it is used.
 */
final class SubmodulePlan {
    private static final String GITLINK = "160000 commit ";
    private static final int MOST = 1_000;
    private static final int MOST_NAMED = 20;

    private final GitInvoker git;
    private final Layout layout;
    private final BranchName branch;
    private final List<Submodule> found = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    SubmodulePlan(GitInvoker git, Layout layout, BranchName branch) {
        this.git = git;
        this.layout = layout;
        this.branch = branch;
    }

    /** All of them, each after the one that it is in. */
    List<Submodule> of(String commit) {
        if (layout.bare()) {
            throw refusal(layout.root() + " is bare, and has no submodules of its own; name a clone with a worktree");
        }
        walk(layout.common(), "", "", commit);
        if (!missing.isEmpty()) {
            throw new NotFoundException(
                    "branch \"" + branch + "\" cannot have its submodules, as the host does not have them: "
                            + String.join("; ", Printable.limited(missing, MOST_NAMED))
                            + ". Run git submodule update --init --recursive in " + layout.root()
                            + ", with that commit of the branch checked out there");
        }
        return List.copyOf(found);
    }

    private void walk(Path repository, String parent, String above, String commit) {
        GitCall call = git.at(repository);
        Map<String, String> gitlinks = gitlinks(call, commit);
        if (gitlinks.isEmpty()) {
            return;
        }
        Map<String, String> settings = settings(call, commit);
        Map<String, String> names = new LinkedHashMap<>();
        settings.forEach((key, value) -> {
            if (key.endsWith(".path")) {
                names.putIfAbsent(value, key.substring(0, key.length() - ".path".length()));
            }
        });
        Set<String> taken = new TreeSet<>();
        gitlinks.forEach((path, target) -> {
            String place = above + path;
            String name = names.get(path);
            if (name == null) {
                throw refusal(".gitmodules says nothing of \"" + Printable.name(place)
                        + "\"; add it there, or take it out of the branch");
            }
            // Git leaves those out too, unless somebody asks for one by its path.
            if (!"none".equals(settings.get(name + ".update"))) {
                check(place, path, name, taken);
                add(repository, new Submodule(parent, name, place, target));
            }
        });
    }

    private void add(Path repository, Submodule submodule) {
        if (found.size() == MOST) {
            throw refusal("there are more than " + MOST + "; ask for none, and fill those that are needed inside");
        }
        Path module = directory(repository, submodule);
        if (!Files.isRegularFile(module.resolve("HEAD"))
                || new NativeReader(git.at(module)).commit(submodule.commit()).isEmpty()) {
            missing.add(submodule.printable() + " at " + submodule.commit());
            return;
        }
        if (git.at(module)
                .attempt("config", "--local", "--get-regexp", "^(extensions\\.partialclone|remote\\..*\\.promisor)$")
                .succeeded()) {
            throw refusal("\"" + submodule.printable()
                    + "\" is a partial clone on the host, whose missing objects could not be fetched inside;"
                    + " make a full one");
        }
        found.add(submodule);
        walk(module, submodule.directory(), submodule.path() + "/", submodule.commit());
    }

    private Path directory(Path repository, Submodule submodule) {
        try {
            return repository.resolve("modules").resolve(submodule.name());
        } catch (InvalidPathException e) {
            throw new UnsupportedException(
                    "submodule \"" + Printable.name(submodule.name())
                            + "\" has a name that this process cannot write; start it with LC_ALL=C.UTF-8",
                    e);
        }
    }

    /** Names become directories within each other's git directories, and paths lead through the worktree. */
    private void check(String place, String path, String name, Set<String> taken) {
        if (!isPlain(path) || !isPlain(name)) {
            throw refusal("\"" + Printable.name(place) + "\" has the name \"" + Printable.name(name)
                    + "\" in .gitmodules, and names and paths that lead elsewhere are not taken; rename it there");
        }
        String directory = name.toLowerCase(Locale.ROOT) + "/";
        for (String other : taken) {
            if (other.startsWith(directory) || directory.startsWith(other)) {
                throw refusal("the git directory of \"" + Printable.name(name)
                        + "\" would lie in another one's; rename it in .gitmodules");
            }
        }
        taken.add(directory);
    }

    private static boolean isPlain(String path) {
        if (path.startsWith("-") || path.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        for (String component : path.split("/", -1)) {
            if (Set.of("", ".", "..", ".git").contains(component.toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    /** The commits of a commit's submodules, by path. */
    static Map<String, String> gitlinks(GitCall call, String commit) {
        Map<String, String> gitlinks = new LinkedHashMap<>();
        for (String entry :
                call.run("ls-tree", "-r", "-z", "--full-tree", commit).records()) {
            if (entry.startsWith(GITLINK)) {
                int tab = entry.indexOf('\t');
                gitlinks.put(entry.substring(tab + 1), entry.substring(tab - 40, tab));
            }
        }
        return gitlinks;
    }

    /** What {@code .gitmodules} sets, without its section; of several values the first one, as git has it. */
    private static Map<String, String> settings(GitCall call, String commit) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String entry : call.attempt(
                        "config",
                        // Git follows them out of a blob.
                        "--no-includes",
                        "-z",
                        "--blob",
                        commit + ":.gitmodules",
                        "--get-regexp",
                        "^submodule\\..*\\.(path|update)$")
                .records()) {
            int end = entry.indexOf('\n');
            if (end >= 0) {
                settings.putIfAbsent(entry.substring("submodule.".length(), end), entry.substring(end + 1));
            }
        }
        return settings;
    }

    private UnsupportedException refusal(String reason) {
        return new UnsupportedException("branch \"" + branch + "\" cannot have its submodules: " + reason);
    }
}
