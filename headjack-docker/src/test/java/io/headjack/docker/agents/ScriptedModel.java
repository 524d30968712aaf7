package io.headjack.docker.agents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.ExecResult;
import io.headjack.Instance;
import io.headjack.Session;
import io.headjack.internal.json.Documents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The model of {@code model.pl}, running in an instance; that file tells which prompts it knows. */
final class ScriptedModel {
    private static final String PORT = "8099";
    static final String ADDRESS = "http://127.0.0.1:" + PORT;

    /** A line of shell that waits for it. */
    private static final String AWAIT = "until perl -MIO::Socket::INET -e 'exit !IO::Socket::INET->new(\"127.0.0.1:"
            + PORT + "\")'; do sleep 0.1; done";

    private static final String PROGRAM = "/tmp/model.pl";
    private static final String RELEASE = "/tmp/model.release";

    private final Instance instance;
    private final Session session;

    private ScriptedModel(Instance instance, Session session) {
        this.instance = instance;
        this.session = session;
    }

    static ScriptedModel start(Instance instance) {
        write(instance, PROGRAM, program());
        Session session =
                instance.sessions().command("perl", PROGRAM, PORT, RELEASE).start();
        run(instance, AWAIT);
        return new ScriptedModel(instance, session);
    }

    /** Lets answers end that go on until then, and those that come until {@link #hold()}. */
    void release() {
        run(instance, "touch " + RELEASE);
    }

    void hold() {
        run(instance, "rm -f " + RELEASE);
    }

    /** Returns each text that the agent has sent, whatever it stood for. */
    Set<String> received() throws IOException {
        ExecResult result = instance.exec("cat", RELEASE + ".received").run();
        check(result);
        Set<String> texts = new HashSet<>();
        for (String line : result.stdout().lines().toList()) {
            collect(Documents.readJson(line.getBytes(UTF_8)), texts);
        }
        return texts;
    }

    /** Returns each header by which somebody wanted to be let in. */
    Set<String> keys() {
        ExecResult result = instance.exec("cat", RELEASE + ".keys").run();
        check(result);
        return Set.copyOf(result.stdout().lines().toList());
    }

    private static void collect(Object value, Set<String> texts) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> collect(each, texts));
        } else if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, texts));
        } else if (value instanceof String text) {
            texts.add(text);
        }
    }

    /** Is unreachable from now on. */
    void stop() {
        session.kill();
    }

    static void write(Instance instance, String file, String content) {
        ExecResult result = instance.exec(
                        "sh", "-c", "mkdir -p \"$(dirname \"" + file + "\")\" && cat > \"" + file + "\"")
                .stdin(new ByteArrayInputStream(content.getBytes(UTF_8)))
                .run();
        check(result);
    }

    private static void run(Instance instance, String script) {
        check(instance.exec("sh", "-c", script).timeout(Duration.ofMinutes(1)).run());
    }

    private static void check(ExecResult result) {
        if (!result.exit().isSuccess()) {
            throw new IllegalStateException(result.toString());
        }
    }

    private static String program() {
        try (InputStream in = ScriptedModel.class.getResourceAsStream("model.pl")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
