package io.headjack.examples.hjk;

import java.io.IOException;

/**
 * Which of the standard streams are terminals. The JDK knows only whether input and output both are.
 *
 * @param input whether standard input is
 * @param output whether standard output is
 * @param error whether standard error is
 */
record Terminals(boolean input, boolean output, boolean error) {
    static final Terminals NONE = new Terminals(false, false, false);

    /** Costs a few milliseconds: the answer comes as the bits of a shell's exit code. */
    static Terminals detect() {
        String script = "n=0; [ -t 0 ] && n=1; [ -t 1 ] && n=$((n+2)); [ -t 2 ] && n=$((n+4)); exit $n";
        try {
            int bits =
                    new ProcessBuilder("sh", "-c", script).inheritIO().start().waitFor();
            return new Terminals((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
        } catch (IOException e) {
            // Nobody can tell, so be careful: ask nothing, attach nothing, clean everything.
            return new Terminals(false, true, true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        }
    }
}
