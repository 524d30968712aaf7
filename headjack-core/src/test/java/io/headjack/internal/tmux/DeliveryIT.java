package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.spi.Multiplexer;
import io.headjack.spi.TerminalId;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What many type at once into one terminal, which prints all the time and is in copy mode: whole, in order, once. */
@RequiresTool("tmux")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DeliveryIT {
    private static final int SENDERS = 8;

    private TmuxFixture fixture;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() {
        fixture = new TmuxFixture(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void send_eightSendersInCopyModeUnderAFlood_arrivesWholeInOrderAndOnce() throws Exception {
        deliver(80);
    }

    @Test
    @Tag("long")
    void send_aThousandTexts_arriveWholeInOrderAndOnce() throws Exception {
        deliver(1000);
    }

    private void deliver(int count) throws Exception {
        SentTexts texts = new SentTexts(SENDERS, count / SENDERS, 1 << 20);
        TerminalId reader = startReader(texts.bytes());
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1);
        // Half of the senders have a connection of their own, as another program has.
        try (Multiplexer other = new TmuxProvider().open(fixture)) {
            // Before the scrolling: tmux up to 3.6 dies when somebody changes something, without the lock, in this
            // moment.
            other.connect();
            List<Callable<Void>> senders = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                Multiplexer tmux = sender % 2 == 0 ? fixture.tmux() : other;
                List<String> own = texts.of(sender);
                senders.add(() -> {
                    own.forEach(each -> tmux.send(reader, each));
                    return null;
                });
            }
            Future<?> scroller = threads.submit(this::scroll);
            for (Future<Void> each : threads.invokeAll(senders)) {
                each.get();
            }
            scroller.cancel(true);
        } finally {
            threads.shutdownNow();
        }

        assertThat(fixture.awaitExit("reader")).isEqualTo("0");
        texts.check(Files.readAllBytes(fixture.path("typed")));
        assertThat(fixture.run("tmux", "-S", fixture.socket(), "list-buffers")).isEmpty();
    }

    /** A person who keeps looking at what was printed before. */
    private void scroll() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                fixture.run("tmux", "-S", fixture.socket(), "copy-mode", "-t", "=reader:");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private TerminalId startReader(int bytes) throws IOException {
        Path program = fixture.path("reader.sh");
        Files.write(
                program,
                ("stty raw -echo\nyes flood & flood=$!\necho ready > ready\nhead -c " + bytes
                                + " > typed; code=$?\nkill $flood; exit $code\n")
                        .getBytes(UTF_8));
        TerminalId id = new TerminalId("reader");
        // The flood is not to fill the disk.
        fixture.tmux().start(fixture.spec("reader", Path.of("/dev/null"), "sh", program.toString()));
        fixture.awaitText(fixture.path("ready"), "ready");
        return id;
    }
}
