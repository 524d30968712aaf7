package io.headjack.internal.json;

import java.io.IOException;

/** A document is none; carries the line. */
public final class DocumentException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int line;

    DocumentException(int line, String message) {
        super(message);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
