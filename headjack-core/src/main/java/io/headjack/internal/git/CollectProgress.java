package io.headjack.internal.git;

import io.headjack.Progress;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads out of the words of the host's git how many objects have arrived and were looked at. */
final class CollectProgress implements Predicate<String> {
    private static final Pattern NEWS =
            Pattern.compile("(Receiving objects|Resolving deltas): +\\d+% \\((\\d{1,18})/(\\d{1,18})\\).*");

    private final String branch;
    private final Consumer<Progress> listener;

    CollectProgress(String branch, Consumer<Progress> listener) {
        this.branch = branch;
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
        String what = news.group(1).startsWith("Receiving") ? " objects received" : " deltas resolved";
        listener.accept(new Progress("collect " + branch, done + " of " + total + what, done, total));
        return true;
    }
}
