package io.headjack.docker.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.docker.durability.Kill.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Kills programs on a site of its own, has one call repair, and looks at what is there then. */
final class Killer implements AutoCloseable {
    /** After this a git whose program was killed goes on, while the repairing call is at work. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS);

    private static final int FRESH_PROCESS_EACH = 6;

    private Site site = Site.make();
    private ProgramProcess next = site.gatedProgram();
    private int done;
    private Kill previous;

    /** How an operation goes when nobody is killed. */
    record Course(int readings, List<String> requests, int gitCalls, Duration time) {
        /** Lists all points of one kind. */
        List<Kill> kills(Scenario scenario, Kind kind) {
            int count = switch (kind) {
                case STEP -> readings;
                case REQUEST_BEFORE, REQUEST_IN_FLIGHT, REQUEST_ANSWERED -> requests.size();
                case GIT_LATE, GIT_ENDED -> gitCalls;
                case RANDOM -> 0;
            };
            List<Kill> kills = new ArrayList<>();
            for (int number = 1; number <= count; number++) {
                kills.add(new Kill(scenario, kind, number));
            }
            return kills;
        }
    }

    /** Does an operation without a kill, and all checks. */
    Course watch(Scenario scenario) {
        try (Headjack headjack = site.open()) {
            String branch = scenario.prepare(site, headjack);
            ProgramProcess program = arm(new Kill(scenario, Kind.RANDOM, Long.MAX_VALUE));
            long begin = System.nanoTime();
            program.tell("0 " + scenario.line(branch));
            String answer = program.next();
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(answer).as("%s without a kill", scenario).startsWith("ok ");
            List<String> requests = site.gatedEngine.requests();
            int gitCalls = site.gatedGit.calls();
            program.kill();
            check(scenario, headjack, false, branch, Optional.empty());
            return new Course(Integer.parseInt(answer.split(" ", -1)[1]), requests, gitCalls, time);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills, repairs and checks; returns what was wrong, or nothing, and whether the point was reached. */
    Verdict kill(Kill kill) {
        done++;
        Kill before = previous;
        previous = kill;
        try {
            boolean reached;
            try (Headjack headjack = site.open()) {
                reached = killAndCheck(kill, headjack);
            }
            return new Verdict(kill, reached, Optional.empty());
        } catch (RuntimeException | AssertionError | IOException e) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            Verdict verdict = new Verdict(kill, true, Optional.of("(the kill before: " + before + ") " + text));
            replaceSite();
            return verdict;
        }
    }

    private boolean killAndCheck(Kill kill, Headjack headjack) throws IOException {
        Scenario scenario = kill.scenario();
        boolean other = done % 2 == 0;
        String branch = scenario.prepare(site, headjack);
        ProgramProcess program = arm(kill);
        program.tell((kill.kind() == Kind.STEP ? kill.number() : 0) + " " + scenario.line(branch));
        if (kill.kind() == Kind.RANDOM) {
            LockSupport.parkNanos(kill.number());
        }
        String answer = kill.kind() == Kind.RANDOM ? "gate" : program.next();
        program.kill();
        assertThat(answer).as("what the program said before it was killed").doesNotStartWith("failed");
        if (kill.kind() == Kind.GIT_ENDED && answer.equals("gate")) {
            site.gatedGit.release();
        } else if (kill.kind() == Kind.GIT_LATE && answer.equals("gate")) {
            LATER.execute(this::release);
        }
        Optional<String> fresh =
                done % FRESH_PROCESS_EACH == 0 ? Optional.of(scenario.recoveryLine(other, branch)) : Optional.empty();
        check(scenario, headjack, other, branch, fresh);
        return answer.equals("gate");
    }

    private void release() {
        try {
            site.gatedGit.release();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProgramProcess arm(Kill kill) throws IOException {
        ProgramProcess program = next;
        next = site.gatedProgram();
        program.awaitReady();
        int number = (int) Math.min(Integer.MAX_VALUE, kill.number());
        Runnable gate = () -> program.interpose("gate");
        site.gatedEngine.arm(0, GatedEngine.Stuck.BEFORE, gate);
        site.gatedGit.arm(0, GatedGit.Stuck.LATE, gate);
        switch (kill.kind()) {
            case REQUEST_BEFORE -> site.gatedEngine.arm(number, GatedEngine.Stuck.BEFORE, gate);
            case REQUEST_IN_FLIGHT -> site.gatedEngine.arm(number, GatedEngine.Stuck.IN_FLIGHT, gate);
            case REQUEST_ANSWERED -> site.gatedEngine.arm(number, GatedEngine.Stuck.ANSWERED, gate);
            case GIT_LATE -> site.gatedGit.arm(number, GatedGit.Stuck.LATE, gate);
            case GIT_ENDED -> site.gatedGit.arm(number, GatedGit.Stuck.ENDED, gate);
            case STEP, RANDOM -> {}
        }
        return program;
    }

    private void check(
            Scenario scenario, Headjack headjack, boolean other, String branch, Optional<String> freshProcess) {
        String id = Scenario.here(site, headjack)
                .find(branch)
                .map(each -> each.id().value())
                .orElse("none");
        if (freshProcess.isPresent()
                && !(id.equals("none") && freshProcess.get().startsWith("remove"))) {
            try (ProgramProcess program = site.program()) {
                program.awaitReady();
                program.tell("0 " + freshProcess.get());
                assertThat(program.next()).as("a fresh process").startsWith("ok ");
            }
        }
        Optional<Instance> instance = scenario.recover(site, headjack, other, branch);
        String present = instance.map(found -> found.id().value()).orElse(id);
        List<String> made = site.made(present);
        WorldCheck world = new WorldCheck(site);
        world.nothingStray(headjack);
        instance.ifPresent(world::works);
        world.holdsAll(made);
        scenario.settle(site, headjack, branch);
    }

    /** A failure may leave anything behind, which must not fail the kills after it. */
    private void replaceSite() {
        Site broken = site;
        next.kill();
        site = Site.make();
        next = site.gatedProgram();
        try {
            broken.close();
        } catch (RuntimeException e) {
            System.err.println("what a failed kill left could not be removed: " + e);
        }
    }

    @Override
    public void close() {
        next.kill();
        site.close();
    }

    /**
     * What came of a kill.
     *
     * @param kill the kill
     * @param reached whether the program got there before it had ended
     * @param failure what was wrong afterwards
     */
    record Verdict(Kill kill, boolean reached, Optional<String> failure) {}
}
