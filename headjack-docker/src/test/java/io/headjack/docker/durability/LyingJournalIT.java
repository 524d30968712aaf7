package io.headjack.docker.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RepositoryInstances;
import io.headjack.Session;
import io.headjack.docker.WatchedEngine;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A journal says that an operation was broken off, and nothing more: what there is decides what is done. */
@RequiresTool({"docker", "git"})
class LyingJournalIT {
    private static final List<String> CREATED = List.of(
            "{\"operation\": \"create\", \"pid\": 1, \"at\": \"2026-01-01T00:00:00Z\"}",
            "{\"step\": \"record\"}",
            "{\"step\": \"container\"}",
            "{\"step\": \"commit\"}");
    private static final List<String> BEGUN = CREATED.subList(0, 2);
    private static final List<String> REMOVED = List.of(
            "{\"operation\": \"remove\", \"pid\": 1, \"at\": \"2026-01-01T00:00:00Z\"}",
            "{\"step\": \"erase container\"}",
            "{\"step\": \"erase record\"}");

    /** Like the end of a stop, it kills what else runs in the container. */
    private static final String KILLER = """
            mv /usr/bin/tr /usr/bin/real-tr
            printf '#!/bin/sh\\nsleep 0.2\\nexec real-tr "$@"\\n' > /usr/bin/tr
            chmod 755 /usr/bin/tr
            while :; do
              for each in /proc/[0-9]*; do
                if grep -qa 'kill-[m]arked' "$each/cmdline" 2>/dev/null; then
                  kill -s KILL "${each#/proc/}"
                  mv /usr/bin/real-tr /usr/bin/tr
                  exit 0
                fi
              done
            done
            """;

    private Site site;
    private Headjack headjack;
    private RepositoryInstances here;
    private Instance instance;

    @BeforeEach
    void makeInstance() {
        site = Site.make();
        headjack = site.open();
        here = Scenario.here(site, headjack);
        instance = here.branch("lied-about").ensure();
    }

    @AfterEach
    void closeSite() {
        headjack.close();
        site.close();
    }

    @Test
    void ensure_journalSaysAllIsMadeAndNothingIs_makesIt() throws Exception {
        instance.remove();
        write(CREATED);

        new WorldCheck(site).works(here.branch("lied-about").ensure());
    }

    @Test
    void ensure_journalSaysHardlyBegunAndAllIsThere_leavesItAlone() throws Exception {
        assertLeftAlone(BEGUN);
    }

    @Test
    void ensure_journalSaysRemovedAndAllIsThere_leavesItAlone() throws Exception {
        assertLeftAlone(REMOVED);
    }

    @Test
    void ensure_journalIsNonsense_leavesTheInstanceAlone() throws Exception {
        assertLeftAlone(List.of("nonsense", "\0\0\0\0"));
    }

    @Test
    void remove_journalSaysRemovedAndAllIsThere_collectsFirst() throws Exception {
        instance.exec("git", "commit", "-q", "--allow-empty", "-m", "only inside")
                .run();
        write(REMOVED);

        instance.remove();

        assertThat(site.repository.git("log", "-1", "--format=%s", "lied-about").strip())
                .isEqualTo("only inside");
        new WorldCheck(site).nothingStray(headjack);
    }

    @Test
    void ensure_whatTheDeadProcessLeftKillsWhatShallEndIt_triesAgain() throws Exception {
        Session killer = instance.sessions().command("sh", "-c", KILLER).start();
        write(BEGUN);

        here.branch("lied-about").ensure();

        assertThat(killer.awaitExit(Duration.ofSeconds(30)).isSuccess()).isTrue();
        new WorldCheck(site).works(instance);
    }

    @Test
    void ensure_lockOfAGitThatWasKilled_isRemoved() throws Exception {
        instance.exec("touch", "/headjack/git/HEAD.lock", "/headjack/git/refs/heads/lied-about.lock")
                .run();
        write(BEGUN);

        here.branch("lied-about").ensure();

        new WorldCheck(site).works(instance);
    }

    @Test
    void ensure_lockWhileAGitRuns_isLeftAlone() throws Exception {
        Session git = instance.sessions().command("git", "cat-file", "--batch").start();
        instance.exec("touch", "/headjack/git/HEAD.lock").run();
        write(BEGUN);

        here.branch("lied-about").ensure();

        assertThat(instance.exec("rm", "/headjack/git/HEAD.lock").run().stderr())
                .isEmpty();
        git.kill();
    }

    @Test
    void ensure_containerStopsWhileWhatTheDeadProcessLeftIsEnded_goesOn() throws Exception {
        write(BEGUN);
        ContainerRuntime engine = WatchedEngine.of(site.engine, (method, arguments) -> {
            if (method.equals("exec") && arguments[1].toString().contains("kill-marked")) {
                // As an engine does that carries out late what was asked of it.
                site.engine.stop((ContainerId) arguments[0], Duration.ZERO);
            }
        });
        try (Headjack other =
                Headjack.builder().dataDirectory(site.data).runtime(engine).open()) {
            Scenario.here(site, other).branch("lied-about").ensure();
        }

        new WorldCheck(site).works(instance);
    }

    private void assertLeftAlone(List<String> journal) throws Exception {
        instance.exec("git", "commit", "-q", "--allow-empty", "-m", "only inside")
                .run();
        String container =
                site.engine.find(instance.info().container()).orElseThrow().id().value();
        write(journal);

        here.branch("lied-about").ensure();

        assertThat(site.engine
                        .find(instance.info().container())
                        .orElseThrow()
                        .id()
                        .value())
                .isEqualTo(container);
        assertThat(instance.exec("git", "log", "-1", "--format=%s").run().stdout())
                .isEqualTo("only inside\n");
        WorldCheck world = new WorldCheck(site);
        world.nothingStray(headjack);
        world.works(instance);
    }

    private void write(List<String> journal) throws Exception {
        Path file = site.data.resolve("ops").resolve(instance.id() + ".jsonl");
        Files.write(file, journal);
    }
}
