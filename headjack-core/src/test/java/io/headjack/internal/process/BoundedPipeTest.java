package io.headjack.internal.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BoundedPipeTest {
    private final BoundedPipe pipe = new BoundedPipe(7);

    @Test
    void read_moreThanFits_givesItAllInOrder() throws Exception {
        byte[] bytes = new byte[10_000];
        new Random(1).nextBytes(bytes);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try (var sink = pipe.sink()) {
                sink.write(bytes);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(pipe.source().readAllBytes()).isEqualTo(bytes);
        writer.get();
    }

    @Test
    void read_interrupted_keepsTheFlagAndThePipe() throws IOException {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pipe.source().read()).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        pipe.sink().write('x');
        assertThat(pipe.source().read()).isEqualTo('x');
    }

    @Test
    void write_sourceClosed_goesNowhereWithoutBlocking() throws IOException {
        pipe.source().close();
        pipe.sink().write(new byte[100]);
        assertThatThrownBy(() -> pipe.source().read()).isInstanceOf(IOException.class);
    }

    @Test
    void write_sinkClosed_fails() throws IOException {
        pipe.sink().close();
        assertThatThrownBy(() -> pipe.sink().write('x')).isInstanceOf(IOException.class);
    }

    @Test
    void fail_saysWhyToTheWriter() throws IOException {
        pipe.sink().write("abc".getBytes(UTF_8));
        pipe.fail(new IOException("ended"));
        assertThatThrownBy(() -> pipe.sink().write('x')).hasMessage("ended");
        assertThat(pipe.source().read()).isEqualTo(-1);
    }
}
