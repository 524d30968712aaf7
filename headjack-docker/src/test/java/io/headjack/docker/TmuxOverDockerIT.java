package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Key;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.Mount;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalInfo;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tmux of the core by way of the streams of Docker: nothing gets stuck, and no first byte is lost. */
@RequiresTool("docker")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TmuxOverDockerIT {
    private static final String LABEL = "io.headjack.test.tmux";
    private static final List<Key> ENTER = List.of(Key.ENTER);

    @TempDir
    private Path directory;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private Path logs;
    private ContainerId container;

    @BeforeEach
    void startContainer() throws IOException {
        logs = Files.createDirectory(directory.resolve("logs"));
        try (ContainerRuntime runtime = Job.engine(directory)) {
            TmuxImage.require(runtime, Files.createDirectory(directory.resolve("context")));
            container = runtime.create(ContainerSpec.builder("headjack-it-tmux-" + mark, TmuxImage.TAG)
                    .label(LABEL, mark)
                    .network(false)
                    .user(owner(logs))
                    .mount(Mount.bind(logs, TmuxPlace.LOGS))
                    .mount(Mount.tmpfs(TmuxPlace.RUN, "1777"))
                    .build());
            runtime.start(container);
        }
    }

    @AfterEach
    void removeContainer() {
        try (ContainerRuntime runtime = Job.engine(directory)) {
            runtime.list(Map.of(LABEL, mark)).forEach(each -> runtime.remove(each.id()));
        }
    }

    @RepeatedTest(20)
    void start_firstExecOfARuntime_attachesTypesAndEnds() throws Exception {
        talk();
    }

    @RepeatedTest(20)
    void start_firstExecOfARuntimeOnABusyMachine_attachesTypesAndEnds() throws Exception {
        try (BusyThreads busy = BusyThreads.start(2)) {
            talk();
        }
    }

    @Test
    void start_programsThatEndAtOnce_areLoggedFromTheFirstByte() throws Exception {
        try (TmuxPlace place = place()) {
            instantPrograms(place);
        }
    }

    @Test
    void start_programsThatEndAtOnceOnABusyMachine_areLoggedFromTheFirstByte() throws Exception {
        try (BusyThreads busy = BusyThreads.start(2);
                TmuxPlace place = place()) {
            instantPrograms(place);
        }
    }

    @Test
    void list_anotherRuntime_seesAndTypesIntoTheSameTerminal() throws Exception {
        try (TmuxPlace first = place();
                TmuxPlace second = place()) {
            first.start("shared", "sh", "-c", "read -r line; echo \"got $line\"; exit 5");

            assertThat(second.tmux().list()).extracting(TerminalInfo::id).containsExactly(new TerminalId("shared"));
            second.tmux().send(new TerminalId("shared"), "from the second");
            second.tmux().keys(new TerminalId("shared"), ENTER);

            assertThat(first.awaitExit("shared")).isEqualTo("5");
            first.awaitLog("shared", "got from the second");
            assertThat(first.tmux().list()).extracting(TerminalInfo::id).containsExactly(new TerminalId("shared"));
        }
    }

    @Test
    void close_firstRuntime_leavesTheTerminalToAnother() throws Exception {
        try (TmuxPlace first = place()) {
            first.start("kept", "sh", "-c", "read -r line; exit 6");
        }

        try (TmuxPlace second = place()) {
            assertThat(second.tmux().list()).extracting(TerminalInfo::ended).containsExactly(false);
            second.tmux().keys(new TerminalId("kept"), ENTER);
            assertThat(second.awaitExit("kept")).isEqualTo("6");
        }
    }

    private void talk() throws Exception {
        try (TmuxPlace place = place()) {
            TerminalId terminal = place.start("talk", "sh", "-c", "read -r line; echo \"got $line\"; exit 3");
            place.tmux().send(terminal, "a line");
            place.tmux().keys(terminal, ENTER);

            assertThat(place.awaitExit("talk")).isEqualTo("3");
            place.awaitLog("talk", "got a line");
        }
    }

    private static void instantPrograms(TmuxPlace place) throws Exception {
        List<String> ids = IntStream.range(0, 30).mapToObj(i -> "instant" + i).toList();
        for (String id : ids) {
            place.start(id, "echo", "first and last of " + id);
        }

        for (String id : ids) {
            assertThat(place.awaitExit(id)).isEqualTo("0");
            place.awaitLog(id, "first and last of " + id);
        }
    }

    /** Whoever runs this test, so that what is logged can be read. */
    private static String owner(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid") + ":" + Files.getAttribute(path, "unix:gid");
    }

    private TmuxPlace place() {
        return new TmuxPlace(logs, Job.engine(directory), container);
    }

    /** Threads that leave the others little time. */
    private record BusyThreads(List<Thread> threads) implements AutoCloseable {
        static BusyThreads start(int count) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Thread thread = new Thread(BusyThreads::spin, "busy");
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
            return new BusyThreads(threads);
        }

        private static void spin() {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            threads.forEach(Thread::interrupt);
        }
    }
}
