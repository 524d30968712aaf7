package io.headjack.internal.log;

import io.headjack.error.HeadjackTimeoutException;

/** A text that can be read until a deadline only, as some patterns take for ever on some texts. */
final class DeadlineText implements CharSequence {
    private static final int LOOK_EVERY = 1024;

    private final String text;
    private final long deadline;
    private int reads;

    DeadlineText(String text, long deadline) {
        this.text = text;
        this.deadline = deadline;
    }

    @Override
    public char charAt(int index) {
        if (++reads % LOOK_EVERY == 0 && System.nanoTime() - deadline >= 0) {
            throw new HeadjackTimeoutException("searching a line of " + text.length()
                    + " characters took until the time was over; write a pattern with less to try out");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
