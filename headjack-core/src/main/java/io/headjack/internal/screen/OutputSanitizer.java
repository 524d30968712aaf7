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
    private static final int LONGEST = 256;
    private static final String HARMLESS_CONTROLS = "\u0007\b\t\n\u000b\f\r\u000e\u000f";
    private static final String HARMLESS_ESCAPES = "78=>DEHM";
    /** After {@code ESC}: operating system commands, device controls and their kind, and the titles of screen. */
    private static final String STRINGS = "]PX^_k";

    private static final byte[] REPLACEMENT = "\ufffd".getBytes(UTF_8);

    private enum State {
        TEXT,
        /** In a character of several bytes. */
        CHARACTER,
        ESCAPED,
        /** After {@code ESC [}. */
        CONTROL,
        /** In a string, which is dropped to its end. */
        STRING
    }

    private final StringBuilder sequence = new StringBuilder();
    private final TerminalModes modes = new TerminalModes();
    private State state = State.TEXT;
    private Utf8Character character = Utf8Character.NONE;

    /** Takes bytes and writes those that are harmless. */
    public void accept(byte[] bytes, int offset, int length, ByteArrayOutputStream clean) {
        for (int i = offset; i < offset + length; i++) {
            accept(bytes[i] & 0xff, clean);
        }
    }

    /** What to write when no more comes, to get the terminal back as it was; nothing if it is. */
    public byte[] restoration() {
        return modes.restoration();
    }

    private void accept(int b, ByteArrayOutputStream clean) {
        switch (state) {
            case TEXT -> text(b, clean);
            case CHARACTER -> character(b, clean);
            case ESCAPED -> escaped(b, clean);
            case CONTROL -> control(b, clean);
            case STRING -> string(b);
        }
    }

    private void text(int b, ByteArrayOutputStream clean) {
        state = State.TEXT;
        if (b == ESCAPE) {
            begin(State.ESCAPED);
        } else if (b < 0x20 ? HARMLESS_CONTROLS.indexOf(b) >= 0 : b < 0x7f) {
            clean.write(b);
        } else if (b >= 0x80) {
            character = Utf8Character.startingWith(b);
            state = State.CHARACTER;
            finishCharacter(clean);
        }
    }

    private void character(int b, ByteArrayOutputStream clean) {
        if (character.takes(b)) {
            character = character.with(b);
            finishCharacter(clean);
        } else {
            clean.writeBytes(REPLACEMENT);
            text(b, clean);
        }
    }

    private void finishCharacter(ByteArrayOutputStream clean) {
        if (!character.isValid()) {
            clean.writeBytes(REPLACEMENT);
            state = State.TEXT;
        } else if (character.isWhole()) {
            // Some terminals read U+0080 to U+009F as the beginning of a sequence.
            if (!Character.isISOControl(character.codePoint())) {
                clean.writeBytes(Character.toString(character.codePoint()).getBytes(UTF_8));
            }
            state = State.TEXT;
        }
    }

    private void escaped(int b, ByteArrayOutputStream clean) {
        if (breaksOff(b, clean)) {
            return;
        }
        if (b < 0x30) {
            collect(b);
        } else if (!sequence.isEmpty()) {
            state = State.TEXT;
            if (isCharacterSet(sequence.append((char) b))) {
                pass("", clean);
            }
        } else if (b == '[') {
            begin(State.CONTROL);
        } else if (STRINGS.indexOf(b) >= 0) {
            state = State.STRING;
        } else {
            state = State.TEXT;
            if (HARMLESS_ESCAPES.indexOf(b) >= 0) {
                sequence.append((char) b);
                pass("", clean);
            }
        }
    }

    private void control(int b, ByteArrayOutputStream clean) {
        if (breaksOff(b, clean)) {
            return;
        }
        collect(b);
        if (b >= 0x40) {
            state = State.TEXT;
            ControlSequence.parse(sequence.toString())
                    .filter(ControlSequence::isHarmless)
                    .ifPresent(harmless -> {
                        modes.follow(harmless);
                        pass("[", clean);
                    });
        }
    }

    /** What begins the next sequence ends a string, whole or not: nothing is hidden for longer than that. */
    private void string(int b) {
        if (b == ESCAPE) {
            begin(State.ESCAPED);
        } else if (b == 0x07 || b == 0x18 || b == 0x1a) {
            state = State.TEXT;
        }
    }

    /** What cannot be part of a sequence ends it, unfinished, and counts for itself. */
    private boolean breaksOff(int b, ByteArrayOutputStream clean) {
        if (b >= 0x20 && b < 0x7f) {
            return false;
        }
        text(b, clean);
        return true;
    }

    private void begin(State next) {
        state = next;
        sequence.setLength(0);
    }

    /** One that is too long is spoilt by its length: none that is harmless has as much. */
    private void collect(int b) {
        if (sequence.length() <= LONGEST) {
            sequence.append((char) b);
        }
    }

    private void pass(String introducer, ByteArrayOutputStream clean) {
        clean.write(ESCAPE);
        clean.writeBytes((introducer + sequence).getBytes(US_ASCII));
    }

    private static boolean isCharacterSet(CharSequence text) {
        return text.length() == 2 && "()*+".indexOf(text.charAt(0)) >= 0 && "0AB".indexOf(text.charAt(1)) >= 0;
    }
}
