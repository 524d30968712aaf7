package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.text.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses commits whose files the host's git converts by a program, such as Git LFS. A private git names no programs, so
 * that every such file would be seen as changed inside, and be committed unconverted.
 */
final class ContentFilters {
    private static final String LFS = "lfs";
    private static final String ATTRIBUTES = ".gitattributes";
    private static final Pattern DRIVER = Pattern.compile("filter\\.(.+)\\.(?:clean|smudge|process)");
    private static final String USE = "filter=";
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern HEADER = Pattern.compile("(?m)^([0-9a-f]{40}) blob \\d+$");

    private final GitCall git;
    private final Layout layout;

    ContentFilters(GitCall git, Layout layout) {
        this.git = git;
        this.layout = layout;
    }

    /** A filter that the host has no program for changes nothing on either side; LFS is refused in any case. */
    void refuse(BranchName branch, String commit) {
        Set<String> programs = programs();
        Map<String, String> attributes = attributes(commit);
        attributes.forEach((file, text) -> text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#"))
                .flatMap(SPACE::splitAsStream)
                .filter(word -> word.startsWith(USE) && programs.contains(word.substring(USE.length())))
                .findFirst()
                .ifPresent(word -> {
                    throw refusal(branch, file, word.substring(USE.length()));
                }));
    }

    private UnsupportedException refusal(BranchName branch, String file, String filter) {
        return new UnsupportedException("branch \"" + branch + "\" of " + layout.root()
                + " cannot have an instance in a container: " + Printable.name(file)
                + " has files converted by the filter \""
                + Printable.name(filter) + "\"" + (filter.equals(LFS) ? " (Git LFS)" : "")
                + ", which git inside does not have, so that it would see them all as changed; take the filter out, or"
                + " use the runtime \"local\"");
    }

    private Set<String> programs() {
        Set<String> programs = new LinkedHashSet<>(Set.of(LFS));
        for (String key : git.attempt("config", "-z", "--name-only", "--get-regexp", "^filter\\.")
                .records()) {
            Matcher driver = DRIVER.matcher(key);
            if (driver.matches()) {
                programs.add(driver.group(1));
            }
        }
        return programs;
    }

    private Map<String, String> attributes(String commit) {
        Map<String, String> texts = new LinkedHashMap<>();
        Path own = layout.common().resolve("info/attributes");
        if (Files.isRegularFile(own)) {
            try {
                texts.put("info/attributes", new String(Files.readAllBytes(own), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new OperationFailedException("cannot read " + own + ": " + e.getMessage(), e);
            }
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (String entry : git.run("ls-tree", "-r", "-z", commit).records()) {
            int tab = entry.indexOf('\t');
            String path = entry.substring(tab + 1);
            if (entry.startsWith("100") && (path.equals(ATTRIBUTES) || path.endsWith("/" + ATTRIBUTES))) {
                files.putIfAbsent(entry.substring(tab - 40, tab), path);
            }
        }
        if (!files.isEmpty()) {
            String all = git.input(String.join("\n", files.keySet()) + "\n")
                    .run("cat-file", "--batch")
                    .all();
            Matcher header = HEADER.matcher(all);
            int end = 0;
            String file = "";
            while (header.find()) {
                texts.merge(file, all.substring(end, header.start()), String::concat);
                end = header.end();
                // A line that looks like a header and is none belongs to the file above.
                file = Optional.ofNullable(files.get(header.group(1))).orElse(file);
            }
            texts.merge(file, all.substring(end), String::concat);
        }
        return texts;
    }
}
