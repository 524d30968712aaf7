package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Session;
import io.headjack.SessionState;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code hjk attach} to a session in a container whose engine goes away. */
@RequiresTool({"docker", "git"})
@Timeout(600)
class EngineGoneIT {
    @TempDir
    Path directory;

    private WorkSession work;
    private Session session;
    private HjkScript hjk;

    @BeforeEach
    void startSession() throws IOException {
        work = new WorkSession(directory, "docker");
        session = work.session();
        hjk = work.hjk();
    }

    @AfterEach
    void removeAll() {
        work.close();
    }

    @Test
    void attach_engineKilled_givesTheTerminalBackAndSaysSo() throws Exception {
        try (EngineRelay engine = relay();
                HostTerminal terminal = attach(engine)) {
            engine.close();
            terminal.await("\u001b[?1049l");
            assertThat(terminal.await("code=5")).contains("Docker cannot be reached");
            terminal.awaitAsBefore();
        }
        assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void attach_engineHangs_aSignalGivesTheTerminalBack() throws Exception {
        try (EngineRelay engine = relay();
                HostTerminal terminal = attach(engine)) {
            engine.freeze();
            hjk.signal("TERM");
            terminal.await("\u001b[?1049l");
            terminal.awaitAsBefore();
        }
        assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
    }

    private EngineRelay relay() throws IOException {
        String engine = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        return new EngineRelay(directory.resolve("engine"), Path.of(engine.replaceFirst("^unix://", "")));
    }

    private HostTerminal attach(EngineRelay engine) throws Exception {
        HostTerminal terminal = new HostTerminal(80, 24, Map.of("DOCKER_HOST", engine.address()));
        terminal.await("host>");
        terminal.remember();
        terminal.type(hjk.command() + "attach b work; echo code=$?\r");
        terminal.await("code=$?");
        terminal.await("inside>");
        return terminal;
    }
}
