package io.headjack.docker.secrets;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Keeps what is logged, on every level, while somebody asks for that; else it drops all. */
public final class CapturedLogs implements SLF4JServiceProvider {
    private static final List<String> LINES = new ArrayList<>();
    private static volatile boolean keeping;

    private final IMarkerFactory markers = new BasicMarkerFactory();

    static void start() {
        synchronized (LINES) {
            LINES.clear();
        }
        keeping = true;
    }

    static List<String> stop() {
        keeping = false;
        synchronized (LINES) {
            return List.copyOf(LINES);
        }
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return KeepingLogger::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return new NOPMDCAdapter();
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    /** One logger. */
    private static final class KeepingLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        KeepingLogger(String given) {
            name = given;
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String message,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            String text = MessageFormatter.basicArrayFormat(message, arguments);
            synchronized (LINES) {
                LINES.add(level + " " + name + " " + text + (thrown == null ? "" : " " + Traces.of(thrown)));
            }
        }

        @Override
        public boolean isTraceEnabled() {
            return keeping;
        }

        @Override
        public boolean isDebugEnabled() {
            return keeping;
        }

        @Override
        public boolean isInfoEnabled() {
            return keeping;
        }

        @Override
        public boolean isWarnEnabled() {
            return keeping;
        }

        @Override
        public boolean isErrorEnabled() {
            return keeping;
        }
    }
}
