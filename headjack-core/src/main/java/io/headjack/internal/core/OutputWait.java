package io.headjack.internal.core;

import io.headjack.InstanceId;
import io.headjack.OutputMatch;
import io.headjack.SessionId;
import io.headjack.error.ConflictException;
import io.headjack.internal.log.FileChanges;
import io.headjack.internal.log.LogFile;
import io.headjack.internal.log.LogSearch;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Waits for something in the output of a session. */
final class OutputWait {
    /** What was written before the end and is still on its way comes within this time. */
    private static final long LAST_WORDS_NANOS = 50_000_000;

    private final Context context;
    private final InstanceId instance;
    private final SessionId id;
    private final SessionEnd end;
    private @Nullable Long endedAt;

    OutputWait(Context context, InstanceId instance, SessionId id) {
        this.context = context;
        this.instance = instance;
        this.id = id;
        this.end = new SessionEnd(context, instance, id);
    }

    OutputMatch until(Pattern pattern, long from, Duration timeout) {
        LogFile log = new LogFile(context.parts().data().logOf(instance, id));
        try (FileChanges.Watch changes = context.changes(instance, id);
                LogSearch search = new LogSearch(log, from, pattern, timeout)) {
            String what = "output of session " + id + " that matches \"" + pattern + "\"";
            return context.lifecycle().await(timeout, what, changes, () -> look(search, what));
        }
    }

    private Optional<OutputMatch> look(LogSearch search, String what) {
        Optional<OutputMatch> found = search.look(context.lifecycle()::checkOpen);
        if (found.isPresent() || search.hasMoved()) {
            endedAt = null;
            return found;
        }
        long now = System.nanoTime();
        if (endedAt == null) {
            endedAt = end.isOver() ? now : null;
        } else if (now - endedAt >= LAST_WORDS_NANOS) {
            throw new ConflictException("there is no " + what
                    + ", and there will be none: it has ended, and its log was read to the end; look at the log");
        }
        return Optional.empty();
    }
}
