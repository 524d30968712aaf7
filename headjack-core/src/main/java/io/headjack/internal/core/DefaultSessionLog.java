package io.headjack.internal.core;

import io.headjack.InstanceId;
import io.headjack.LogSubscription;
import io.headjack.PlainLog;
import io.headjack.SessionId;
import io.headjack.SessionLog;
import io.headjack.internal.log.LogFile;
import io.headjack.internal.log.LogFollower;
import io.headjack.internal.log.LogLines;
import io.headjack.internal.log.PlainLogFile;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

final class DefaultSessionLog implements SessionLog {
    private final Context context;
    private final InstanceId instance;
    private final SessionId id;
    private final LogFile log;

    DefaultSessionLog(Context context, InstanceId instance, SessionId id) {
        this.context = context;
        this.instance = instance;
        this.id = id;
        this.log = new LogFile(context.parts().data().logOf(instance, id));
    }

    @Override
    public Path file() {
        return log.file();
    }

    @Override
    public long size() {
        return log.size();
    }

    @Override
    public List<String> tail(int lines) {
        return log.tail(lines);
    }

    @Override
    public InputStream open(long offset) {
        return log.open(offset);
    }

    @Override
    public LogSubscription follow(Consumer<String> line) {
        return follow(0L, LogLines::raw, line);
    }

    @Override
    public LogSubscription follow(int last, Consumer<String> line) {
        return follow(log.startOfLast(last), LogLines::raw, line);
    }

    private LogSubscription follow(long from, Function<Consumer<String>, LogLines> lines, Consumer<String> line) {
        context.lifecycle().checkOpen();
        return context.followers()
                .add(LogFollower.start(
                        id.value(),
                        log,
                        from,
                        context.changes(instance, id),
                        lines,
                        line,
                        new SessionEnd(context, instance, id)::isOver));
    }

    @Override
    public PlainLog plain() {
        return new Plain(new PlainLogFile(log));
    }

    @Override
    public String toString() {
        return "SessionLog[" + file() + "]";
    }

    /** The same as readable text. */
    private final class Plain implements PlainLog {
        private final PlainLogFile text;

        Plain(PlainLogFile text) {
            this.text = text;
        }

        @Override
        public List<String> tail(int lines) {
            return text.tail(lines);
        }

        @Override
        public Stream<String> lines() {
            return text.lines();
        }

        @Override
        public LogSubscription follow(Consumer<String> line) {
            return DefaultSessionLog.this.follow(0L, LogLines::plain, line);
        }

        @Override
        public String toString() {
            return "PlainLog[" + file() + "]";
        }
    }
}
