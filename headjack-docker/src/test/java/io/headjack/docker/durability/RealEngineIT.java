package io.headjack.docker.durability;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.docker.durability.GatedEngine.Stuck;
import io.headjack.testkit.RequiresTool;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real engine is frozen, or killed and started again, in the middle of each operation. */
@Tag("long")
@RequiresTool({"docker", "dockerd", "git"})
@Timeout(1800)
class RealEngineIT {
    private static OwnEngine engine;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private Site site;

    @BeforeAll
    static void startEngine(@TempDir Path home) throws Exception {
        engine = OwnEngine.start(home);
        engine.copyImage(baseImage());
    }

    @AfterAll
    static void stopEngine() throws Exception {
        engine.close();
    }

    private static String baseImage() {
        try (Site site = Site.make();
                Headjack headjack = site.open()) {
            Instance instance = headjack.instances()
                    .in(site.repository.directory())
                    .branch("base")
                    .ensure();
            String image = instance.info().image();
            instance.remove();
            return image;
        }
    }

    @BeforeEach
    void makeSite() {
        site = Site.make(engine.socket());
    }

    @AfterEach
    void removeAll() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void engineFrozen_atSomeRequest_oneCallRepairs(Scenario scenario) throws Exception {
        at(scenario, true, "frozen", gate -> engine.freeze(), gate -> engine.thaw());
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void engineKilled_atSomeRequest_oneCallRepairsWhenItIsBack(Scenario scenario) throws Exception {
        at(scenario, false, "killed", gate -> engine.kill(), gate -> engine.startAgain());
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void engineRestarted_atSomeRequest_oneCallRepairs(Scenario scenario) throws Exception {
        at(
                scenario,
                false,
                "restarted",
                gate -> {
                    engine.kill();
                    engine.startAgain();
                },
                gate -> {});
    }

    /** An engine that starts ends what still runs in the containers that it had. */
    private void at(
            Scenario scenario, boolean containersGoOn, String what, EngineTrouble.Event event, EngineTrouble.Event end)
            throws Exception {
        EngineTrouble trouble = new EngineTrouble(site, engine.socket(), containersGoOn);
        int request = 1 + random.nextInt(trouble.requests(scenario));
        trouble.at(scenario, request, Stuck.NOWHERE, what + ", seed " + seed, event, end);
    }
}
