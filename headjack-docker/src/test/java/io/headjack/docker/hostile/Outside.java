package io.headjack.docker.hostile;

import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that is not the instance's: the main checkout with its configuration, hooks and refs, the sibling worktree,
 * the home and what lies beside.
 */
final class Outside {
    private final TempRepository repository;
    private final List<Path> places;

    Outside(TempRepository repository, Path sibling, Path... others) {
        this.repository = repository;
        Path git = repository.gitDirectory();
        this.places = Stream.concat(
                        Stream.of(
                                repository.directory(),
                                sibling,
                                repository.beside("home"),
                                git.resolve("config"),
                                git.resolve("hooks"),
                                git.resolve("info/exclude"),
                                git.resolve("info/attributes"),
                                git.resolve("HEAD"),
                                git.resolve("worktrees/sibling/HEAD"),
                                git.resolve("worktrees/sibling/gitdir"),
                                git.resolve("worktrees/sibling/commondir"),
                                git.resolve("logs/refs/heads/sibling"),
                                git.resolve("logs/refs/heads/main")),
                        Arrays.stream(others))
                .toList();
    }

    /** What is there by path, and the refs that the instance has nothing to do with. */
    Map<String, String> look() {
        Map<String, String> seen = new TreeMap<>();
        places.forEach(place -> add(seen, place));
        for (String line : repository
                .git("for-each-ref", "--format=%(refname) %(objectname) %(symref)")
                .lines()
                .toList()) {
            if (!line.startsWith("refs/headjack/") && !line.startsWith("refs/heads/feat/x ")) {
                seen.put(line, "ref");
            }
        }
        return seen;
    }

    /** What is not as it was, each with how it is now. */
    List<String> changesSince(Map<String, String> before) {
        Map<String, String> now = look();
        return Stream.concat(before.keySet().stream(), now.keySet().stream())
                .distinct()
                .filter(each -> !Objects.equals(before.get(each), now.get(each)))
                .map(each -> each + ": " + now.getOrDefault(each, "gone"))
                .toList();
    }

    private void add(Map<String, String> seen, Path place) {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path git = repository.gitDirectory();
        try (Stream<Path> all = Files.walk(place)) {
            for (Path each : all.filter(path -> !path.startsWith(git) || place.startsWith(git))
                    .toList()) {
                seen.put(each.toString(), described(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String described(Path file) throws IOException {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        if (Files.isSymbolicLink(file)) {
            return "link to " + Files.readSymbolicLink(file);
        }
        return mode
                + (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        ? " " + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                        : "");
    }
}
