package io.headjack.internal.git;

import io.headjack.Progress;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads out of git's words how far a fetch is. */
final class FetchProgress implements Predicate<String> {
    private static final Pattern NEWS = Pattern.compile("(?:remote: )?((?:Counting|Compressing|Receiving|Unpacking)"
            + " objects|Resolving deltas): +\\d+% \\((\\d{1,18})/(\\d{1,18})\\).*");

    private final String remote;
    private final Consumer<Progress> listener;

    FetchProgress(String remote, Consumer<Progress> listener) {
        this.remote = remote;
        this.listener = listener;
    }

    @Override
    public boolean test(String line) {
        Matcher news = NEWS.matcher(line);
        if (!news.matches()) {
            return false;
        }
        long done = Long.parseLong(news.group(2));
        long total = Long.parseLong(news.group(3));
        listener.accept(new Progress(
                "fetch " + remote, news.group(1) + ", " + done + " of " + total, Math.min(done, total), total));
        return true;
    }
}
