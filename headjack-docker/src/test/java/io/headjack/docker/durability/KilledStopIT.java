package io.headjack.docker.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Session;
import io.headjack.testkit.RequiresTool;
import org.junit.jupiter.api.Test;

/** What a killed stop had asked the engine for does not go on behind the back of the call that repairs. */
@RequiresTool({"docker", "git"})
class KilledStopIT {
    private static final String STUBBORN = "trap '' TERM HUP; echo deaf; while :; do sleep 0.1; done";

    @Test
    void ensure_afterAStopKilledInItsGrace_nothingIsEndedAnyMore() {
        Site site = Site.make();
        try (site;
                Headjack headjack = site.open();
                ProgramProcess program = site.gatedProgram()) {
            Instance instance = Scenario.here(site, headjack).branch("stubborn").ensure();
            Session session = instance.sessions()
                    .command("sh", "-c", STUBBORN)
                    .name("deaf")
                    .start();
            Site.await("a trap", () -> session.log().tail(1).contains("deaf"));
            program.awaitReady();
            killInGrace(site, program);

            Scenario.here(site, headjack).branch("stubborn").ensure();

            // Longer than the grace, at whose end the stop would have killed this too.
            assertThat(instance.exec("sleep", "4").run().exit().isSuccess()).isTrue();
        }
    }

    /** Kills it once the engine runs the script that ends programs: ping, look-up, making the exec, starting it. */
    private static void killInGrace(Site site, ProgramProcess program) {
        site.gatedEngine.arm(4, GatedEngine.Stuck.ANSWERED, () -> program.interpose("gate"));
        program.tell("0 stop stubborn");
        assertThat(program.next()).isEqualTo("gate");
        assertThat(site.gatedEngine.requests().get(3)).matches("POST .*/exec/.*/start");
        program.kill();
    }
}
