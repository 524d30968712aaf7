package io.headjack.examples.hjk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** A verb that is planned: it says so, whatever follows it. */
@Command(description = "Not available in this version.")
final class LaterVerb implements Callable<Integer> {
    private final String verb;

    @Unmatched
    private List<String> ignored = new ArrayList<>();

    LaterVerb(String verb) {
        this.verb = verb;
    }

    @Override
    public Integer call() {
        throw new Failure(
                ExitCode.USAGE, "hjk " + verb + " is not available in this version", "'hjk help' lists what is");
    }
}
