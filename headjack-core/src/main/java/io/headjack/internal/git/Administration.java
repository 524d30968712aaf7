package io.headjack.internal.git;

import io.headjack.error.OperationFailedException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a repository keeps about one of its linked worktrees, in {@code worktrees/<name>}. Instances cannot write there,
 * so it is this side that is believed, never the worktree's own {@code .git}.
 */
record Administration(Path directory, Path pointer) {
    private static final int LONGEST = 16 * 1_024;

    /** All of a repository, in no particular order. Damaged ones are left out. */
    static List<Administration> list(Layout layout) {
        List<Administration> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(layout.administrations())) {
            for (Path entry : entries) {
                read(entry.resolve("gitdir"))
                        .map(target -> entry.resolve(target).normalize())
                        .ifPresent(pointer -> all.add(new Administration(entry, pointer)));
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new OperationFailedException("cannot list " + layout.administrations() + ": " + e.getMessage(), e);
        }
        return all;
    }

    static List<Administration> of(Layout layout, Path worktree) {
        Path pointer = realParent(worktree).resolve(".git");
        return list(layout).stream()
                .filter(one -> one.pointer().equals(pointer))
                .toList();
    }

    /** The path as git writes it: the directories above are resolved, the worktree itself may be gone. */
    static Path realParent(Path worktree) {
        Path absolute = worktree.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        Path name = absolute.getFileName();
        if (parent == null || name == null) {
            return absolute;
        }
        try {
            return parent.toRealPath().resolve(name);
        } catch (IOException e) {
            return absolute;
        }
    }

    /** A small file's text without its last line end, or empty if it is not there or not a regular file. */
    static Optional<String> read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LONGEST) {
                return Optional.empty();
            }
            try (var in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                String text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
                return Optional.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The last line of one of the repository's own logs, however long that is. */
    static Optional<String> tail(Path file) {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            channel.position(Math.max(0, channel.size() - LONGEST));
            byte[] end = Channels.newInputStream(channel).readNBytes(LONGEST);
            return new String(end, StandardCharsets.UTF_8).lines().reduce((first, second) -> second);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where the worktree is, or was. */
    Path worktree() {
        return Optional.ofNullable(pointer.getParent()).orElse(pointer);
    }

    /** Whether the worktree's {@code .git} is still the file that git wrote there. */
    boolean isPointedTo() {
        return read(pointer).equals(Optional.of("gitdir: " + directory));
    }

    /** The ref that is checked out, or empty when detached. */
    static Optional<String> head(Path gitDirectory) {
        return read(gitDirectory.resolve("HEAD"))
                .filter(text -> text.startsWith("ref: "))
                .map(text -> text.substring("ref: ".length()).strip());
    }
}
