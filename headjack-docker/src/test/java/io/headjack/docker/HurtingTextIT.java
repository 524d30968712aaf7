package io.headjack.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Instance;
import io.headjack.Session;
import io.headjack.error.InvalidRequestException;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that hurts, as prompt, argument, variable, directory and input: it arrives byte for byte, and runs nothing. */
@RequiresTool({"docker", "git"})
class HurtingTextIT {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    static Path directory;

    private static Hurting hurting;
    private static Instance instance;

    @BeforeAll
    static void makeInstance() {
        hurting = new Hurting(directory.resolve("data"), TempRepository.create());
        instance = hurting.instance("feat/a");
    }

    @AfterAll
    static void removeAll() {
        hurting.close();
    }

    @AfterEach
    void nothingWasExecuted() {
        assertThat(instance.exec("find", "/workspace", "/headjack/run", "/tmp", "-name", "executed")
                        .run()
                        .stdout())
                .isEmpty();
    }

    private static byte[] bytes(String file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(instance.exec("cat", file).stdout(bytes).run().exit().isSuccess())
                .isTrue();
        return bytes.toByteArray();
    }

    private static Session prompt(String prompt) {
        Session session = instance.sessions()
                .agent(RecordingAgent.ID)
                .arguments(List.of("an argument"))
                .prompt(prompt)
                .start();
        assertThat(session.awaitExit(Job.LONG).isSuccess())
                .as("%s", session.log().tail(5))
                .isTrue();
        return session;
    }

    /** Text of a length in bytes, with whatever is awkward in it. */
    private static String text(int length) {
        StringBuilder text = new StringBuilder();
        Random random = new Random(length);
        int size = 0;
        while (size < length) {
            String next = Hurting.TEXTS.get(random.nextInt(Hurting.TEXTS.size()));
            int bytes = next.getBytes(UTF_8).length;
            if (size + bytes > length) {
                next = "x".repeat(length - size);
                bytes = length - size;
            }
            text.append(next);
            size += bytes;
        }
        return text.toString();
    }

    @Test
    void prompt_awkward_arrivesAsItIs() {
        for (String text : Hurting.TEXTS) {
            Session session = prompt(text);

            assertThat(bytes("words.bin"))
                    .isEqualTo(("--fixed\0an argument\0--prompt\0" + text + "\0").getBytes(UTF_8));
            assertThat(session.info().command()).doesNotContain(text);
        }
    }

    @Test
    void prompt_upTo96KiB_isOneArgument() {
        String text = text(96 * 1024);
        prompt(text);

        assertThat(bytes("words.bin")).isEqualTo(("--fixed\0an argument\0--prompt\0" + text + "\0").getBytes(UTF_8));
    }

    @Test
    void prompt_longer_isAFileThatTheAgentIsToldToRead() {
        for (int length : new int[] {96 * 1024 + 1, 128 * 1024, MEBIBYTE}) {
            String text = text(length);
            Session session = prompt(text);

            String path = "/headjack/run/" + session.id() + ".prompt";
            assertThat(bytes("words.bin"))
                    .isEqualTo(("--fixed\0an argument\0--prompt\0" + RecordingAgent.FROM_FILE + path + "\0")
                            .getBytes(UTF_8));
            assertThat(bytes("task.bin")).isEqualTo(text.getBytes(UTF_8));
            assertThat(instance.exec("stat", "-c", "%a", path).run().stdout()).isEqualTo("600\n");
        }
        assertThat(instance.exec("find", "/headjack/run", "-name", "*.prompt")
                        .run()
                        .stdout()
                        .lines())
                .hasSize(1);
    }

