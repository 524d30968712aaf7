package io.headjack.docker.durability;

import io.headjack.docker.durability.GatedEngine.Stuck;
import io.headjack.testkit.RequiresTool;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The way to the engine breaks, or nothing comes back on it, in the middle of each operation: that ends with an error
 * that says so, and once the engine is back one call brings an instance that works, or none. No commit made inside is
 * lost.
 */
@RequiresTool({"docker", "git"})
@Timeout(1800)
class EngineFaultsIT {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private Site site;
    private EngineTrouble trouble;

    @BeforeEach
    void makeSite() {
        site = Site.make();
        trouble = new EngineTrouble(site, Site.engineSocket(), true);
    }

    @AfterEach
    void removeAll() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Scenario.class,
            names = {"CREATE", "STOP", "REMOVE"})
    void connectionsBroken_atSomeRequest_oneCallRepairs(Scenario scenario) throws Exception {
        broken(scenario, 1 + random.nextInt(trouble.requests(scenario)));
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    @Tag("long")
    void connectionsBroken_atEachRequest_oneCallRepairs(Scenario scenario) throws Exception {
        int requests = trouble.requests(scenario);
        for (int request = 1; request <= requests; request++) {
            broken(scenario, request);
        }
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    @Tag("long")
    void answerMissing_atSomeRequest_endsAtTheDeadlineAndOneCallRepairs(Scenario scenario) throws Exception {
        int request = 1 + random.nextInt(trouble.requests(scenario));
        trouble.at(scenario, request, Stuck.IN_FLIGHT, "no answer, seed " + seed, gate -> {}, gate -> {});
    }

    private void broken(Scenario scenario, int request) throws Exception {
        trouble.at(scenario, request, Stuck.IN_FLIGHT, "broken, seed " + seed, GatedEngine::close, gate -> {});
    }
}
