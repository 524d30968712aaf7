package io.headjack.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine that gives no answer about an exec whose output nobody reads, as Docker from 26 on does. */
@Timeout(60)
class SilentExecTest {
    private static final ContainerId BOX = new ContainerId("box");
    private static final String FRAME = "\1\0\0\0\0\0\4\0" + "y".repeat(1024);

    @TempDir
    private Path directory;

    @Test
    void await_engineIsSilentAboutThisExecOnly_timesOutAndSaysToRead() throws Exception {
        try (TestSocket engine = new TestSocket(directory, SilentExecTest::serve);
                EngineRuntime runtime = TestEngine.runtime(engine.path(), progress -> {});
                RuntimeProcess flood = runtime.exec(BOX, ExecSpec.of("yes"))) {
            assertThatThrownBy(() -> flood.await(Duration.ofSeconds(2)))
                    .isInstanceOf(HeadjackTimeoutException.class)
                    .hasMessageContaining("output that nobody reads");
        }
    }

    @Test
    void await_engineIsGone_isUnavailable() throws Exception {
        try (TestSocket engine = new TestSocket(directory, SilentExecTest::serve);
                EngineRuntime runtime = TestEngine.runtime(engine.path(), progress -> {});
                RuntimeProcess flood = runtime.exec(BOX, ExecSpec.of("yes"))) {
            engine.refuseFurther();

            assertThatThrownBy(() -> flood.await(Duration.ofSeconds(20)))
                    .isInstanceOf(RuntimeUnavailableException.class);
        }
    }

    private static void serve(SocketChannel client) throws IOException {
        InputStream in = new BufferedInputStream(Channels.newInputStream(client));
        String request = WireMessage.readRequest(in).orElseThrow().request();
        if (request.endsWith("/_ping")) {
            answer(client, request, 200, "OK");
        } else if (request.endsWith("/containers/box/exec")) {
            answer(client, request, 201, "{\"Id\":\"flood\"}");
        } else if (request.endsWith("/exec/flood/start")) {
            answer(client, request, Exchange.SWITCHED, "");
            while (true) {
                WireMessage.write(client, FRAME);
            }
        } else {
            // Silent until the client gives up.
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void answer(SocketChannel client, String request, int status, String body) throws IOException {
        WireMessage.writeAnswer(client, new Exchange(request, "", status, Map.of("api-version", "1.45"), "", body));
    }
}
