package io.headjack.internal.git;

import io.headjack.Progress;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads out of git's words how many files it has written. */
final class CheckoutProgress implements Predicate<String> {
    private static final Pattern NEWS = Pattern.compile("Updating files: +\\d+% \\((\\d{1,18})/(\\d{1,18})\\).*");

    private final String branch;
    private final Consumer<Progress> listener;

    CheckoutProgress(String branch, Consumer<Progress> listener) {
        this.branch = branch;
        this.listener = listener;
    }

    @Override
    public boolean test(String line) {
        Matcher news = NEWS.matcher(line);
        if (!news.matches()) {
            return false;
        }
        long done = Long.parseLong(news.group(1));
        long total = Long.parseLong(news.group(2));
        listener.accept(new Progress("check out " + branch, done + " of " + total + " files", done, total));
        return true;
    }
}
