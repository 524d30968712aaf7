package io.headjack.docker.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.docker.durability.GatedEngine.Stuck;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.spi.ContainerRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Does operations in this process, and has something happen to the engine at one of their requests. */
final class EngineTrouble {
    /** The engine's own deadlines, the longest once and some short ones after it, for the undo. */
    private static final Duration LONGEST = Duration.ofMinutes(6);

    private final Site site;
    private final Path socket;
    private final boolean containersGoOn;
    private int gates;

    /**
     * Prepares.
     *
     * @param site where
     * @param socket the engine's
     * @param containersGoOn whether what runs in containers outlives the trouble
     */
    EngineTrouble(Site site, Path socket, boolean containersGoOn) {
        this.site = site;
        this.socket = socket;
        this.containersGoOn = containersGoOn;
    }

    /** What happens to the engine. */
    interface Event {
        void happen(GatedEngine gate) throws Exception;
    }

    /** Counts what an operation asks the engine when nothing goes wrong. */
    int requests(Scenario scenario) throws IOException {
        try (Headjack direct = site.open();
                GatedEngine gate = gate()) {
            String branch = scenario.prepare(site, direct);
            perform(gate, scenario, branch);
            finish(scenario, direct, branch);
            return gate.requests().size();
        }
    }

    /**
     * Has something happen when the engine has got a request, and checks that the operation ends well or says what was
     * wrong, and that one call repairs the rest when all is well again.
     */
    void at(Scenario scenario, int request, Stuck where, String what, Event event, Event end) throws Exception {
        String words = scenario + ", request " + request + ", " + what;
        CompletableFuture<Void> happened = new CompletableFuture<>();
        try (Headjack direct = site.open();
                GatedEngine gate = gate()) {
            String branch = scenario.prepare(site, direct);
            gate.arm(request, where, () -> happen(gate, event, happened));
            long begin = System.nanoTime();
            try {
                perform(gate, scenario, branch);
            } catch (RuntimeUnavailableException | HeadjackTimeoutException expected) {
                assertThat(expected).as(words).hasMessageContaining("Docker");
            } catch (HeadjackException e) {
                fail(words + ": the error does not say that the engine is gone", e);
            } finally {
                if (gate.requests().size() >= request) {
                    happened.get(1, TimeUnit.MINUTES);
                }
                end.happen(gate);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(words).isLessThan(LONGEST);
            try {
                finish(scenario, direct, branch);
            } catch (AssertionError | HeadjackException e) {
                throw new AssertionError(words + ": " + e.getMessage(), e);
            }
        }
    }

    private void finish(Scenario scenario, Headjack direct, String branch) {
        WorldCheck world = new WorldCheck(site);
        Optional<Instance> left = scenario.recover(site, direct, false, branch);
        left.ifPresent(each -> {
            if (!containersGoOn) {
                each.start();
            }
            // Read before the collect: a session may go on committing after it.
            List<String> made = site.made(each.id().value());
            world.works(each);
            world.holdsAll(made);
        });
        world.nothingStray(direct);
        if (containersGoOn || scenario != Scenario.COLLECT) {
            scenario.settle(site, direct, branch);
        }
    }

    private GatedEngine gate() throws IOException {
        gates++;
        return GatedEngine.open(site.repository.beside("faults").resolve(gates + ".sock"), socket);
    }

    private void perform(GatedEngine gate, Scenario scenario, String branch) {
        String[] words = scenario.line(branch).split(" ");
        try (ContainerRuntime engine = site.engine(gate.address());
                Headjack headjack = site.open(engine)) {
            Program.run(
                    headjack,
                    site.repository.directory(),
                    words[0],
                    words[1],
                    Arrays.copyOfRange(words, 2, words.length));
        }
    }

    private static void happen(GatedEngine gate, Event event, CompletableFuture<Void> happened) {
        try {
            event.happen(gate);
            happened.complete(null);
        } catch (Exception e) {
            happened.completeExceptionally(e);
        }
    }
}
