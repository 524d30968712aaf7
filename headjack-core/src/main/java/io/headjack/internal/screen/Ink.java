package io.headjack.internal.screen;

import java.io.ByteArrayOutputStream;

/** What is left of output without control sequences, spaces and the lines of frames. Not thread-safe. */
final class Ink {
    private static final int ESCAPE = 0x1b;
    private static final int BELL = 0x07;
    private static final int DELETE = 0x7f;
    /** Begins a character of a frame, U+2500 to U+257F, in UTF-8; the second byte tells. */
    private static final int FRAME = 0xe2;

    private State state = State.TEXT;

    /** Takes the bytes that are left. */
    interface Sink {
        void accept(byte each);
    }

    static byte[] of(byte[] text) {
        ByteArrayOutputStream left = new ByteArrayOutputStream();
        Ink ink = new Ink();
        for (byte each : text) {
            ink.accept(each, left::write);
        }
        return left.toByteArray();
    }

    void accept(byte each, Sink sink) {
        int b = each & 0xff;
        switch (state) {
            case TEXT -> text(b, sink);
            case MAYBE_FRAME -> {
                if (b == 0x94 || b == 0x95) {
                    state = State.FRAME_END;
                } else {
                    state = State.TEXT;
                    sink.accept((byte) FRAME);
                    text(b, sink);
                }
            }
            case FRAME_END -> state = State.TEXT;
            case ESCAPED -> escaped(b);
            case SEQUENCE -> state = b >= '@' && b <= '~' ? State.TEXT : b == ESCAPE ? State.ESCAPED : state;
            case STRING -> state = b == BELL ? State.TEXT : b == ESCAPE ? State.ESCAPED : state;
        }
    }

    private void text(int b, Sink sink) {
        if (b == ESCAPE) {
            state = State.ESCAPED;
        } else if (b == FRAME) {
            state = State.MAYBE_FRAME;
        } else if (b > ' ' && b != DELETE) {
            sink.accept((byte) b);
        }
    }

    private void escaped(int b) {
        if (b == '[') {
            state = State.SEQUENCE;
        } else if (b == ']' || b == 'P' || b == '_' || b == '^' || b == 'X') {
            state = State.STRING;
        } else if (b < ' ' || b > '/') {
            // Between these are letters that go before the last one.
            state = State.TEXT;
        }
    }

    private enum State {
        TEXT,
        MAYBE_FRAME,
        FRAME_END,
        ESCAPED,
        SEQUENCE,
        STRING
    }
}
