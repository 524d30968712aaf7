package io.headjack.docker.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.docker.durability.Kill.Kind;
import io.headjack.docker.durability.Killer.Course;
import io.headjack.docker.durability.Killer.Verdict;
import io.headjack.testkit.RequiresTool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A program may be killed anywhere in an operation: one call repairs what it left, and no commit is lost. */
@RequiresTool({"docker", "git"})
class KillIT {
    /** For each operation. */
    private static final int RANDOM_KILLS = 22;

    /** Of what is chosen; where that is but a few, only of what they are of. */
    private final int most = Integer.getInteger("headjack.kill.most", Integer.MAX_VALUE);

    private final long seed = Long.getLong("headjack.kill.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void kill_sampled_isRepairedByOneCall() throws Exception {
        run((scenario, course) -> {
            boolean all = scenario == Scenario.CREATE || scenario == Scenario.REMOVE;
            List<Kill> kills = new ArrayList<>(some(course.kills(scenario, Kind.STEP), all ? Integer.MAX_VALUE : 1));
            for (Kind kind : List.of(Kind.REQUEST_IN_FLIGHT, Kind.REQUEST_ANSWERED, Kind.GIT_LATE)) {
                kills.addAll(some(course.kills(scenario, kind), all ? 1 : 0));
            }
            kills.addAll(anyTime(scenario, course, 1));
            return kills;
        });
    }

    @Test
    @Tag("long")
    void kill_everywhere_isRepairedByOneCall() throws Exception {
        run((scenario, course) -> {
            List<Kill> kills = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                List<Kill> all = course.kills(scenario, kind);
                boolean few = kind == Kind.GIT_LATE || kind == Kind.GIT_ENDED;
                kills.addAll(few ? some(all, (all.size() + 2) / 3) : all);
            }
            kills.addAll(anyTime(scenario, course, RANDOM_KILLS));
            return kills;
        });
    }

    private void run(BiFunction<Scenario, Course, List<Kill>> choice) throws InterruptedException {
        System.out.println("kills with seed " + seed);
        List<Kill> kills = Collections.synchronizedList(new ArrayList<>());
        List<Verdict> verdicts = Collections.synchronizedList(new ArrayList<>());
        try (Killer one = new Killer();
                Killer other = new Killer()) {
            share(List.of(one, other), some(List.of(Scenario.values()), Math.max(1, most / 2)), (killer, scenario) -> {
                Course course = killer.watch(scenario);
                System.out.println(scenario + " without a kill: " + course);
                kills.addAll(choice.apply(scenario, course));
            });
            List<Kill> chosen = some(kills, most);
            share(List.of(one, other), chosen, (killer, kill) -> {
                Verdict verdict = killer.kill(kill);
                verdicts.add(verdict);
                if (verdicts.size() % 50 == 0) {
                    System.out.println(verdicts.size() + " of " + chosen.size() + " kills");
                    print(List.copyOf(verdicts));
                }
                verdict.failure().ifPresent(failure -> System.out.println("FAILED " + kill + ": " + failure));
            });
        }
        print(verdicts);
        assertThat(verdicts.stream()
                        .filter(each -> each.failure().isPresent())
                        .map(each -> each.kill() + ": " + each.failure().get()))
                .as("kills that one call did not repair, of %d with seed %d", verdicts.size(), seed)
                .isEmpty();
    }

    private <T> List<T> some(List<T> all, int most) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(most, shuffled.size()));
    }

    private List<Kill> anyTime(Scenario scenario, Course course, int count) {
        return random.doubles(count)
                .mapToObj(part -> new Kill(
                        scenario, Kind.RANDOM, (long) (part * course.time().toNanos())))
                .toList();
    }

    private static <T> void share(List<Killer> killers, List<T> items, BiConsumer<Killer, T> work)
            throws InterruptedException {
        Queue<T> open = new ConcurrentLinkedQueue<>(items);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (Killer killer : killers) {
            Thread thread = new Thread(
                    () -> {
                        for (T item = open.poll(); item != null; item = open.poll()) {
                            work.accept(killer, item);
                        }
                    },
                    "killer");
            thread.setUncaughtExceptionHandler((who, failure) -> failures.add(failure));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        failures.forEach(failure -> {
            throw new AssertionError(failure);
        });
    }

    private static void print(List<Verdict> verdicts) {
        Map<String, List<Verdict>> byKind = verdicts.stream()
                .collect(Collectors.groupingBy(
                        each -> each.kill().scenario() + " " + each.kill().kind(), TreeMap::new, Collectors.toList()));
        byKind.forEach((what, all) -> System.out.printf(
                "%-45s %4d kills, %3d after the end, %3d failures%n",
                what,
                all.size(),
                all.stream().filter(each -> !each.reached()).count(),
                all.stream().filter(each -> each.failure().isPresent()).count()));
    }
}
