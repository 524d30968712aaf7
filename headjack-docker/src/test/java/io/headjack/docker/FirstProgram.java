package io.headjack.docker;

import io.headjack.Headjack;
import io.headjack.Instance;
import java.nio.file.Path;
import java.util.List;

/** The program of {@link MainJobIT} that makes everything and ends. */
public final class FirstProgram {
    static final List<String> BRANCHES = List.of("feat/a", "feat-a", "feat/ü-x");

    private FirstProgram() {}

    /**
     * Makes three instances with two sessions each.
     *
     * @param args the data directory and the repository
     */
    public static void main(String[] args) {
        try (Headjack headjack = Job.open(Path.of(args[0]))) {
            for (String branch : BRANCHES) {
                Instance instance =
                        headjack.instances().in(Path.of(args[1])).branch(branch).ensure();
                instance.sessions()
                        .command(
                                "sh",
                                "-c",
                                "echo \"work on $0\" | tee result.txt; git add . && git commit -qm \"On $0\"; echo over",
                                branch)
                        .name("worker")
                        .start();
                instance.sessions()
                        .command("sh", "-c", "echo ready; read -r line; echo \"got $line\"; exit 7")
                        .name("asker")
                        .start();
            }
        }
    }
}
