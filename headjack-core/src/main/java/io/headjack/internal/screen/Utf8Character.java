package io.headjack.internal.screen;

/**
 * A character as its bytes arrive. Only the shortest form is one, as hidden in a longer one a control character would get
 * past those who look for it.
 *
 * @param codePoint what is known of it
 * @param missing how many bytes are missing, or -1 if it is none
 * @param from the least that the next byte may be
 * @param to the most that the next byte may be
 */
record Utf8Character(int codePoint, int missing, int from, int to) {
    static final Utf8Character NONE = new Utf8Character(0, -1, 0, 0);

    private static final int FIRST = 0x80;
    private static final int LAST = 0xbf;

    static Utf8Character startingWith(int b) {
        if (b >= 0xc2 && b <= 0xdf) {
            return new Utf8Character(b & 0x1f, 1, FIRST, LAST);
        }
        if (b >= 0xe0 && b <= 0xef) {
            return new Utf8Character(b & 0x0f, 2, b == 0xe0 ? 0xa0 : FIRST, b == 0xed ? 0x9f : LAST);
        }
        if (b >= 0xf0 && b <= 0xf4) {
            return new Utf8Character(b & 0x07, 3, b == 0xf0 ? 0x90 : FIRST, b == 0xf4 ? 0x8f : LAST);
        }
        return NONE;
    }

    boolean isValid() {
        return missing >= 0;
    }

    boolean isWhole() {
        return missing == 0;
    }

    boolean takes(int b) {
        return b >= from && b <= to;
    }

    Utf8Character with(int b) {
        return new Utf8Character((codePoint << 6) | (b & 0x3f), missing - 1, FIRST, LAST);
    }
}
