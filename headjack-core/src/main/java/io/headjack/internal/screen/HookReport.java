package io.headjack.internal.screen;

import io.headjack.Activity;
import io.headjack.internal.os.HostileFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a hook of an agent said that the agent is doing. It stands in a file that everything inside can write to.
 *
 * @param activity what it is doing
 * @param text what it asks, if it waits for a person and that was said
 * @param at when it was said
 */
public record HookReport(Activity activity, Optional<String> text, Instant at) {
    private static final int MOST_BYTES = 4_000;
    private static final int LONGEST_TEXT = 1_000;
    private static final Pattern LINE =
            Pattern.compile("(WORKING|IDLE|WAITING_INPUT)(?: ([^\n]*))?(?:\n.*)?", Pattern.DOTALL);
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\ufffd]+");

    /** Reads the file, or nothing where there is none or it says something else. */
    public static Optional<HookReport> read(Path file) {
        return HostileFiles.lastChange(file)
                .flatMap(at -> HostileFiles.text(file, MOST_BYTES).flatMap(text -> of(text, at)));
    }

    static Optional<HookReport> of(String content, Instant at) {
        Matcher line = LINE.matcher(content);
        if (!line.matches()) {
            return Optional.empty();
        }
        Optional<String> text = Optional.ofNullable(line.group(2))
                .map(each -> INVISIBLE.matcher(each).replaceAll(" ").strip())
                .filter(each -> !each.isEmpty())
                .map(each -> each.length() <= LONGEST_TEXT ? each : each.substring(0, LONGEST_TEXT));
        return Optional.of(new HookReport(Activity.valueOf(line.group(1)), text, at));
    }
}
