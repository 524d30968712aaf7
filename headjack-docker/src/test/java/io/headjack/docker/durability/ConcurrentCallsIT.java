package io.headjack.docker.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.testkit.RequiresTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Processes that want the same branch at the same moment come one after the other, and each gets what it asked for. */
@RequiresTool({"docker", "git"})
class ConcurrentCallsIT {
    private static final int PROCESSES = 8;
    private static final int ROUNDS = 3;
    private static final int LONG_ROUNDS = 100;
    /** The line of the journal of a create before which its container is made and half of the rest. */
    private static final int IN_THE_MIDDLE = 9;

    private final List<ProgramProcess> programs = new ArrayList<>();
    private Site site;
    private Headjack headjack;

    @BeforeEach
    void makeSite() {
        site = Site.make();
        headjack = site.open();
    }

    @AfterEach
    void closeSite() {
        programs.forEach(ProgramProcess::close);
        headjack.close();
        site.close();
    }

    @Test
    void ensure_eightProcesses_getOneInstance() {
        ensureAtOnce(ROUNDS);
    }

    @Test
    @Tag("long")
    void ensure_eightProcessesAHundredTimes_getOneInstanceEach() {
        ensureAtOnce(LONG_ROUNDS);
    }

    @Test
    void removeAndEnsure_atOnce_areInOneOrderOrTheOther() {
        removeAgainstEnsure(ROUNDS);
    }

    @Test
    @Tag("long")
    void removeAndEnsure_aHundredTimes_areInOneOrderOrTheOther() {
        removeAgainstEnsure(LONG_ROUNDS);
    }

    @Test
    void ensure_eightProcessesAfterAKill_takeOverOnce() {
        ProgramProcess owner = start(1).get(0);
        owner.tell(IN_THE_MIDDLE + " ensure taken");
        assertThat(owner.next()).isEqualTo("gate");
        List<ProgramProcess> others = start(PROCESSES);
        site.gatedEngine.arm(0, GatedEngine.Stuck.BEFORE, () -> {});
        owner.kill();

        assertThat(tellAll(others, "0 ensure taken")).allMatch(answer -> answer.startsWith("ok "));

        List<String> requests = site.gatedEngine.requests();
        assertThat(requests)
                .as("made again")
                .filteredOn(each -> each.contains("/containers/create"))
                .hasSize(1);
        assertThat(requests)
                .as("taken away")
                .filteredOn(each -> each.startsWith("DELETE") && each.contains("/containers/"))
                .hasSize(1);
        checkWhole("taken");
    }

    @Test
    void ensure_ownerLives_waitsAndTakesOverWhenItDies() {
        List<ProgramProcess> both = start(2);
        both.get(0).tell(IN_THE_MIDDLE + " ensure taken");
        assertThat(both.get(0).next()).isEqualTo("gate");
        site.gatedEngine.arm(0, GatedEngine.Stuck.BEFORE, () -> {});
        int calls = site.gatedGit.calls();
        both.get(1).tell("0 ensure taken");
        Site.await("the second process's look at the repository", () -> site.gatedGit.calls() > calls);
        assertThat(site.gatedEngine.requests())
                .as("what a process does that waits")
                .isEmpty();

        both.get(0).kill();

        assertThat(both.get(1).next()).startsWith("ok ");
        checkWhole("taken");
    }

    private void ensureAtOnce(int rounds) {
        List<ProgramProcess> all = start(PROCESSES);
        for (int round = 0; round < rounds; round++) {
            String branch = "at-once/" + round;

            List<String> answers = tellAll(all, "0 ensure " + branch);

            assertThat(answers).as("round %d", round).allMatch(answer -> answer.startsWith("ok "));
            assertThat(answers.stream().map(answer -> answer.split(" ", -1)[2]).distinct())
                    .as("instances of round %d", round)
                    .hasSize(1);
            checkWhole(branch);
            Scenario.here(site, headjack).get(branch).remove();
        }
    }

    private void removeAgainstEnsure(int rounds) {
        List<ProgramProcess> both = start(2);
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                Scenario.here(site, headjack).branch("contested").ensure();
            }
            both.get(0).tell("0 remove contested");
            both.get(1).tell("0 ensure contested");

            assertThat(both.get(1).next()).as("ensure in round %d", round).startsWith("ok ");
            assertThat(both.get(0).next()).as("remove in round %d", round).matches("ok .*|failed NotFoundException.*");
            Optional<Instance> left = Scenario.here(site, headjack).find("contested");
            if (left.isPresent()) {
                checkWhole("contested");
                left.get().remove();
            }
            new WorldCheck(site).nothingStray(headjack);
        }
    }

    private void checkWhole(String branch) {
        WorldCheck world = new WorldCheck(site);
        world.nothingStray(headjack);
        world.works(Scenario.here(site, headjack).get(branch));
    }

    private List<ProgramProcess> start(int count) {
        List<ProgramProcess> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(site.gatedProgram());
        }
        programs.addAll(started);
        started.forEach(ProgramProcess::awaitReady);
        return started;
    }

    private static List<String> tellAll(List<ProgramProcess> all, String line) {
        all.forEach(each -> each.tell(line));
        return all.stream().map(ProgramProcess::next).toList();
    }
}
