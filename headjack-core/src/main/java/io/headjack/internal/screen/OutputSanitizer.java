package io.headjack.internal.screen;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * Lets through what shows something on a terminal, and nothing that makes it do something else: write the clipboard,
 * answer questions, set titles, print. What is known to be harmless passes, everything else is dropped, and a sequence
 * passes only when it is whole, so that the terminal is never left in the middle of one. Bytes may be cut anywhere between
 * two calls. Not thread-safe.
 */
public final class OutputSanitizer {
    private static final int ESCAPE = 0x1b;
    private static final String HARMLESS_CONTROLS = "\u0007\b\t\n\u000b\f\r\u000e\u000f";
    private static final String HARMLESS_ESCAPES = "78=>DEHM";

    private final TerminalParser parser = new TerminalParser();
    private final TerminalModes modes = new TerminalModes();

    /** Takes bytes and writes those that are harmless. */
    public void accept(byte[] bytes, int offset, int length, ByteArrayOutputStream clean) {
        parser.accept(bytes, offset, length, new Filter(clean));
    }

    /** What to write when no more comes, to get the terminal back as it was; nothing if it is. */
    public byte[] restoration() {
        return modes.restoration();
    }

    private static boolean isCharacterSet(String text) {
        return text.length() == 2 && "()*+".indexOf(text.charAt(0)) >= 0 && "0AB".indexOf(text.charAt(1)) >= 0;
    }

    /** Passes what is harmless on. */
    private final class Filter implements TerminalParser.Parts {
        private final ByteArrayOutputStream clean;

        Filter(ByteArrayOutputStream clean) {
            this.clean = clean;
        }

        @Override
        public void character(int codePoint) {
            if (codePoint < 0x80) {
                clean.write(codePoint);
            } else {
                clean.writeBytes(Character.toString(codePoint).getBytes(UTF_8));
            }
        }

        @Override
        public void control(int b) {
            if (HARMLESS_CONTROLS.indexOf(b) >= 0) {
                clean.write(b);
            }
        }

        @Override
        public void escape(String sequence) {
            if (sequence.length() == 1 ? HARMLESS_ESCAPES.contains(sequence) : isCharacterSet(sequence)) {
                pass(sequence);
            }
        }

        @Override
        public void sequence(ControlSequence sequence) {
            if (sequence.isHarmless()) {
                modes.follow(sequence);
                pass("[" + sequence.prefix() + sequence.parameters() + sequence.kind());
            }
        }

        private void pass(String sequence) {
            clean.write(ESCAPE);
            clean.writeBytes(sequence.getBytes(US_ASCII));
        }
    }
}
