package io.headjack.examples;

import io.headjack.Headjack;
import io.headjack.HeadjackBuilder;
import io.headjack.HeadjackListener;
import io.headjack.Progress;
import io.headjack.RuntimeChoice;
import io.headjack.error.NoUsableRuntimeException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Opens Headjack with a runtime that isolates; only where there is none, and saying so, with one that does not. */
final class LastResort {
    private LastResort() {}

    static Headjack open(Path data, Consumer<String> say) {
        HeadjackBuilder builder = Headjack.builder().dataDirectory(data).listener(new HeadjackListener() {
            @Override
            public void progress(Progress progress) {
                say.accept("  … " + progress.task() + " " + progress.detail());
            }
        });
        Headjack headjack = builder.open();
        try {
            RuntimeChoice choice = headjack.runtime();
            say.accept("Runtime " + choice.id() + " " + choice.version() + ": " + choice.reason());
            return headjack;
        } catch (NoUsableRuntimeException e) {
            headjack.close();
            e.candidates().forEach(candidate -> say.accept("Not usable: " + candidate));
            say.accept("Runtime local: NOTHING IS ISOLATED, the agent runs on this host as you.");
            return builder.runtime("local").open();
        }
    }
}
