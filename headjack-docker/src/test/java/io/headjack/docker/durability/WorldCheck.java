package io.headjack.docker.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Catalog;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceInfo;
import io.headjack.InstanceState;
import io.headjack.spi.ContainerInfo;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at engine, git, files and catalog side by side: they must tell of the same instances, and of nothing else. */
final class WorldCheck {
    private static final Pattern CATALOG_ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f]{16})\"");
    private static final Set<String> IN_DATA = Set.of(
            "catalog.json", "catalog.id", "catalog.lock", "ops", "git", "private", "logs", "tmp", "cache", "podman");

    /** A session may commit at the same time, which git refuses to one of the two. */
    private static final String WORK = """
            set -e
            git status --porcelain --ignored
            git rev-list --objects --quiet --all
            attempts=0
            until git commit -q --allow-empty -m works; do
              attempts=$((attempts + 1))
              [ $attempts -lt 200 ]
              sleep 0.1
            done
            git log -1 --format=%H --grep=works
            cat a.txt
            """;

    private final Site site;

    WorldCheck(Site site) {
        this.site = site;
    }

    static String catalogId(Path data) throws IOException {
        Path file = data.resolve("catalog.json");
        Matcher id = CATALOG_ID.matcher(Files.exists(file) ? Files.readString(file) : "");
        return id.find() ? id.group(1) : "none";
    }

    /** Checks that an instance does what it is for, and brings its commits to the host. */
    void works(Instance instance) {
        InstanceInfo info = instance.info();
        assertThat(info.state()).as("state: %s", info.problem()).isEqualTo(InstanceState.RUNNING);
        var inside = instance.exec("sh", "-c", WORK).run();
        assertThat(inside.exit().code()).as("%s", inside.stderr()).isZero();
        List<String> lines = inside.stdout().lines().toList();
        assertThat(lines.get(lines.size() - 1)).isEqualTo("a");
        instance.git().collect();
        holdsAll(List.of(lines.get(lines.size() - 2)));
    }

    /** Checks that a ref of the host holds each of these commits. */
    void holdsAll(List<String> commits) {
        Set<String> held =
                Set.copyOf(site.repository.git("rev-list", "--all").lines().toList());
        assertThat(commits.stream().filter(commit -> !held.contains(commit)))
                .as("commits made inside that are lost, of %d", commits.size())
                .isEmpty();
    }

    /** Checks that the catalog's instances have all their parts, and that nothing else is there. */
    void nothingStray(Headjack headjack) {
        List<Catalog.Entry> entries = headjack.catalog().entries();
        Set<String> ids =
                entries.stream().map(each -> each.id().value()).collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> label =
                Map.of("io.headjack.catalog", headjack.catalog().id());
        assertThat(site.engine.list(label).stream().map(ContainerInfo::name))
                .as("containers")
                .containsExactlyInAnyOrderElementsOf(
                        entries.stream().map(Catalog.Entry::container).toList());
        assertThat(site.engine.listVolumes(label))
                .as("volumes")
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(id -> "headjack-" + id + "-home").toList());
        git(entries, ids);
        files(entries, ids);
    }

    private void git(List<Catalog.Entry> entries, Set<String> ids) {
        TempRepository repository = site.repository;
        assertThat(repository.git("worktree", "list", "--porcelain").lines())
                .as("worktrees")
                .noneMatch(line -> line.startsWith("prunable"))
                .filteredOn(line -> line.startsWith("worktree "))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(repository.directory()),
                                entries.stream().map(Catalog.Entry::worktree))
                        .map(each -> "worktree " + each)
                        .toList());
        assertThat(names(repository.gitDirectory().resolve("worktrees")))
                .as("administrations")
                .hasSize(entries.size());
        assertThat(repository
                        .git("for-each-ref", "--format=%(refname)", "refs/headjack")
                        .lines())
                .as("refs")
                .noneMatch(ref -> ref.endsWith("/moving"))
                .map(ref -> ref.split("/")[2])
                .filteredOn(owner -> !owner.equals("salvage"))
                .allMatch(ids::contains);
        assertThat(names(repository.gitDirectory().resolve("objects")))
                .as("quarantines")
                .noneMatch(name -> name.startsWith("tmp_"));
        try (Stream<Path> all = Files.walk(repository.gitDirectory())) {
            assertThat(all.filter(each -> each.toString().endsWith(".lock")))
                    .as("locks")
                    .isEmpty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void files(List<Catalog.Entry> entries, Set<String> ids) {
        assertThat(IN_DATA).as("data directory").containsAll(names(site.data));
        assertThat(names(site.data.resolve("private"))).as("private").containsExactlyElementsOf(ids);
        assertThat(names(site.data.resolve("logs"))).as("logs").containsExactlyElementsOf(ids);
        assertThat(names(site.data.resolve("ops"))).as("journals").isEmpty();
        assertThat(names(site.data.resolve("tmp"))).as("temporary files").isEmpty();
        Set<String> worktrees = new TreeSet<>();
        for (String repository : names(site.data.resolve("git"))) {
            worktrees.addAll(names(site.data.resolve("git").resolve(repository)));
        }
        assertThat(worktrees)
                .as("worktree directories")
                .containsExactlyInAnyOrderElementsOf(entries.stream()
                        .map(each -> each.worktree().getFileName().toString())
                        .toList());
    }

    private static Set<String> names(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(each -> each.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
