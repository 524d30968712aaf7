package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Instance;
import io.headjack.Session;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that print and end at once, in a container: every log is whole, every exit code right. */
@RequiresTool({"docker", "git"})
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
        try (Hurting hurting = new Hurting(data, TempRepository.create())) {
            Instance instance = hurting.instance("feat/a");
            List<Session> sessions = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sessions.add(instance.sessions()
                        .command("sh", "-c", "printf 'first of %s, last of %s' $1 $1; exit $(($1 % 256))", "sh", "" + i)
                        .start());
            }
            for (int i = 0; i < count; i++) {
                Session session = sessions.get(i);
                assertThat(session.awaitExit(Job.LONG).code()).isEqualTo(i % 256);
                assertThat(Files.readString(session.log().file())).isEqualTo("first of " + i + ", last of " + i);
            }
        }
    }
}
