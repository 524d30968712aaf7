package io.headjack.internal.core;

import io.headjack.Headjack;
import java.nio.file.Path;

/** The program of {@link KilledFetchIT} that asks for a branch after a fetch. */
public final class FetchingProgram {
    private FetchingProgram() {}

    /**
     * Makes an instance.
     *
     * @param args the data directory and the repository
     */
    public static void main(String[] args) {
        try (Headjack headjack = Headjack.builder()
                .dataDirectory(Path.of(args[0]))
                .runtime("local")
                .open()) {
            headjack.instances()
                    .in(Path.of(args[1]))
                    .branch("feat/x")
                    .fetch("origin")
                    .ensure();
        }
    }
}
