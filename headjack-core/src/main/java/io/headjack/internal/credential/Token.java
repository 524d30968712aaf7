package io.headjack.internal.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Checks that text can be a token: one line of it. */
final class Token {
    private Token() {}

    static Secret of(String text) throws UnusableException {
        if (text.isBlank()) {
            throw new UnusableException("is empty");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new UnusableException("has more than one line, or control characters");
        }
        return new Secret(text);
    }

    /** Takes what a program printed; the line may have its end. */
    static Secret of(byte[] output) throws UnusableException {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(output)).toString();
            return of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        } catch (CharacterCodingException e) {
            throw new UnusableException("is no text in UTF-8");
        }
    }
}
