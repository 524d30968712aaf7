package io.headjack.docker.agents;

import static io.headjack.Activity.IDLE;
import static io.headjack.Activity.WAITING_INPUT;
import static io.headjack.Activity.WORKING;

import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.TerminalSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records screens of the real agents, for the test that scores the patterns of the built-in profiles. What is expected of
 * a screen comes from what the model was told to do, never from a pattern. No test, so it runs only when it is asked for by
 * name; docs/status.md tells how.
 */
class ScreenRecorder {
    private static final Path RECORDINGS =
            Path.of("../headjack-core/src/test/resources/io/headjack/internal/provider/recordings");
    private static final String ONLY = System.getProperty("agents", "claude,codex,gemini,opencode");

    @TempDir
    private Path directory;

    @Test
    void record() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> running = RealAgent.ALL.stream()
                    .filter(agent -> List.of(ONLY.split(",")).contains(agent.id()))
                    .<Future<?>>map(agent -> threads.submit(() -> {
                        record(agent);
                        return null;
                    }))
                    .toList();
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private void record(RealAgent agent) throws Exception {
        for (String version : agent.versions()) {
            Path place = Files.createDirectories(directory.resolve(agent.id() + "-" + version));
            try (AgentSite site = AgentSite.open(place, agent, version)) {
                Instance instance = site.instance("screens", agent);
                try {
                    if (version.equals(agent.versions().get(0))) {
                        record(instance, agent, version, new TerminalSize(100, 30), "training");
                        record(instance, agent, version, new TerminalSize(80, 24), "training");
                        record(instance, agent, version, new TerminalSize(200, 50), "scoring");
                        record(instance, agent, version, new TerminalSize(80, 24), "scoring");
                    } else {
                        record(instance, agent, version, new TerminalSize(120, 40), "scoring");
                    }
                } finally {
                    instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
                }
            }
        }
    }

    private static void record(Instance instance, RealAgent agent, String version, TerminalSize size, String set)
            throws Exception {
        Path file = RECORDINGS
                .resolve(set)
                .resolve(agent.id() + "-" + version + "-" + size.columns() + "x" + size.rows() + ".txt");
        boolean training = set.equals("training");
        ScriptedModel model = ScriptedModel.start(instance);
        try (Recording on = new Recording(file, agent, instance, size)) {
            on.startUnprepared();
            on.take("first start", WAITING_INPUT);
            on.start();
            on.take("starting", WORKING);
            on.awaitQuiet();
            on.take("prompt", IDLE);
            on.type(training ? "What is here" : "Tell me what this is for, please");
            on.awaitQuiet();
            on.take("typed", IDLE);
            on.submit(training ? "Think: of a plan" : "Think: about the oldest file");
            on.take("thinking", WORKING);
            on.release(model);
            on.take("finished", IDLE);
            on.submit(training ? "Explain: it all" : "Explain: what do you want to do? Do you want to proceed?");
            on.take("answering", WORKING);
            on.release(model);
            on.take("answered", IDLE);
            on.submit("Run: touch "
                    + (training ? "one.txt && tail -f one.txt" : "old/two.log; tail -f old/two.log a.txt"));
            on.take("permission to run", WAITING_INPUT);
            on.confirm();
            on.take("running", WORKING);
            on.interrupt();
            on.take("interrupted", IDLE);
            on.submit("Write: /workspace/" + (training ? "notes.txt" : "src/main/App.java"));
            on.take("permission to write", WAITING_INPUT);
            on.interrupt();
            on.submit(
                    training
                            ? "Ask: Which fruit shall it be?"
                            : "Ask: Where should the results go, and in which form?");
            on.take("question", WAITING_INPUT);
            on.interrupt();
            on.submit(training ? "Fail: now" : "Fail: as soon as you can");
            on.awaitQuiet();
            on.take("refused", IDLE);
            model.stop();
            on.submit("And now");
            on.take("unreachable", WORKING);
        } finally {
            model.stop();
        }
    }
}
