package io.headjack.examples.hjk;

import io.headjack.HeadjackListener;
import io.headjack.Progress;

/** Shows progress in one line of a terminal; each step turns it a little further. */
final class Spinner implements HeadjackListener {
    private static final String FRAMES = "|/-\\";

    private final Console console;
    private int turn;

    Spinner(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void progress(Progress progress) {
        String share = progress.total() > 0 ? " " + 100 * progress.done() / progress.total() + "%" : "";
        console.status(
                FRAMES.charAt(turn++ % FRAMES.length()) + " " + progress.task() + share + " " + progress.detail());
    }

    @Override
    public void warning(String message) {
        console.remark("warning: " + message);
    }
}
