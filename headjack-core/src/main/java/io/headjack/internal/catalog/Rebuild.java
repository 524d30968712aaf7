package io.headjack.internal.catalog;

import io.headjack.InstanceId;
import io.headjack.internal.os.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes a catalog anew from the instances' own records. Nothing that an instance can write to is read for it, and no
 * engine is asked: what the engine has beyond that is a finding of its own.
 */
final class Rebuild {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final CatalogId id;
    private final InstanceFiles instances;

    Rebuild(Path file, CatalogId id, InstanceFiles instances) {
        this.file = file;
        this.id = id;
        this.instances = instances;
    }

    /** Makes a catalog where there is no file: the first one, or one from what a lost one left behind. */
    Rebuilt missing() throws IOException {
        Rebuilt rebuilt = recover("the catalog " + file + " was missing");
        return rebuilt.state.byId().isEmpty() ? new Rebuilt(rebuilt.state, Optional.empty()) : rebuilt;
    }

    /** Makes a catalog in the place of a file that holds none. That one stays under another name. */
    Rebuilt damaged(DamagedCatalogException reason) throws IOException {
        return recover("the catalog " + file + " was damaged: " + reason.getMessage() + ". It was kept as " + aside());
    }

    private Rebuilt recover(String what) throws IOException {
        InstanceFiles.Found found = instances.read();
        String own = id.read()
                .or(() -> found.records().stream()
                        .map(InstanceFiles.Saved::catalog)
                        .findFirst())
                .orElseGet(CatalogId::fresh);
        Map<InstanceId, InstanceRecord> recovered = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>(found.problems());
        for (InstanceFiles.Saved each : found.records()) {
            if (each.catalog().equals(own)) {
                recovered.put(each.instance().id(), each.instance());
            } else {
                problems.add("the record of branch \"" + each.instance().branch() + "\" belongs to the catalog "
                        + each.catalog());
            }
        }
        CatalogState state = new CatalogState(own, recovered, Map.of());
        return new Rebuilt(state, Optional.of(what + ". " + report(state, problems)));
    }

    private static String report(CatalogState state, List<String> problems) {
        List<InstanceRecord> instances = state.sorted();
        String recovered = instances.isEmpty()
                ? "No instance could be recovered"
                : "Recovered: " + instances.stream().map(Rebuild::words).collect(Collectors.joining(", "));
        return problems.isEmpty()
                ? recovered
                : recovered + ". Not recovered: " + String.join("; ", problems)
                        + "; what they are of was left as it is";
    }

    private static String words(InstanceRecord instance) {
        int sessions = instance.sessions().size();
        return "branch \"" + instance.branch() + "\" of " + instance.root() + " with " + sessions
                + (sessions == 1 ? " session" : " sessions");
    }

    /** Gives the file a second name; the first one is replaced as a whole, so that no reader ever finds none. */
    private Path aside() throws IOException {
        String time = TIME.format(Files.getLastModifiedTime(file).toInstant());
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + time);
        for (int next = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); next++) {
            if (Files.isSameFile(aside, file)) {
                return aside;
            }
            aside = file.resolveSibling(file.getFileName() + ".damaged-" + time + "-" + next);
        }
        try {
            Files.createLink(aside, file);
        } catch (IOException | UnsupportedOperationException e) {
            Path copy = DurableFiles.parent(file).resolve("catalog.tmp");
            DurableFiles.replace(aside, copy, Files.readAllBytes(file));
        }
        return aside;
    }

    /**
     * A catalog made anew.
     *
     * @param state the catalog
     * @param report what a person should know, empty where nothing was lost
     */
    record Rebuilt(CatalogState state, Optional<String> report) {}
}
