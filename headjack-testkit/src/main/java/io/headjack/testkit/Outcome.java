package io.headjack.testkit;

import java.nio.charset.StandardCharsets;

/** What a program of the contract printed, and its exit code. */
final class Outcome {
    private final int code;
    private final byte[] stdout;
    private final byte[] stderr;

    Outcome(int code, byte[] stdout, byte[] stderr) {
        this.code = code;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    int code() {
        return code;
    }

    byte[] stdout() {
        return stdout;
    }

    String out() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    String err() {
        return new String(stderr, StandardCharsets.UTF_8);
    }
}
