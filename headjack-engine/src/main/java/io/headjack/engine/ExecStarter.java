package io.headjack.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.DockerException;
import io.headjack.TerminalSize;
import io.headjack.engine.EngineErrors.Meaning;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts programs in running containers. */
final class ExecStarter implements AutoCloseable {
    private static final Duration RESIZE_PATIENCE = Duration.ofSeconds(10);
    private static final int RESIZE_PAUSE_MILLIS = 5;

    private final Engine engine;
    private final StreamLoop loop = new StreamLoop();

    ExecStarter(Engine engine) {
        this.engine = engine;
    }

    RuntimeProcess start(ContainerId container, ExecSpec spec) {
        String what = spec.command().get(0) + " in container " + container;
        return engine.<ExecProcess>make(
                "start " + what,
                Engine.SLOW,
                Meaning.CONFLICTS,
                client -> {
                    String execId = create(client.execs(), container, spec);
                    ExecStream stream = connect(client.version(), execId, spec);
                    try {
                        TerminalSize size = spec.terminal();
                        if (size != null) {
                            resize(client.docker(), execId, size);
                        }
                        return new ExecProcess(engine, execId, what, size != null, stream);
                    } catch (Throwable e) {
                        stream.close();
                        throw e;
                    }
                },
                (docker, made) -> made.close());
    }

    /** The same as a command line of the host. */
    List<String> command(ContainerId container, ExecSpec spec) {
        List<String> words = new ArrayList<>(engine.settings().client());
        words.addAll(List.of("exec", "-i"));
        if (spec.terminal() != null) {
            words.addAll(List.of("-t", "--detach-keys", UndetachableExec.KEYS));
        }
        environment(spec.environment()).forEach(variable -> words.addAll(List.of("-e", variable)));
        String directory = spec.workingDirectory();
        if (directory != null) {
            words.addAll(List.of("-w", directory));
        }
        String user = spec.user();
        if (user != null) {
            words.addAll(List.of("-u", user));
        }
        words.add(container.value());
        words.addAll(spec.command());
        return List.copyOf(words);
    }

    @Override
    public void close() {
        loop.close();
    }

    static boolean hasEnded(DockerClient docker, String execId) {
        InspectExecResponse seen = docker.inspectExecCmd(execId).exec();
        return !Boolean.TRUE.equals(seen.isRunning()) && seen.getExitCodeLong() != null;
    }

    static List<String> environment(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .sorted()
                .toList();
    }

    private static String create(ExecCreateCmd.Exec execs, ContainerId container, ExecSpec spec) {
        ExecCreateCmd create = new UndetachableExec(execs, container)
                .withCmd(spec.command().toArray(String[]::new))
                .withEnv(environment(spec.environment()))
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withTty(spec.terminal() != null);
        String directory = spec.workingDirectory();
        if (directory != null) {
            create.withWorkingDir(directory);
        }
        String user = spec.user();
        if (user != null) {
            create.withUser(user);
        }
        return create.exec().getId();
    }

    private ExecStream connect(ApiVersion version, String execId, ExecSpec spec) throws IOException {
        boolean terminal = spec.terminal() != null;
        SocketChannel channel = engine.connect();
        try {
            UnixHttp.Head answer = UnixHttp.upgrade(
                    channel,
                    "/v" + version + "/exec/" + execId + "/start",
                    "{\"Detach\":false,\"Tty\":" + terminal + "}");
            // Podman and old engines answer 200 and stream all the same.
            if (answer.status() != 101 && answer.status() != 200) {
                throw new DockerException(EngineErrors.words(UnixHttp.readBody(channel, answer)), answer.status());
            }
            return ExecStream.open(loop, channel, !terminal, answer.rest());
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    /** The engine takes a size only once the program runs, which is a moment after it has said so. */
    private static void resize(DockerClient docker, String execId, TerminalSize size) throws InterruptedException {
        long deadline = System.nanoTime() + RESIZE_PATIENCE.toNanos();
        while (true) {
            try {
                docker.resizeExecCmd(execId)
                        .withSize(size.rows(), size.columns())
                        .exec();
                return;
            } catch (DockerException e) {
                if (hasEnded(docker, execId)) {
                    return;
                }
                if (System.nanoTime() >= deadline) {
                    throw e;
                }
                Thread.sleep(RESIZE_PAUSE_MILLIS);
            }
        }
    }
}
