package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.HeadjackTimeoutException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The three streams of a program. */
interface StreamContract {
    /** More than any buffer on the way holds. */
    int LARGE = 20 * 1024 * 1024;

    @Test
    default void stdin_closed_endsTheInput(ContractFixture fixture) {
        Outcome outcome = copy(fixture, new byte[0]);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.stdout()).isEmpty();
    }

    @Test
    default void stdin_closed_outputIsStillRead(ContractFixture fixture) {
        assertThat(copy(fixture, "last words".getBytes(StandardCharsets.UTF_8)).out())
                .isEqualTo("last words");
    }

    @Test
    default void stdin_everyByte_isCopiedAsItIs(ContractFixture fixture) {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        assertThat(copy(fixture, all).stdout()).isEqualTo(all);
    }

    @Test
    default void streams_openInput_answerAtOnce(ContractFixture fixture) {
        RuntimeProcess process =
                fixture.exec(fixture.running(), fixture.programs().copyInput());

        for (String line : new String[] {"first", "again"}) {
            assertThat(fixture.within(fixture.async(() -> echo(process, line)))).isEqualTo(line);
        }
    }

    @Test
    default void streams_largeBothWays_areUnchanged(ContractFixture fixture) throws Exception {
        byte[] input = new byte[LARGE];
        new Random(LARGE).nextBytes(input);
        RuntimeProcess process =
                fixture.exec(fixture.running(), fixture.programs().copyInput());
        Future<byte[]> copied = fixture.async(() -> digest(process.stdout()));
        Future<Boolean> written = fixture.async(() -> {
            try (var stdin = process.stdin()) {
                stdin.write(input);
            }
            return true;
        });

        fixture.within(written);
        assertThat(fixture.within(copied))
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(input));
        assertThat(process.await(fixture.patience()).code()).isZero();
    }

    @Test
    default void streams_outputAndErrors_areKeptApart(ContractFixture fixture) {
        int count = 2_000;
        Outcome outcome = fixture.run(fixture.running(), fixture.programs().printLines(count));

        assertThat(outcome.out()).isEqualTo(lines("out ", count));
        assertThat(outcome.err()).isEqualTo(lines("err ", count));
    }

    @Test
    default void stdout_notRead_holdsTheProgramBack(ContractFixture fixture) {
        RuntimeProcess process =
                fixture.exec(fixture.running(), fixture.programs().printZeros(64));

        assertThatThrownBy(() -> process.await(Duration.ofSeconds(2))).isInstanceOf(HeadjackTimeoutException.class);
    }

    @Test
    default void stdout_closed_letsTheProgramGoOn(ContractFixture fixture) throws IOException {
        RuntimeProcess process =
                fixture.exec(fixture.running(), fixture.programs().printZeros(64));
        process.stdout().close();

        assertThat(process.await(fixture.patience())).isNotNull();
    }

    private static Outcome copy(ContractFixture fixture, byte[] input) {
        ContainerId container = fixture.running();
        return fixture.run(container, ExecSpec.of(fixture.programs().copyInput()), input);
    }

    private static String echo(RuntimeProcess process, String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        process.stdin().write(bytes);
        process.stdin().flush();
        return new String(process.stdout().readNBytes(bytes.length), StandardCharsets.UTF_8);
    }

    private static byte[] digest(InputStream stream) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        new DigestInputStream(stream, digest).transferTo(OutputStream.nullOutputStream());
        return digest.digest();
    }

    private static String lines(String prefix, int count) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, count).forEach(i -> text.append(prefix).append(i).append('\n'));
        return text.toString();
    }
}
