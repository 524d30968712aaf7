package io.headjack.docker.durability;

import io.headjack.docker.TestRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link Program} in a process of its own. */
final class ProgramProcess implements AutoCloseable {
    private static final long LONGEST_SECONDS = 120;

    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private ProgramProcess(Process process) {
        this.process = process;
        this.input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "program-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    static ProgramProcess start(Path data, Path repository, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                TestRuntime.OPTION,
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                data.toString(),
                repository.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            return new ProgramProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the program listens. */
    void awaitReady() {
        String first = next();
        if (!first.equals("ready")) {
            throw new IllegalStateException("the program began with " + first);
        }
    }

    void tell(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the next line, which is empty once the program has ended. */
    String next() {
        try {
            String line = lines.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException(
                        "process " + process.pid() + " said nothing for " + LONGEST_SECONDS + " s");
            }
            return line;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says something as if the program had said it. */
    void interpose(String line) {
        lines.add(line);
    }

    /** Kills it as the kernel does: nothing in it runs any more. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("failed " + e);
        }
        lines.add("");
    }

    @Override
    public void close() {
        kill();
    }
}
