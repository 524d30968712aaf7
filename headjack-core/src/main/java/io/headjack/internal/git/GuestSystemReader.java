package io.headjack.internal.git;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.text.DateFormat;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.eclipse.jgit.util.time.MonotonicClock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit away from the user's configuration and home while Headjack asks it. JGit has one of these for the whole JVM,
 * and whoever embeds Headjack may use JGit too: they get the answers that they got before.
 */
final class GuestSystemReader extends SystemReader {
    private static final ThreadLocal<Boolean> GUEST = ThreadLocal.withInitial(() -> false);
    private static final AtomicInteger GUESTS = new AtomicInteger();
    private static final String MEASURES = FS.class.getName() + "$FileStoreAttributes";

    private final SystemReader others;
    private final StoredConfig empty = new NoConfig();

    private GuestSystemReader(SystemReader others) {
        this.others = others;
    }

    /** Has this thread ask JGit, which must not lead to this again. */
    static <T> T asGuest(Supplier<T> question) {
        install();
        GUEST.set(true);
        GUESTS.incrementAndGet();
        try {
            return question.get();
        } finally {
            GUESTS.decrementAndGet();
            GUEST.remove();
        }
    }

    /** Again where somebody else has put in another one meanwhile. */
    private static void install() {
        synchronized (GuestSystemReader.class) {
            SystemReader current = SystemReader.getInstance();
            if (!(current instanceof GuestSystemReader)) {
                SystemReader.setInstance(new GuestSystemReader(current));
            }
        }
    }

    @Override
    public StoredConfig getUserConfig() throws ConfigInvalidException, IOException {
        return GUEST.get() || isMeasuredForGuest() ? empty : others.getUserConfig();
    }

    @Override
    public StoredConfig getJGitConfig() throws ConfigInvalidException, IOException {
        return GUEST.get() || isMeasuredForGuest() ? empty : others.getJGitConfig();
    }

    @Override
    public StoredConfig getSystemConfig() throws ConfigInvalidException, IOException {
        return GUEST.get() ? empty : others.getSystemConfig();
    }

    /** How exact the times of files are is looked up by a thread of its own, for whoever needs to know first. */
    private static boolean isMeasuredForGuest() {
        return GUESTS.get() > 0
                && StackWalker.getInstance()
                        .walk(frames -> frames.limit(4)
                                .anyMatch(frame -> frame.getClassName().equals(MEASURES)));
    }

    /** Says of every file system that its times are exact to two seconds, as otherwise JGit tries that out for as long. */
    private static final class NoConfig extends StoredConfig {
        @Override
        public @Nullable String getString(String section, @Nullable String subsection, String name) {
            return section.equals("filesystem") ? "2 seconds" : null;
        }

        @Override
        public void load() {}

        @Override
        public void save() {}
    }

    @Override
    public String getHostname() {
        return others.getHostname();
    }

    @Override
    public String getenv(String variable) {
        return others.getenv(variable);
    }

    @Override
    public String getProperty(String key) {
        return others.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return others.openUserConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return others.openSystemConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return others.openJGitConfig(parent, fs);
    }

    @Override
    public Path getXdgConfigDirectory(FS fs) {
        return others.getXdgConfigDirectory(fs);
    }

    @Override
    public Path getXdgCacheDirectory(FS fs) {
        return others.getXdgCacheDirectory(fs);
    }

    @Override
    public Instant now() {
        return others.now();
    }

    @Override
    public LocalDateTime civilNow() {
        return others.civilNow();
    }

    @Override
    public MonotonicClock getClock() {
        return others.getClock();
    }

    @Override
    public ZoneOffset getTimeZoneAt(Instant when) {
        return others.getTimeZoneAt(when);
    }

    @Override
    @SuppressWarnings("deprecation")
    public TimeZone getTimeZone() {
        return others.getTimeZone();
    }

    @Override
    public ZoneId getTimeZoneId() {
        return others.getTimeZoneId();
    }

    @Override
    public Locale getLocale() {
        return others.getLocale();
    }

    @Override
    public Charset getDefaultCharset() {
        return others.getDefaultCharset();
    }

    @Override
    public SimpleDateFormat getSimpleDateFormat(String pattern) {
        return others.getSimpleDateFormat(pattern);
    }

    @Override
    public SimpleDateFormat getSimpleDateFormat(String pattern, Locale locale) {
        return others.getSimpleDateFormat(pattern, locale);
    }

    @Override
    public DateFormat getDateTimeInstance(int dateStyle, int timeStyle) {
        return others.getDateTimeInstance(dateStyle, timeStyle);
    }

    @Override
    public boolean isPerformanceTraceEnabled() {
        return others.isPerformanceTraceEnabled();
    }

    @Override
    @SuppressWarnings("deprecation")
    public long getCurrentTime() {
        return others.getCurrentTime();
    }

    @Override
    @SuppressWarnings("deprecation")
    public int getTimezone(long when) {
        return others.getTimezone(when);
    }
}
