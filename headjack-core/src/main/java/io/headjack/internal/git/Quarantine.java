package io.headjack.internal.git;

import io.headjack.InstanceId;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.os.TreeRemoval;
import io.headjack.internal.process.ProcessInput;
import io.headjack.internal.text.Printable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Objects from an instance, apart from the repository's own until they are known to be whole, sound and of bearable
 * size. Closing it throws away what was not published. The name is one that git's own gc cleans up after a crash.
 */
final class Quarantine implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(30);
    private static final long LARGEST_PACK = 2L << 30;
    private static final long LARGEST_OBJECT = 2L << 30;
    private static final long LARGEST_TREE = 64L << 20;
    private static final long LARGEST_SUM = 16L << 30;

    private final GitInvoker git;
    private final Layout layout;
    private final Path directory;

    private Quarantine(GitInvoker git, Layout layout, Path directory) {
        this.git = git;
        this.layout = layout;
        this.directory = directory;
    }

    static Quarantine open(GitInvoker git, Layout layout, InstanceId id) {
        try {
            Path directory = Files.createTempDirectory(layout.objects(), prefix(id));
            Files.createDirectory(directory.resolve("pack"));
            return new Quarantine(git, layout, directory);
        } catch (IOException e) {
            throw new OperationFailedException("cannot write to " + layout.objects() + ": " + e.getMessage(), e);
        }
    }

    /** Throws away what a process left that died in the middle of taking an instance's objects. */
    static void removeLeft(Layout layout, InstanceId id) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(layout.objects(), prefix(id) + "*")) {
            for (Path each : left) {
                TreeRemoval.remove(each);
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot clear " + layout.objects() + ": " + e.getMessage(), e);
        }
    }

    private static String prefix(InstanceId id) {
        return "tmp_objdir-headjack-" + id + "-";
    }

    /** Calls that see the repository's objects and these. */
    GitCall git() {
        return alone().environment("GIT_ALTERNATE_OBJECT_DIRECTORIES", quoted(layout.objects()));
    }

    private GitCall alone() {
        return git.at(layout.common())
                .environment("GIT_OBJECT_DIRECTORY", directory.toString())
                .timeout(TIMEOUT);
    }

    /** Takes a pack; false with the reason in the result if git does not accept it. */
    GitResult accept(ProcessInput pack, Predicate<String> progress) {
        return git().input(pack)
                .progress(progress)
                .attempt("index-pack", "-v", "--strict", "--fix-thin", "--stdin", "--max-input-size=" + LARGEST_PACK);
    }

    /** A pack of two megabytes can hold gigabytes: what counts is what is in it. */
    void checkSizes() {
        long sum = 0;
        for (String line : alone().run(
                        "cat-file",
                        "--batch-all-objects",
                        "--unordered",
                        "--batch-check=%(objectsize) %(objecttype) %(objectname)")
                .lines()) {
            String[] words = line.split(" ", -1);
            long size = Long.parseLong(words[0]);
            sum += size;
            if (size > (words[1].equals("blob") ? LARGEST_OBJECT : LARGEST_TREE) || sum > LARGEST_SUM) {
                throw new UnsupportedException("what the instance has is too large to be taken: object " + words[2]
                        + " has " + size + " bytes, all up to it " + sum + "; remove large files from its commits");
            }
        }
    }

    /** Whether everything that the tips need is here or in the repository. */
    void checkConnected(Collection<String> tips) {
        GitResult result = git().input(String.join("\n", tips) + "\n")
                // Not "--all": that reads the HEAD of each worktree too, which is none while another one is made.
                .attempt("rev-list", "--objects", "--quiet", "--stdin", "--not", "--glob=refs/*");
        if (!result.succeeded()) {
            throw new UnsupportedException("what the instance has is not whole: "
                    + Printable.text(result.errors().strip()) + "; run git fsck there");
        }
    }

    /** Makes them the repository's own. The index goes last, as it is what makes a pack visible. */
    void publish() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory.resolve("pack"), "pack-*")) {
            found.forEach(files::add);
            files.sort((a, b) -> Boolean.compare(isIndex(a), isIndex(b)));
            for (Path file : files) {
                Path target = layout.objects().resolve("pack").resolve(file.getFileName());
                Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot move a pack into " + layout.objects() + ": " + e.getMessage(), e);
        }
    }

    private static boolean isIndex(Path file) {
        return file.toString().endsWith(".idx");
    }

    /** Alternates are separated by colons; a quoted one may hold anything. */
    static String quoted(Path path) {
        return "\""
                + path.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    @Override
    public void close() {
        try {
            TreeRemoval.remove(directory);
        } catch (IOException e) {
            throw new OperationFailedException("cannot remove " + directory + ": " + e.getMessage(), e);
        }
    }
}
