package io.headjack.internal.tmux;

import io.headjack.error.InvalidRequestException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text on its way into a terminal, through a buffer of tmux: the only way on which every byte arrives as it is. */
final class Typing {
    private static final int MAX = 1024 * 1024;
    private static final int CHUNK = 128 * 1024;

    private final String buffer;
    private final byte[] bytes;

    /**
     * Checks and encodes a text.
     *
     * @param buffer a name for the buffer that nothing else has
     * @param text what to type
     * @throws InvalidRequestException if the text is too long or no text
     */
    Typing(String buffer, String text) {
        this.buffer = buffer;
        this.bytes = encode(text);
    }

    String buffer() {
        return buffer;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the length of its longest line in bytes, wherever Return or a line feed ends one. */
    int longestLine() {
        int longest = 0;
        int length = 0;
        for (byte each : bytes) {
            length = each == '\n' || each == '\r' ? 0 : length + 1;
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** Returns whether it can go through the connection, where a NUL would end it. */
    boolean fitsCommands() {
        for (byte each : bytes) {
            if (each == 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether it is short enough to be handed over in the command that pastes it. */
    boolean fitsOneCommand() {
        return bytes.length <= CHUNK && fitsCommands();
    }

    List<TmuxCommand> fill() {
        List<TmuxCommand> commands = new ArrayList<>();
        for (int start = 0; start < bytes.length; start += CHUNK) {
            byte[] chunk = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + CHUNK));
            TmuxCommand command = TmuxCommand.of("set-buffer");
            commands.add((start == 0 ? command : command.with("-a"))
                    .with("-b", buffer, "--")
                    .with(chunk));
        }
        return commands;
    }

    /** Pastes and deletes the buffer. */
    TmuxCommand paste(Pane pane) {
        return TmuxCommand.of("paste-buffer", "-p", "-r", "-d", "-b", buffer, "-t", pane.target());
    }

    TmuxCommand drop() {
        return TmuxCommand.of("delete-buffer", "-b", buffer);
    }

    private static byte[] encode(String text) {
        ByteBuffer encoded;
        try {
            encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException(
                    "the text to type has half of a surrogate pair, which is no character", e);
        }
        if (encoded.remaining() > MAX) {
            throw new InvalidRequestException("the text to type has " + encoded.remaining()
                    + " bytes, and the limit is " + MAX + "; write it to a file and name that");
        }
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
