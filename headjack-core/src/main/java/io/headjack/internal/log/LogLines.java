package io.headjack.internal.log;

import io.headjack.internal.screen.PlainText;
import java.util.function.Consumer;

/** Makes lines of a log as it comes. */
public interface LogLines {
    /** Takes bytes. */
    void accept(byte[] bytes, int length);

    /** Nothing has come for a while. */
    default void rest() {}

    /** Nothing more comes. */
    void end();

    /** Makes the lines as they were printed, escape sequences included. */
    static LogLines raw(Consumer<String> lines) {
        return new RawLines(lines);
    }

    /** Makes readable lines, each as soon as it is finished. */
    static LogLines plain(Consumer<String> lines) {
        PlainText text = PlainText.live(lines);
        return new LogLines() {
            @Override
            public void accept(byte[] bytes, int length) {
                text.accept(bytes, 0, length);
            }

            @Override
            public void rest() {
                text.rest();
            }

            @Override
            public void end() {
                text.end();
            }
        };
    }
}
