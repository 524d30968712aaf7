package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;

class RequiresToolTest {
    @TempDir
    Path directory;

    @Test
    void evaluate_toolOnThePath_runs() throws IOException {
        Path tool = Files.createFile(directory.resolve("hammer"));
        assertThat(tool.toFile().setExecutable(true)).isTrue();

        assertThat(evaluate(Map.of("PATH", directory.toString()), "hammer").isDisabled())
                .isFalse();
    }

    @Test
    void evaluate_toolsMissing_skipsAndNamesEach() {
        ConditionEvaluationResult result = evaluate(Map.of("PATH", directory.toString()), "hammer", "saw");

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).contains("hammer is not on the PATH; saw is not on the PATH");
    }

    @Test
    void evaluate_toolMissingWhereRequired_fails() {
        assertThatThrownBy(() -> evaluate(Map.of("PATH", "", "HEADJACK_IT_REQUIRED", "1"), "hammer"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hammer");
    }

    @Test
    void evaluate_dockerWithoutSocket_skips() {
        ConditionEvaluationResult result =
                evaluate(Map.of("DOCKER_HOST", "unix://" + directory.resolve("none")), "docker");

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).get().asString().contains("nothing answers");
    }

    @Test
    void evaluate_dockerElsewhere_skips() {
        assertThat(evaluate(Map.of("DOCKER_HOST", "tcp://elsewhere:1"), "docker")
                        .isDisabled())
                .isTrue();
    }

    @Test
    void evaluate_engineAnswersPing_runs() throws Exception {
        assertThat(evaluateAgainst("HTTP/1.1 200 OK\r\n\r\nOK").isDisabled()).isFalse();
    }

    @Test
    void evaluate_engineRefusesPing_skipsWithItsWords() throws Exception {
        ConditionEvaluationResult result = evaluateAgainst("HTTP/1.1 503 Service Unavailable\r\n\r\n");

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).get().asString().contains("503");
    }

    private ConditionEvaluationResult evaluateAgainst(String answer) throws Exception {
        Path socket = directory.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread engine = new Thread(() -> answerOnce(server, answer), "headjack-test-engine");
            engine.start();
            ConditionEvaluationResult result = evaluate(Map.of("DOCKER_HOST", "unix://" + socket), "docker");
            engine.join();
            return result;
        }
    }

    private static void answerOnce(ServerSocketChannel server, String answer) {
        try (SocketChannel client = server.accept()) {
            client.read(ByteBuffer.allocate(4096));
            client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ConditionEvaluationResult evaluate(Map<String, String> environment, String... tools) {
        return new ToolCondition(environment).evaluate(tools);
    }
}
