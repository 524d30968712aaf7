package io.headjack.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Collected;
import io.headjack.Commit;
import io.headjack.FileChange;
import io.headjack.Instance;
import io.headjack.LogSubscription;
import io.headjack.Session;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of files and lines of logs that hurt: nothing of them is cut, mixed up or lost. */
@RequiresTool({"docker", "git"})
class HurtingFilesIT {
    private static final List<String> FILES = List.of(
            "line\nfeed",
            "tab\there",
            "\"quoted\"",
            "it's",
            "ü 漢字",
            "-leading-dash",
            "--",
            " space ",
            "a -> b",
            "back\\slash",
            "$(touch executed)",
            ":(top)magic",
            "*",
            "#{S}",
            "\u001b[31mred",
            "x".repeat(255));

    @TempDir
    static Path directory;

    private static Hurting hurting;

    @BeforeAll
    static void open() {
        hurting = new Hurting(directory.resolve("data"), TempRepository.create());
    }

    @AfterAll
    static void removeAll() {
        hurting.close();
    }

    @Test
    void files_awkwardNames_areSeenCommittedAndCollected() {
        Instance instance = hurting.instance("feat/files");
        List<String> command = new ArrayList<>(List.of("sh", "-c", "for f do printf %s \"$f\" > \"./$f\"; done", "sh"));
        command.addAll(FILES);
        instance.exec(command).run();

        assertThat(instance.git().status().changes())
                .extracting(FileChange::path)
                .containsExactlyInAnyOrderElementsOf(FILES);
        assertThat(instance.git().status().changes())
                .extracting(FileChange::kind)
                .containsOnly(FileChange.Kind.UNTRACKED);
        assertThat(instance.git().diff().lines().filter(line -> line.startsWith("diff --git ")))
                .hasSize(FILES.size());

        instance.exec("git", "add", "--all").run();
        instance.exec("git", "commit", "--quiet", "-m", "A \"subject\" with $(x) #{y} ü\n\nand\nmore\n")
                .run();

        assertThat(instance.git().status().isClean()).isTrue();
        assertThat(instance.git().commits())
                .extracting(Commit::subject)
                .containsExactly("A \"subject\" with $(x) #{y} ü");
        assertThat(instance.git().collect().outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
        assertThat(hurting.repository
                        .git("ls-tree", "-z", "--name-only", "feat/files")
                        .split("\0"))
                .contains(FILES.toArray(String[]::new));
        instance.exec("mv", "--", "-leading-dash", "new\nname").run();
        instance.exec("git", "add", "--all").run();
        assertThat(instance.git().status().changes())
                .containsExactly(new FileChange(FileChange.Kind.RENAMED, "new\nname"));
        instance.exec("git", "reset", "--quiet", "--hard").run();
    }

    @Test
    void log_bytesThatAreNoTextAndLongLines_areAllThere() throws Exception {
        Instance instance = hurting.instance("feat/logs");
        String script = """
                stty raw
                printf 'a\\377b\\n\\303\\n'
                head -c 70000 /dev/zero | tr '\\0' x
                printf '\\n'
                head -c 1500000 /dev/zero | tr '\\0' y
                printf '\\nlast \\303\\274'
                """;
        Session session = instance.sessions().command("sh", "-c", script).start();
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        try (LogSubscription subscription = session.log().follow(lines::add)) {
            assertThat(session.awaitExit(Job.LONG).isSuccess()).isTrue();
            subscription.awaitEnd(Job.LONG);
        }
        List<String> ends = List.of("a\ufffdb", "\ufffd", "x".repeat(70_000));

        assertThat(new ArrayList<>(lines).subList(0, 3)).isEqualTo(ends);
        assertThat(String.join("", new ArrayList<>(lines).subList(3, lines.size())))
                .isEqualTo("y".repeat(1_500_000) + "last ü");
        List<String> tail = session.log().tail(10);
        assertThat(tail).hasSize(5);
        assertThat(tail.subList(0, 3)).isEqualTo(ends);
        assertThat(tail.get(3)).isEqualTo("y".repeat(1 << 20));
        assertThat(tail.get(4)).isEqualTo("last ü");
        try (InputStream all = session.log().open(0)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            all.transferTo(bytes);
            assertThat(bytes.size()).isEqualTo(3 + 1 + 2 + 70_001 + 1_500_001 + "last ü".getBytes(UTF_8).length);
        }
    }
}
