package io.headjack.examples.hjk;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Cleans bytes on their way to a terminal. Characters and sequences may be cut anywhere between two writes. */
final class SanitizingStream extends OutputStream {
    private static final int PIECE = 8 * 1024;

    private final PrintStream terminal;
    private final Sanitizer sanitizer = new Sanitizer();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(PIECE);
    private final CharBuffer characters = CharBuffer.allocate(PIECE);

    SanitizingStream(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int count = Math.min(end - at, bytes.remaining());
            bytes.put(source, at, count);
            at += count;
            decode();
        }
        terminal.flush();
    }

    /** What is left in the buffer afterwards is the beginning of a character. */
    private void decode() {
        bytes.flip();
        decoder.decode(bytes, characters, false);
        bytes.compact();
        characters.flip();
        terminal.print(sanitizer.clean(characters));
        characters.clear();
    }

    @Override
    public void flush() {
        terminal.flush();
    }
}
