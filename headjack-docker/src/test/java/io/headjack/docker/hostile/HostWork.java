package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a person and Headjack do at the host, while an attack lies in wait. */
final class HostWork {
    private final Site site;

    HostWork(Site site) {
        this.site = site;
    }

    /** All of it; no canary may sing, and nothing may change that this is not for. */
    void all(List<List<String>> trigger) {
        Map<String, String> before = site.outside.look();
        person(trigger);
        assertThat(site.canary.sang()).as("what ran on the host").isEmpty();
        headjack();
        assertThat(site.canary.sang()).as("what ran on the host").isEmpty();
        assertThat(site.outside.changesSince(before)).isEmpty();
    }

    /** What such an attack is most likely to be set off by. */
    void some(List<List<String>> trigger) {
        Map<String, String> before = site.outside.look();
        look(trigger);
        Refusals.of(() -> site.instance.git().collect());
        assertThat(site.canary.sang()).as("what ran on the host").isEmpty();
        assertThat(site.outside.changesSince(before)).isEmpty();
    }

    private void person(List<List<String>> more) {
        look(more);
        change();
        Path main = site.repository.directory();
        for (String each : List.of("worktree prune", "worktree repair", "fetch origin", "gc --quiet", "status")) {
            site.host.git(main, each.split(" "));
            site.host.git(site.worktree, each.split(" "));
        }
    }

    private void look(List<List<String>> more) {
        Path main = site.repository.directory();
        for (Path where : List.of(site.worktree, site.sibling, main)) {
            for (String each :
                    List.of("status", "diff", "diff HEAD", "log --patch -2", "worktree list", "branch -vv")) {
                site.host.git(where, each.split(" "));
            }
            site.host.must(where, "checkout", "--quiet", "--detach");
            more.forEach(each -> site.host.git(where, each.toArray(String[]::new)));
        }
        site.host.must(main, "checkout", "--quiet", "main");
        site.host.must(site.sibling, "checkout", "--quiet", "sibling");
        site.host.must(site.worktree, "symbolic-ref", "HEAD", "refs/heads/feat/x");
    }

    /** Stages, stashes, commits and goes back and forth in the instance's worktree, and leaves it as it was. */
    private void change() {
        Path worktree = site.worktree;
        String head = site.host.must(worktree, "rev-parse", "HEAD").strip();
        try {
            Path file = worktree.resolve(
                    Files.createTempFile(worktree, "person", ".txt").getFileName());
            for (String each : List.of(
                    "add -- " + file.getFileName(),
                    "add -u",
                    "stash push",
                    "stash pop",
                    "commit -m Person",
                    "checkout --detach",
                    "checkout feat/x",
                    "checkout HEAD -- keep.txt")) {
                site.host.git(worktree, each.split(" "));
            }
            site.host.must(worktree, "symbolic-ref", "HEAD", "refs/heads/feat/x");
            site.host.must(worktree, "reset", "--quiet", head);
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each may refuse, in Headjack's own words only. What nobody saved keeps the instance from being removed. */
    private void headjack() {
        try {
            Path unsaved = Files.createTempFile(site.worktree, "unsaved", ".txt");
            Refusals.of(() -> site.instance.git().collect());
            Refusals.of(() -> site.instance.git().status());
            Refusals.of(() -> site.instance.git().diff());
            Refusals.of(() -> site.instance.git().commits());
            assertThat(Refusals.of(() -> site.instance.remove())).isPresent();
            site.headjack.doctor().scan();
            Files.delete(unsaved);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
