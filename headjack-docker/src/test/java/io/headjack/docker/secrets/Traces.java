package io.headjack.docker.secrets;

import java.io.PrintWriter;
import java.io.StringWriter;

/** All words of an exception: its own, those of its causes, and of what was suppressed. */
final class Traces {
    private Traces() {}

    static String of(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
