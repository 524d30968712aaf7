package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConsoleTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch last = new CountDownLatch(1);
    private final Console console = new Console(
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(shown, true, StandardCharsets.UTF_8) {
                @Override
                public void print(String text) {
                    super.print(text);
                    if (text.endsWith("last")) {
                        last.countDown();
                    }
                }
            },
            HjkRun.TERMINAL,
            () -> {
                asked.incrementAndGet();
                return 10;
            },
            Clock.systemUTC());

    @Test
    void status_fasterThanAnybodyReads_isDrawnTenTimesASecondAndTheLastIsSeen() throws Exception {
        long began = System.nanoTime();
        for (int i = 0; i < 5000; i++) {
            console.status(Integer.toString(i));
        }
        console.status("last");
        assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();

        long tenths = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 100;
        assertThat(shown().split("\r", -1).length - 1L).isLessThanOrEqualTo(tenths + 2);
        assertThat(asked.longValue()).isLessThanOrEqualTo(tenths / 10 + 1);
    }

    @Test
    void status_thatOutputReplaced_doesNotComeBack() throws Exception {
        console.status("one");
        console.status("two");
        console.line("done");
        assertThat(shown()).isEqualTo("\r\u001b[Kone\r\u001b[K");

        // Drawn later than what was waiting.
        console.status("three");
        console.status("last");
        assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shown()).doesNotContain("two");
    }

    @Test
    void status_cutInTheMiddleOfACharacter_endsBeforeIt() {
        console.status("12345678\ud83d\ude00 and more");

        assertThat(shown()).isEqualTo("\r\u001b[K12345678");
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
