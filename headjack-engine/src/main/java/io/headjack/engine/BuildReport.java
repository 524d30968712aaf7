package io.headjack.engine;

import com.github.dockerjava.api.model.BuildResponseItem;
import io.headjack.Progress;
import io.headjack.error.OperationFailedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an engine says while it builds: passed on line by line, and its end kept for the case that it fails. */
final class BuildReport {
    private static final Pattern STEP = Pattern.compile("(?i)step (\\d{1,6})/(\\d{1,6}) ?:.*");
    private static final Pattern BUILT = Pattern.compile("Successfully built ([0-9a-f]{12,64})");
    private static final int KEPT_LINES = 20;
    private static final int LONGEST_LINE = 500;

    private final String tag;
    private final Consumer<Progress> progress;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final StringBuilder unfinished = new StringBuilder();
    private String step = "before the first step";
    private long number;
    private long steps;
    private @Nullable String failure;
    private @Nullable String imageId;

    BuildReport(String tag, Consumer<Progress> progress) {
        this.tag = tag;
        this.progress = progress;
    }

    synchronized void accept(BuildResponseItem item) {
        if (item.isErrorIndicated()) {
            failure = Images.error(item);
            return;
        }
        String text = item.getStream() != null ? item.getStream() : item.getStatus() + "\n";
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || unfinished.length() == LONGEST_LINE) {
                line(EngineErrors.printable(unfinished.toString()));
                unfinished.setLength(0);
            } else {
                unfinished.append(c);
            }
        }
    }

    synchronized Optional<String> imageId() {
        return Optional.ofNullable(imageId);
    }

    synchronized void throwFailure(String engine) {
        if (failure != null) {
            throw new OperationFailedException(engine + " could not build image " + tag + ", at " + step + ": "
                    + failure + (lastLines.isEmpty() ? "" : "\nIts last output:\n" + String.join("\n", lastLines)));
        }
    }

    private void line(String line) {
        if (line.isEmpty()) {
            return;
        }
        Matcher begins = STEP.matcher(line);
        Matcher built = BUILT.matcher(line);
        if (begins.matches()) {
            step = line;
            number = Long.parseLong(begins.group(1));
            steps = Long.parseLong(begins.group(2));
            lastLines.clear();
        } else {
            if (lastLines.size() == KEPT_LINES) {
                lastLines.remove();
            }
            lastLines.add(line);
        }
        if (built.matches()) {
            imageId = built.group(1);
        }
        progress.accept(new Progress("build " + tag, line, number, steps));
    }
}
