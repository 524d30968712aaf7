package io.headjack.internal.git;

import io.headjack.internal.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A program that reads a repository some times, and says what it still has afterwards. */
final class AskingProgram {
    private AskingProgram() {}

    public static void main(String[] arguments) throws IOException {
        Path common = Path.of(arguments[0]);
        GitReader git = new NativeReader(new GitInvoker(new ProcessRunner()).at(common));
        GitReader reader = new HostReader(git, new Layout(common, common, true), new AtomicInteger());
        String head = reader.refs(List.of("refs/heads")).get("refs/heads/main");
        int reads = 1;
        while (reads < Integer.parseInt(arguments[1])) {
            reader.count(List.of(head), List.of());
            reads++;
        }
        System.out.println("reads: " + reads);
        Thread.getAllStackTraces().keySet().forEach(each -> System.out.println("thread: " + each.getName()));
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path each : open.toList()) {
                if (Files.exists(each)) {
                    System.out.println("file: " + Files.readSymbolicLink(each));
                }
            }
        }
    }
}
