package io.headjack.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class EngineTransportTest {
    private static final Request REQUEST =
            Request.builder().method(Request.Method.GET).path("/it").build();

    @TempDir
    private Path directory;

    @Test
    void body_inChunks_isJoined() throws IOException {
        assertThat(bodyOf("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=y\r\n, engine!!\r\n0\r\n\r\n"))
                .isEqualTo("hello, engine!!");
    }

    @Test
    void body_ofKnownLength_endsThere() throws IOException {
        assertThat(bodyOf("Content-Length: 5\r\n\r\nhello and more")).isEqualTo("hello");
    }

    @Test
    void body_ofNoLength_lastsUntilTheEnd() throws IOException {
        assertThat(bodyOf("Content-Type: text/plain\r\n\r\nhello")).isEqualTo("hello");
    }

    @Test
    void body_cutOff_isAnError() {
        assertThatThrownBy(() -> bodyOf("Content-Length: 50\r\n\r\nhello")).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> bodyOf("Transfer-Encoding: chunked\r\n\r\n5\r\nhel"))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> bodyOf("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void body_noChunks_isAnError() {
        assertThatThrownBy(() -> bodyOf("Transfer-Encoding: chunked\r\n\r\nhello\r\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("hello");
    }

    @Test
    void header_inOtherCase_isFound() throws IOException {
        try (ScriptedEngine engine = new ScriptedEngine(directory)
                        .answersRaw("GET /it", "HTTP/1.1 404 None\r\nX-Word: yes\r\nContent-Length: 0\r\n\r\n");
                Response response = new EngineTransport(new EngineDoor(engine.socket(), null)).execute(REQUEST)) {
            assertThat(response.getStatusCode()).isEqualTo(404);
            assertThat(response.getHeader("x-word")).isEqualTo("yes");
            assertThat(response.getHeader("X-Other")).isNull();
        }
    }

    private String bodyOf(String headersAndBody) throws IOException {
        try (ScriptedEngine engine =
                        new ScriptedEngine(directory).answersRaw("GET /it", "HTTP/1.1 200 OK\r\n" + headersAndBody);
                Response response = new EngineTransport(new EngineDoor(engine.socket(), null)).execute(REQUEST)) {
            return new String(response.getBody().readAllBytes(), UTF_8);
        }
    }
}
