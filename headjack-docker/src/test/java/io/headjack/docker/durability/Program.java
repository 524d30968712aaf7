package io.headjack.docker.durability;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.RepositoryInstances;
import io.headjack.docker.TestRuntime;
import io.headjack.error.HeadjackException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * The program that is killed. It takes a line "gate verb branch [options]" at a time and answers each with "ok", the
 * number of clock readings and a word, or with "failed" and the reason.
 */
public final class Program {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Headjack headjack;
    private final Path repository;
    private final GatedClock clock;

    private Program(Headjack headjack, Path repository, GatedClock clock) {
        this.headjack = headjack;
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Does what it is told until its input ends.
     *
     * @param args the data directory and the repository
     */
    public static void main(String[] args) throws IOException {
        GatedClock clock = new GatedClock(() -> say("gate"));
        try (Headjack headjack = Headjack.builder()
                        .dataDirectory(Path.of(args[0]))
                        .runtime(TestRuntime.ID)
                        .clock(clock)
                        .open();
                BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Program program = new Program(headjack, Path.of(args[1]), clock);
            say("ready");
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                say(program.answer(line.split(" ", -1)));
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private String answer(String[] words) {
        try {
            clock.arm(Integer.parseInt(words[0]));
            String word = run(headjack, repository, words[1], words[2], Arrays.copyOfRange(words, 3, words.length));
            return "ok " + clock.readings() + " " + word;
        } catch (HeadjackException e) {
            return "failed " + e.getClass().getSimpleName() + ": "
                    + String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }

    /** Does one operation, and returns what it came to. */
    static String run(Headjack headjack, Path repository, String verb, String branch, String... options) {
        RepositoryInstances here = headjack.instances().in(repository);
        if (verb.equals("ensure")) {
            return here.branch(branch).ensure().id().value();
        }
        Instance instance = here.get(branch);
        return switch (verb) {
            case "start" -> {
                instance.start();
                yield "started";
            }
            case "stop" -> {
                instance.stop(GRACE);
                yield "stopped";
            }
            case "recreate" -> {
                instance.recreate();
                yield "recreated";
            }
            case "collect" -> instance.git().collect().outcome().toString();
            case "remove" ->
                instance.remove(Arrays.stream(options)
                                .map(RemoveOption::valueOf)
                                .toArray(RemoveOption[]::new))
                        .id()
                        .value();
            default -> throw new IllegalArgumentException(verb);
        };
    }
}
