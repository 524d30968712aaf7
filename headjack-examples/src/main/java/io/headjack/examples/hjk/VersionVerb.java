package io.headjack.examples.hjk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(description = "Print the version, and what it was built from.")
final class VersionVerb implements Callable<Integer> {
    private final Console console;

    VersionVerb(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Properties build = new Properties();
        try (InputStream in = Objects.requireNonNull(VersionVerb.class.getResourceAsStream("version.properties"))) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read version.properties", e);
        }
        console.line("headjack " + build.getProperty("version"));
        console.line("  commit: " + build.getProperty("commit"));
        console.line("  built:  " + build.getProperty("built"));
        return ExitCode.DONE;
    }
}
