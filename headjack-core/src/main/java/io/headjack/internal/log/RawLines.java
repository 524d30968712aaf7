package io.headjack.internal.log;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Cuts bytes at their line feeds. Not thread-safe. */
final class RawLines implements LogLines {
    private final Consumer<String> lines;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    RawLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void accept(byte[] bytes, int length) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                if (begun.size() == 0) {
                    lines.accept(LogFile.text(bytes, start, i));
                } else {
                    begun.write(bytes, start, i - start);
                    handOver();
                }
                start = i + 1;
            }
        }
        begun.write(bytes, start, length - start);
        if (begun.size() > LogFile.LONGEST_LINE) {
            handOver();
        }
    }

    @Override
    public void end() {
        if (begun.size() > 0) {
            handOver();
        }
    }

    private void handOver() {
        byte[] line = begun.toByteArray();
        begun.reset();
        lines.accept(LogFile.text(line, 0, line.length));
    }
}
