package io.headjack.internal.instance;

import io.headjack.internal.text.Printable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a running container says about what an instance is built on.
 *
 * @param pointerMounted whether the pointer file is mounted over {@code .git}, for reading only
 * @param gitProblem what is wrong with the private git directory, if anything
 */
public record Examination(boolean pointerMounted, Optional<String> gitProblem) {
    private static final String MOUNTED = "pointer ro";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Asks only whether the pointer file is mounted. */
    static boolean isPointerMounted(World world) {
        return Scripts.run(world.runtime(), world.id(), null, TIMEOUT, "examine.sh", "pointer")
                .lines()
                .anyMatch(MOUNTED::equals);
    }

    /** Asks, with one program. */
    public static Examination of(World world) {
        List<String> lines = Scripts.run(world.runtime(), world.id(), null, TIMEOUT, "examine.sh")
                .lines()
                .toList();
        boolean mounted = lines.contains(MOUNTED);
        Optional<String> problem = lines.stream()
                .filter(line -> line.startsWith("git "))
                .map(line -> Printable.name(line.substring("git ".length())))
                .filter(line -> !line.equals("ok"))
                .findFirst();
        return new Examination(mounted, problem);
    }
}
