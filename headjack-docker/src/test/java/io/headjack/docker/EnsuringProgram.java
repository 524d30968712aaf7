package io.headjack.docker;

import io.headjack.Headjack;
import java.nio.file.Path;

/** The other program of {@link SharedImagesIT}. */
public final class EnsuringProgram {
    private EnsuringProgram() {}

    /**
     * Ensures an instance from a Dockerfile, when it is told to by a byte on its input.
     *
     * @param args the data directory, the repository, the branch and the Dockerfile
     */
    public static void main(String[] args) throws Exception {
        try (Headjack headjack = Job.open(Path.of(args[0]))) {
            System.out.println("ready");
            if (System.in.read() >= 0) {
                System.out.println(headjack.instances()
                        .in(Path.of(args[1]))
                        .branch(args[2])
                        .dockerfile(Path.of(args[3]))
                        .ensure()
                        .info()
                        .image());
            }
        }
    }
}
