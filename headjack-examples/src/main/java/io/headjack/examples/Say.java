package io.headjack.examples;

/** Prints without control characters what comes out of an instance: it may want to speak to the terminal. */
final class Say {
    private Say() {}

    static void line(String text) {
        System.out.println(text.replaceAll("\\p{Cc}", ""));
    }
}
