package io.headjack.internal.screen;

import java.util.Optional;

/**
 * Cuts what a terminal is sent into characters, controls and whole sequences. Strings, such as titles and the clipboard,
 * are dropped to their end, and so is what is not whole. Bytes may be cut anywhere between two calls, and constant memory
 * is all it takes. Not thread-safe.
 */
final class TerminalParser {
    /** Stands for bytes that are no character. */
    static final int REPLACEMENT = 0xfffd;

    private static final int ESCAPE = 0x1b;
    private static final int LONGEST = 256;
    /** After {@code ESC}: operating system commands, device controls and their kind, and the titles of screen. */
    private static final String STRINGS = "]PX^_k";

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

    /** Takes the parts. */
    interface Parts {
        /** A character; never one that controls. */
        void character(int codePoint);

        /** A byte below 0x20, other than ESC. */
        void control(int b);

        /** What stands after {@code ESC}: the last letter, after those that go with it. */
        void escape(String sequence);

        /** A sequence that starts with {@code ESC [}. */
        void sequence(ControlSequence sequence);
    }

    private final StringBuilder sequence = new StringBuilder();
    private State state = State.TEXT;
    private Utf8Character character = Utf8Character.NONE;

    void accept(byte[] bytes, int offset, int length, Parts parts) {
        for (int i = offset; i < offset + length; i++) {
            accept(bytes[i] & 0xff, parts);
        }
    }

    private void accept(int b, Parts parts) {
        switch (state) {
            case TEXT -> text(b, parts);
            case CHARACTER -> character(b, parts);
            case ESCAPED -> escaped(b, parts);
            case CONTROL -> control(b, parts);
            case STRING -> string(b);
        }
    }

    private void text(int b, Parts parts) {
        state = State.TEXT;
        if (b == ESCAPE) {
            begin(State.ESCAPED);
        } else if (b < 0x20) {
            parts.control(b);
        } else if (b < 0x7f) {
            parts.character(b);
        } else if (b >= 0x80) {
            character = Utf8Character.startingWith(b);
            state = State.CHARACTER;
            finishCharacter(parts);
        }
    }

    private void character(int b, Parts parts) {
        if (character.takes(b)) {
            character = character.with(b);
            finishCharacter(parts);
        } else {
            parts.character(REPLACEMENT);
            text(b, parts);
        }
    }

    private void finishCharacter(Parts parts) {
        if (!character.isValid()) {
            parts.character(REPLACEMENT);
            state = State.TEXT;
        } else if (character.isWhole()) {
            // Some terminals read U+0080 to U+009F as the beginning of a sequence.
            if (!Character.isISOControl(character.codePoint())) {
                parts.character(character.codePoint());
            }
            state = State.TEXT;
        }
    }

    private void escaped(int b, Parts parts) {
        if (breaksOff(b, parts)) {
            return;
        }
        if (b < 0x30) {
            collect(b);
        } else if (!sequence.isEmpty()) {
            state = State.TEXT;
            parts.escape(sequence.append((char) b).toString());
        } else if (b == '[') {
            begin(State.CONTROL);
        } else if (STRINGS.indexOf(b) >= 0) {
            state = State.STRING;
        } else {
            state = State.TEXT;
            parts.escape(Character.toString(b));
        }
    }

    private void control(int b, Parts parts) {
        if (breaksOff(b, parts)) {
            return;
        }
        collect(b);
        if (b >= 0x40) {
            state = State.TEXT;
            Optional<ControlSequence> whole = ControlSequence.parse(sequence.toString());
            whole.ifPresent(parts::sequence);
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
    private boolean breaksOff(int b, Parts parts) {
        if (b >= 0x20 && b < 0x7f) {
            return false;
        }
        text(b, parts);
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
}
