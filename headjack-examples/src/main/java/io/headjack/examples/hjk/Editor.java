package io.headjack.examples.hjk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The person's editor: what {@code VISUAL} names, or {@code EDITOR}, or else vi. */
final class Editor {
    private final Map<String, String> environment;

    Editor(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Opens a file, which may be missing, and waits until the editor ends. */
    void edit(Path file) {
        List<String> words = command();
        String editor = String.join(" ", words);
        words.add(file.toString());
        int exit;
        try {
            Files.createDirectories(
                    file.resolveSibling(""),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            exit = new ProcessBuilder(words).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("the editor \"" + editor + "\" cannot open " + file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "interrupted while " + file + " was edited", "look at the file");
        }
        if (exit != 0) {
            throw new Failure(
                    ExitCode.FAILED,
                    "the editor \"" + editor + "\" ended with exit code " + exit,
                    "set VISUAL or EDITOR to another, or run 'hjk config --edit' again");
        }
    }

    private List<String> command() {
        String named = Stream.of("VISUAL", "EDITOR")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(each -> !each.isBlank())
                .findFirst()
                .orElse("vi");
        return new ArrayList<>(List.of(named.strip().split("\\s+")));
    }
}
