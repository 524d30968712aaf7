package io.headjack.examples.hjk;

/**
 * Cleans what an instance wrote, so that it cannot speak to the terminal it is printed on: escape sequences, control
 * characters and characters that reverse the reading direction are dropped, line ends and tabs stay. Keeps its place in
 * a sequence from one piece of text to the next. Not thread-safe.
 */
final class Sanitizer {
    private static final char ESCAPE = '\u001b';
    private static final char BELL = '\u0007';

    private enum State {
        TEXT,
        ESCAPED,
        /** After {@code ESC [}: ends with a letter. */
        CONTROL,
        /** After {@code ESC ]} and its kind: ends with a bell or {@code ESC \}. */
        STRING,
        STRING_ESCAPED
    }

    private State state = State.TEXT;
    private boolean returned;

    /** Cleans a whole text. A carriage return inside a line becomes a line end, as it would hide what stands before. */
    static String text(String hostile) {
        return new Sanitizer().clean(hostile);
    }

    /** Cleans a name or a cell of a table: what {@link #text} leaves, in one line. */
    static String name(String hostile) {
        return text(hostile).replaceAll("[\\n\\t]", " ");
    }

    String clean(CharSequence piece) {
        StringBuilder clean = new StringBuilder(piece.length());
        for (int i = 0; i < piece.length(); i++) {
            accept(piece.charAt(i), clean);
        }
        return clean.toString();
    }

    private void accept(char c, StringBuilder clean) {
        if (c == '\n') {
            // Ends any sequence: an unfinished one must not swallow the lines that follow.
            state = State.TEXT;
            returned = false;
            clean.append(c);
            return;
        }
        switch (state) {
            case TEXT -> acceptText(c, clean);
            case ESCAPED -> state = afterEscape(c);
            case CONTROL -> state = c >= 0x20 && c < 0x40 ? State.CONTROL : c == ESCAPE ? State.ESCAPED : State.TEXT;
            case STRING -> state = afterString(c);
            case STRING_ESCAPED -> state = c == '\\' ? State.TEXT : afterEscape(c);
        }
    }

    private void acceptText(char c, StringBuilder clean) {
        if (c == '\r') {
            returned = true;
            return;
        }
        State next = introducedBy(c);
        if (next != State.TEXT) {
            state = next;
            return;
        }
        if (c != '\t' && (Character.isISOControl(c) || reversesReading(c))) {
            return;
        }
        if (returned) {
            clean.append('\n');
            returned = false;
        }
        clean.append(c);
    }

    private static State introducedBy(char c) {
        return switch (c) {
            case ESCAPE -> State.ESCAPED;
            case '\u009b' -> State.CONTROL;
            case '\u0090', '\u0098', '\u009d', '\u009e', '\u009f' -> State.STRING;
            default -> State.TEXT;
        };
    }

    private static State afterEscape(char c) {
        return switch (c) {
            case '[' -> State.CONTROL;
            case ']', 'P', 'X', '^', '_' -> State.STRING;
            case ESCAPE -> State.ESCAPED;
            default -> c >= 0x20 && c < 0x30 ? State.ESCAPED : State.TEXT;
        };
    }

    private static State afterString(char c) {
        return switch (c) {
            case BELL, '\u009c', '\u0018', '\u001a' -> State.TEXT;
            case ESCAPE -> State.STRING_ESCAPED;
            default -> State.STRING;
        };
    }

    private static boolean reversesReading(char c) {
        return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069') || c == '\u200e' || c == '\u200f';
    }
}
