package io.headjack.internal.git;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/** Knows which repositories JGit reads as git does. */
final class JGitGate {
    /** What changes the meaning of a repository, or is kept in a way that JGit does not know or knows differently. */
    private static final List<String> DIFFERENT =
            List.of("objects/info/alternates", "shallow", "info/grafts", "reftable", "config.worktree");

    private static final Set<String> KNOWN_EXTENSIONS = Set.of("worktreeconfig");
    private static final long LARGEST_CONFIG = 1L << 20;
    /** JGit reads them whole into memory, each time. */
    private static final long LARGEST_INDEXES = 32L << 20;

    private JGitGate() {}

    /** Whether JGit may be asked. Looks at files only, which others may change: so before every question. */
    static boolean admits(Layout layout) {
        try {
            Path common = layout.common();
            return DIFFERENT.stream().noneMatch(name -> exists(common.resolve(name)))
                    && Files.isRegularFile(common.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)
                    && isOrdinary(common.resolve("config"))
                    && hasSmallIndexes(layout.objects().resolve("pack"));
        } catch (IOException | ConfigInvalidException | RuntimeException e) {
            // Git says what is wrong there.
            return false;
        }
    }

    private static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isOrdinary(Path file) throws IOException, ConfigInvalidException {
        if (Files.size(file) > LARGEST_CONFIG) {
            return false;
        }
        Config config = new Config();
        config.fromText(Files.readString(file));
        return config.getInt("core", "repositoryformatversion", 0) <= 1
                && config.getNames("extensions").stream()
                        .allMatch(name -> KNOWN_EXTENSIONS.contains(name.toLowerCase(Locale.ROOT)))
                && config.getSubsections("extensions").isEmpty()
                && config.getSubsections("remote").stream()
                        .allMatch(remote -> config.getString("remote", remote, "promisor") == null);
    }

    private static boolean hasSmallIndexes(Path packs) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> indexes = Files.newDirectoryStream(packs, "*.idx")) {
            for (Path each : indexes) {
                sum += Files.size(each);
            }
        } catch (NoSuchFileException e) {
            return true;
        }
        return sum <= LARGEST_INDEXES;
    }
}
