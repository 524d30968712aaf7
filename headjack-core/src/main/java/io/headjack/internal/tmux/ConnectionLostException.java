package io.headjack.internal.tmux;

/** The connection ended before the answer came: whether the command ran is not known. */
final class ConnectionLostException extends Exception {
    private static final long serialVersionUID = 1L;

    ConnectionLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
