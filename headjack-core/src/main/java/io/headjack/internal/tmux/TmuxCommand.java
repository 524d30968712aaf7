package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One line for tmux: a command, or several of which each runs only if the one before succeeded. Every word is quoted and
 * escaped, so that tmux finds nothing to interpret in it.
 *
 * @param text the line, in ASCII
 * @param replies how many answers it gets when all goes well
 */
record TmuxCommand(String text, int replies) {

    static TmuxCommand of(String... words) {
        return new TmuxCommand("", 1).with(words);
    }

    TmuxCommand with(String... words) {
        TmuxCommand longer = this;
        for (String word : words) {
            longer = longer.with(word.getBytes(UTF_8));
        }
        return longer;
    }

    TmuxCommand with(byte[] word) {
        StringBuilder quoted = new StringBuilder(text.length() + word.length + 16);
        quoted.append(text).append(text.isEmpty() ? "\"" : " \"");
        for (byte each : word) {
            append(quoted, each & 0xff);
        }
        return new TmuxCommand(quoted.append('"').toString(), replies);
    }

    TmuxCommand then(TmuxCommand next) {
        return new TmuxCommand(text + " ; " + next.text, replies + next.replies);
    }

    /** A command that runs one of two others: which one is decided at that moment, with nothing in between. */
    static TmuxCommand either(String pane, String condition, TmuxCommand ifTrue, TmuxCommand ifFalse) {
        if (ifTrue.replies != ifFalse.replies) {
            throw new IllegalArgumentException("both must have as many replies");
        }
        TmuxCommand decision = of("if-shell", "-F", "-t", pane, condition, ifTrue.text, ifFalse.text);
        return new TmuxCommand(decision.text, decision.replies + ifTrue.replies);
    }

    byte[] line() {
        return (text + "\n").getBytes(US_ASCII);
    }

    private static void append(StringBuilder quoted, int value) {
        // The semicolon needs no escape inside quotes; older versions looked for one at the end of a word all the same.
        if (value < ' ' || value > '~' || "\"\\$~;".indexOf(value) >= 0) {
            quoted.append('\\')
                    .append((char) ('0' + (value >> 6)))
                    .append((char) ('0' + (value >> 3 & 7)))
                    .append((char) ('0' + (value & 7)));
        } else {
            quoted.append((char) value);
        }
    }
}