    @Test
    void prompt_thatCannotBe_isRefusedWhereItIsGiven() {
        var agent = instance.sessions().agent(RecordingAgent.ID);

        assertThatThrownBy(() -> agent.prompt("x".repeat(MEBIBYTE + 1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("1048576");
        assertThatThrownBy(() -> agent.prompt("a\0b")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> agent.prompt("half \ud83d")).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void variables_awkward_arriveAsTheyAre() {
        for (String text : Hurting.TEXTS) {
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            instance.exec("sh", "-c", "printf %s \"$VALUE\"")
                    .environment("VALUE", text)
                    .stdout(value)
                    .run();
            assertThat(value.toByteArray()).isEqualTo(text.getBytes(UTF_8));

            Session session = instance.sessions()
                    .command("sh", "-c", "printf %s \"$VALUE\" > value.bin")
                    .environment("VALUE", text)
                    .start();
            assertThat(session.awaitExit(Job.LONG).isSuccess()).isTrue();
            assertThat(bytes("value.bin")).isEqualTo(text.getBytes(UTF_8));
        }
        Instance other = hurting.headjack
                .instances()
                .in(hurting.repository.directory())
                .branch("feat/variables")
                .environment("ALL", String.join("", Hurting.TEXTS))
                .ensure();
        assertThat(other.exec("printenv", "ALL").run().stdout()).isEqualTo(String.join("", Hurting.TEXTS) + "\n");
    }

    @Test
    void directories_awkward_areWhereProgramsStart() {
        for (String text : Hurting.TEXTS) {
            String name = text.replace('/', '_');
            instance.exec("mkdir", "-p", "--", "/tmp/places/" + name + "/below").run();
            String place = "/tmp/places/" + name + "/below";
            assertThat(instance.exec("sh", "-c", "printf %s \"$PWD\"")
                            .workingDirectory(place)
                            .run()
                            .stdout())
                    .isEqualTo(place);

            Session session = instance.sessions()
                    .command("sh", "-c", "printf %s \"$PWD\" > here.bin")
                    .workingDirectory(place)
                    .start();
            assertThat(session.awaitExit(Job.LONG).isSuccess()).isTrue();
            assertThat(bytes(place + "/here.bin")).isEqualTo(place.getBytes(UTF_8));
        }
    }

    @Test
    void exec_awkwardArguments_arriveAsTheyAre() {
        List<String> words = new java.util.ArrayList<>(List.of("printf", "%s\\0", ""));
        words.addAll(Hurting.TEXTS);
        words.add(text(120 * 1024));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        instance.exec(words).stdout(out).run();

        assertThat(out.toByteArray())
                .isEqualTo((String.join("\0", words.subList(2, words.size())) + "\0").getBytes(UTF_8));
    }

    @Test
    void exec_binaryInput_comesBackAsItIs() {
        byte[] input = new byte[3 * MEBIBYTE];
        new Random(1).nextBytes(input);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        instance.exec("cat").stdin(new ByteArrayInputStream(input)).stdout(out).run();

        assertThat(out.toByteArray()).isEqualTo(input);
    }

    @Test
    void send_aMebibyte_arrivesAsItIs() {
        String text = text(MEBIBYTE);
        Session session = instance.sessions()
                .command("sh", "-c", "stty raw -echo; echo ready; head -c " + (MEBIBYTE + 1) + " > typed.bin")
                .start();
        awaitLine(session, "ready");

        session.submit(text);

        assertThat(session.awaitExit(Job.LONG).isSuccess()).isTrue();
        assertThat(bytes("typed.bin")).isEqualTo((text + "\r").getBytes(UTF_8));
    }

    @Test
    void send_withNul_arrivesAsItIs() {
        Session session = instance.sessions()
                .command("sh", "-c", "stty raw -echo; echo ready; head -c 5 > nul.bin")
                .start();
        awaitLine(session, "ready");

        session.send("a\0b\0c");

        assertThat(session.awaitExit(Job.LONG).isSuccess()).isTrue();
        assertThat(bytes("nul.bin")).isEqualTo("a\0b\0c".getBytes(UTF_8));
    }

    private static void awaitLine(Session session, String line) {
        var seen = new java.util.concurrent.CountDownLatch(1);
        try (var subscription = session.log().follow(each -> {
            if (each.equals(line)) {
                seen.countDown();
            }
        })) {
            assertThat(seen.await(1, java.util.concurrent.TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
