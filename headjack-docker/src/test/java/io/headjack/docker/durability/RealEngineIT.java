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
    private EngineTrouble trouble;

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
        trouble = new EngineTrouble(site, engine.socket());
    }

    @AfterEach
    void removeAll() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void engineFrozen_atSomeRequest_oneCallRepairs(Scenario scenario) throws Exception {
        int request = 1 + random.nextInt(trouble.requests(scenario));
        trouble.at(
                scenario,
                request,
                Stuck.NOWHERE,
                "frozen, seed " + seed,
                gate -> engine.freeze(),
                gate -> engine.thaw());
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void engineKilled_atSomeRequest_oneCallRepairsWhenItIsBack(Scenario scenario) throws Exception {
        int request = 1 + random.nextInt(trouble.requests(scenario));
        trouble.at(
                scenario,
                request,
                Stuck.NOWHERE,
                "killed, seed " + seed,
                gate -> engine.kill(),
                gate -> engine.startAgain());
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void engineRestarted_atSomeRequest_oneCallRepairs(Scenario scenario) throws Exception {
        int request = 1 + random.nextInt(trouble.requests(scenario));
        trouble.at(
                scenario,
                request,
                Stuck.NOWHERE,
                "restarted, seed " + seed,
                gate -> {
                    engine.kill();
                    engine.startAgain();
                },
                gate -> {});
    }
}
