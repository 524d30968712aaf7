package io.headjack.internal.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A {@link WritingProgram} in a Java of its own, and all it said. */
final class WritingProcess {
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CountDownLatch working = new CountDownLatch(1);
    private final Thread reader = new Thread(this::read, "writing-process");

    private WritingProcess(Process process) {
        this.process = process;
        reader.start();
    }

    static WritingProcess start(Path directory, char name, int life, int threads, int changes) throws IOException {
        return new WritingProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProgram.class.getName(),
                        directory.toString(),
                        Character.toString(name),
                        String.format("%03d", life),
                        Integer.toString(threads),
                        Integer.toString(changes))
                .redirectErrorStream(true)
                .start());
    }

    private void read() {
        try (BufferedReader in = process.inputReader()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                working.countDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            working.countDown();
        }
    }

    /** Lets it work for a while, counted from its first change on, unless it ends before. */
    void letWork(long milliseconds) throws InterruptedException {
        if (!working.await(2, TimeUnit.MINUTES)) {
            throw new AssertionError("the program did not begin");
        }
        process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    void kill() {
        process.destroyForcibly();
    }

    int await() throws InterruptedException {
        int exit = process.waitFor();
        reader.join();
        return exit;
    }

    List<String> lines() {
        return lines;
    }
}
