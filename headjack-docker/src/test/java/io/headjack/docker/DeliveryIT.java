package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Instance;
import io.headjack.Session;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two programs with four threads each type into one session: whole texts, each with its Enter, each sender's in order. */
@RequiresTool({"docker", "git"})
@Timeout(300)
class DeliveryIT {
    @TempDir
    Path directory;

    @Test
    void submit_byTwoProgramsOfManyThreads_keepsTextsWholeAndInOrder() throws Exception {
        Path data = directory.resolve("data");
        List<String> senders = new ArrayList<>(SendingProgram.senders("one"));
        senders.addAll(SendingProgram.senders("two"));
        int bytes = senders.stream()
                .flatMap(each -> SendingProgram.texts(each).stream())
                .mapToInt(each -> each.length() + 1)
                .sum();
        try (Hurting hurting = new Hurting(data, TempRepository.create())) {
            Instance instance = hurting.instance("feat/a");
            Session session = instance.sessions()
                    .command("sh", "-c", "stty raw -echo; echo > ready; exec head -c \"$0\" > typed", "" + bytes)
                    .start();
            instance.exec("sh", "-c", "while [ ! -e ready ]; do sleep 0.02; done")
                    .run();

            Process other = program(data, instance, session);
            SendingProgram.send(session, "one");

            assertThat(other.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(other.exitValue()).isZero();
            assertThat(session.awaitExit(Job.LONG).isSuccess()).isTrue();
            String typed = instance.exec("cat", "typed").run().stdout();
            List<String> arrived = Arrays.asList(typed.split("\r"));
            for (String sender : senders) {
                assertThat(arrived.stream().filter(each -> each.startsWith(sender + " ")))
                        .containsExactlyElementsOf(SendingProgram.texts(sender));
            }
            assertThat(arrived).hasSize(senders.size() * SendingProgram.TEXTS);
        }
    }

    private static Process program(Path data, Instance instance, Session session) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SendingProgram.class.getName(),
                        data.toString(),
                        instance.id().value(),
                        session.id().value())
                .inheritIO()
                .start();
    }
}
