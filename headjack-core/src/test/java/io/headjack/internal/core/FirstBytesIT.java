package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that print and end at once: every log is whole, every exit code right. */
@RequiresTool({"git", "tmux"})
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FirstBytesIT {
    @TempDir
    Path data;

    @Test
    void sessionsThatEndAtOnce_leaveWholeLogsAndTheirExitCodes() throws Exception {
        run(30);
    }

    @Test
    @Tag("long")
    void fiveHundredSessionsThatEndAtOnce_leaveWholeLogsAndTheirExitCodes() throws Exception {
        run(500);
    }

    private void run(int count) throws Exception {
        try (TempRepository repository = TempRepository.create();
                Headjack headjack =
                        Headjack.builder().dataDirectory(data).runtime("local").open()) {
            repository.commit("First", Map.of("a.txt", "a\n"));
            Instance instance = headjack.instances()
                    .in(repository.directory())
                    .branch("feat/x")
                    .create();
            List<Session> sessions = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sessions.add(instance.sessions()
                        .command("sh", "-c", "printf 'first of %s, last of %s' $1 $1; exit $(($1 % 256))", "sh", "" + i)
                        .start());
            }
            for (int i = 0; i < count; i++) {
                Session session = sessions.get(i);
                assertThat(session.awaitExit(Duration.ofMinutes(2)).code()).isEqualTo(i % 256);
                assertThat(Files.readString(session.log().file())).isEqualTo("first of " + i + ", last of " + i);
            }
            instance.remove(RemoveOption.DISCARD_WORK);
        }
    }
}
