package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.internal.log.LogFile;
import io.headjack.testkit.RequiresTool;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What writes a log, on its own. */
@RequiresTool({"sh", "dd"})
@Timeout(120)
class LogWriterIT {
    private static final int MEBIBYTE = 1 << 20;
    /** How much more than asked for a file may take. */
    private static final long MORE = 18 * 65_536;

    @TempDir
    private Path directory;

    @TempDir
    private Path beside;

    private Path log;

    private void write(LogWriter writer, byte[] output) throws Exception {
        log = directory.resolve("it's a log.log");
        Path sign = beside.resolve("it's started");
        Process shell = new ProcessBuilder("sh", "-c", writer.program(log.toString(), sign.toString())).start();
        try (OutputStream in = shell.getOutputStream()) {
            in.write(output);
        }
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(sign).isEmptyFile();
    }

    private static byte[] lines(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(String.format("line %010d%n", i));
        }
        return text.toString().getBytes(US_ASCII);
    }

    private String all() throws Exception {
        try (InputStream in = new LogFile(log).open(0)) {
            return new String(in.readAllBytes(), US_ASCII);
        }
    }

    @Test
    void program_shortOutput_isTheLog() throws Exception {
        byte[] output = lines(0, 10_000);
        write(LogWriter.DEFAULT, output);

        assertThat(Files.readAllBytes(log)).isEqualTo(output);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(log);
        }
    }

    @Test
    void program_longOutput_keepsBeginningMarkAndEnd() throws Exception {
        byte[] output = lines(0, 1_000_000);
        write(new LogWriter(2 * MEBIBYTE, MEBIBYTE), output);
        String kept = all();
        String mark = "\030\r\n[headjack: the log is too long to be kept whole; what follows is its latest part]\r\n";
        String whole = new String(output, US_ASCII);
        int cut = kept.indexOf(mark);

        assertThat(cut).isGreaterThanOrEqualTo(2 * MEBIBYTE);
        assertThat(kept.substring(0, cut)).isEqualTo(whole.substring(0, cut));
        assertThat(kept.indexOf(mark, cut + 1)).isNegative();
        String end = kept.substring(cut + mark.length());
        assertThat(end.length()).isBetween(MEBIBYTE, (int) (2 * (MEBIBYTE + MORE)));
        assertThat(whole.endsWith(end)).isTrue();
        assertThat(new LogFile(log).size()).isEqualTo(output.length + mark.length());
        assertThat(new LogFile(log).tail(1)).containsExactly("line 0000999999");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void program_startedAgain_goesOnWhereItEnded() throws Exception {
        LogWriter writer = new LogWriter(MEBIBYTE, MEBIBYTE);
        write(writer, lines(0, 100_000));
        write(writer, lines(100_000, 300_000));
        long size = new LogFile(log).size();
        write(writer, lines(300_000, 500_000));
        write(writer, lines(500_000, 500_010));

        List<String> tail = new LogFile(log).tail(50_000);
        assertThat(tail).endsWith("line 0000500009");
        for (int i = 0; i < tail.size(); i++) {
            assertThat(tail.get(i)).isEqualTo(String.format("line %010d", 500_010 - tail.size() + i));
        }
        assertThat(new LogFile(log).size()).isEqualTo(size + 200_010 * 16);
        assertThat(all().split("headjack: ", -1)).hasSize(2);
    }
}
