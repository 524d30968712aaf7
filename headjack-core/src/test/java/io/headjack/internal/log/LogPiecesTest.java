package io.headjack.internal.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.OperationFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that has grown too long for one file. */
class LogPiecesTest {
    @TempDir
    Path directory;

    private LogFile log;

    @BeforeEach
    void name() {
        log = new LogFile(directory.resolve("x.log"));
    }

    /** The log is "one\ntwo\n", a part that is gone, "…six\nsev" and "en\neight\n". */
    private void write() throws IOException {
        Files.writeString(log.file(), "one\ntwo\n");
        Files.writeString(piece(100), "six\nsev");
        Files.writeString(piece(107), "en\neight\n");
        Files.writeString(directory.resolve("x.log.tmp"), "not a piece");
        Files.writeString(directory.resolve("y.log.000000000000300"), "another log's");
    }

    private Path piece(long start) {
        return directory.resolve(String.format("x.log.%015d", start));
    }

    private String read(long offset) throws IOException {
        try (InputStream in = log.open(offset)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void size_severalPieces_isWhereTheLastEnds() throws Exception {
        write();

        assertThat(log.size()).isEqualTo(116);
    }

    @Test
    void tail_linesAcrossPieces_areWhole() throws Exception {
        write();

        assertThat(log.tail(2)).containsExactly("seven", "eight");
        assertThat(log.tail(100)).containsExactly("one", "two", "six", "seven", "eight");
    }

    @Test
    void startOfLast_linesAcrossPieces_isWhereTailBegins() throws Exception {
        write();

        for (int lines = 0; lines <= 4; lines++) {
            assertThat(read(log.startOfLast(lines)).lines()).isEqualTo(log.tail(lines));
        }
        assertThat(log.startOfLast(1)).isEqualTo(110);
        assertThat(log.startOfLast(100)).isZero();
    }

    @Test
    void open_anyPlace_isThatPlaceOfTheLog() throws Exception {
        write();

        assertThat(read(0)).isEqualTo("one\ntwo\nsix\nseven\neight\n");
        assertThat(read(4)).isEqualTo("two\nsix\nseven\neight\n");
        assertThat(read(50)).isEqualTo("six\nseven\neight\n");
        assertThat(read(104)).isEqualTo("seven\neight\n");
        assertThat(read(110)).isEqualTo("eight\n");
        assertThat(read(116)).isEmpty();
        assertThat(read(1000)).isEmpty();
    }

    @Test
    void read_pieceThatComesLater_isReadOn() throws Exception {
        Files.writeString(log.file(), "one\n");
        byte[] bytes = new byte[10];
        try (LogReader reader = log.reader(0)) {
            assertThat(reader.read(bytes, 0, 10)).isEqualTo(4);
            assertThat(reader.read(bytes, 0, 10)).isEqualTo(-1);
            Files.writeString(piece(4), "two");
            assertThat(reader.read(bytes, 0, 10)).isEqualTo(3);
            assertThat(reader.position()).isEqualTo(7);
            Files.writeString(piece(20), "three");
            assertThat(reader.read(bytes, 0, 10)).isEqualTo(5);
            assertThat(reader.position()).isEqualTo(25);
        }
    }

    @Test
    void follow_piecesThatCome_areHandedOver() throws Exception {
        write();
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        AtomicBoolean ended = new AtomicBoolean();
        try (FileChanges changes = new FileChanges();
                LogFollower follower = LogFollower.start(
                        "x", log, 0, changes.watch(directory, "x."), LogLines::raw, lines::add, ended::get)) {
            for (String line : new String[] {"one", "two", "six", "seven", "eight"}) {
                assertThat(lines.poll(20, TimeUnit.SECONDS)).isEqualTo(line);
            }
            Files.writeString(piece(116), "nine\n");
            assertThat(lines.poll(20, TimeUnit.SECONDS)).isEqualTo("nine");
            ended.set(true);
            follower.awaitEnd(Duration.ofSeconds(20));
        }
    }

    @Test
    void lastChange_isThatOfThePieceThatChangedLast() throws Exception {
        write();
        Instant last = Instant.parse("2100-01-01T00:00:00Z");
        Files.setLastModifiedTime(piece(107), FileTime.from(last));

        assertThat(log.lastChange()).contains(last);
    }

    @Test
    void open_firstFileIsGone_isWhatIsLeft() throws Exception {
        write();
        Files.delete(log.file());

        assertThat(read(0)).isEqualTo("six\nseven\neight\n");
        assertThat(log.tail(9)).containsExactly("six", "seven", "eight");
    }

    @Test
    void open_pieceIsALink_isRefused() throws Exception {
        Files.writeString(log.file(), "one\n");
        Files.createSymbolicLink(piece(4), Path.of("x.log"));

        assertThatThrownBy(() -> log.tail(5)).isInstanceOf(OperationFailedException.class);
        try (InputStream in = log.open(0)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void open_piecesThatLie_endsAllTheSame() throws Exception {
        Files.writeString(log.file(), "0123456789");
        Files.writeString(piece(2), "ab");
        Files.writeString(piece(999_999_999_999_999L), "end");
        for (int i = 0; i < 100; i++) {
            Files.writeString(piece(20 + i), "x");
        }

        assertThat(read(0)).startsWith("0123456789").endsWith("xend").hasSizeLessThan(30);
        assertThat(log.size()).isEqualTo(1_000_000_000_000_002L);
    }
}
