package io.headjack.docker.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.docker.DockerRuntimeProvider;
import io.headjack.docker.durability.GatedEngine.Stuck;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.RuntimeContext;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The engine goes away, or goes silent, in the middle of each operation: that ends with an error that says so, and once
 * the engine is back one call brings an instance that works, or none. No commit made inside is lost.
 */
@RequiresTool({"docker", "git"})
@Timeout(1800)
class EngineFaultsIT {
    /** The engine's own deadlines, the longest once and some short ones after it, for the undo. */
    private static final Duration LONGEST = Duration.ofMinutes(6);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private Site site;
    private int faults;

    @BeforeEach
    void makeSite() {
        site = Site.make();
    }

    @AfterEach
    void removeAll() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Scenario.class,
            names = {"CREATE", "STOP", "REMOVE"})
    void engineKilled_atSomeRequest_oneCallRepairs(Scenario scenario) throws IOException {
        int requests = requests(scenario);

        fault(scenario, 1 + random.nextInt(requests), true);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    @Tag("long")
    void engineKilled_atEachRequest_oneCallRepairs(Scenario scenario) throws IOException {
        int requests = requests(scenario);
        for (int request = 1; request <= requests; request++) {
            fault(scenario, request, true);
        }
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    @Tag("long")
    void engineSilent_atSomeRequest_endsAtTheDeadlineAndOneCallRepairs(Scenario scenario) throws IOException {
        int requests = requests(scenario);

        fault(scenario, 1 + random.nextInt(requests), false);
    }

    /** Counts what an operation asks the engine when nothing goes wrong. */
    private int requests(Scenario scenario) throws IOException {
        try (Headjack direct = site.open();
                GatedEngine gate = gate()) {
            String branch = scenario.prepare(site, direct);
            perform(gate, scenario, branch);
            finish(scenario, direct, branch);
            return gate.requests().size();
        }
    }

    private void fault(Scenario scenario, int request, boolean killed) throws IOException {
        String what = scenario + ", request " + request + (killed ? ", killed" : ", silent") + ", seed " + seed;
        try (Headjack direct = site.open();
                GatedEngine gate = gate()) {
            String branch = scenario.prepare(site, direct);
            gate.arm(request, Stuck.IN_FLIGHT, killed ? () -> close(gate) : () -> {});
            long begin = System.nanoTime();
            try {
                perform(gate, scenario, branch);
            } catch (RuntimeUnavailableException | HeadjackTimeoutException expected) {
                assertThat(expected).as(what).hasMessageContaining("Docker");
            } catch (HeadjackException e) {
                fail(what + ": the error does not say that the engine is gone", e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(what).isLessThan(LONGEST);
            finish(scenario, direct, branch);
        }
    }

    private void finish(Scenario scenario, Headjack direct, String branch) {
        WorldCheck world = new WorldCheck(site);
        Optional<Instance> left = scenario.recover(site, direct, false, branch);
        left.ifPresent(each -> {
            // Read before the collect: a session may go on committing after it.
            List<String> made = site.made(each.id().value());
            world.works(each);
            world.holdsAll(made);
        });
        world.nothingStray(direct);
        scenario.settle(site, direct, branch);
    }

    private GatedEngine gate() throws IOException {
        faults++;
        return GatedEngine.open(site.repository.beside("faults").resolve(faults + ".sock"), Site.engineSocket());
    }

    private void perform(GatedEngine gate, Scenario scenario, String branch) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("DOCKER_HOST", gate.address());
        String[] words = scenario.line(branch).split(" ");
        try (ContainerRuntime engine = new DockerRuntimeProvider()
                        .create(new RuntimeContext(site.data, environment, Clock.systemUTC(), progress -> {}));
                Headjack headjack = Headjack.builder()
                        .dataDirectory(site.data)
                        .runtime(engine)
                        .open()) {
            Program.run(
                    headjack,
                    site.repository.directory(),
                    words[0],
                    words[1],
                    Arrays.copyOfRange(words, 2, words.length));
        }
    }

    private static void close(GatedEngine gate) {
        try {
            gate.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
