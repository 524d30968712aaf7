package io.headjack.internal.log;

import io.headjack.internal.os.HostileFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file with a part of a log. The first has the log's name. One that has grown too long goes on in others, whose names
 * say where in the log they begin; those in the middle are gone.
 *
 * @param start where it begins, in bytes from the beginning of the log
 * @param file where it is
 */
record LogPiece(long start, Path file) {
    private static final Pattern START = Pattern.compile("[0-9]{15}");
    /** Files are made inside, by whoever likes to: of pieces no more are read. */
    private static final int MOST = 8;

    /** Lists the pieces in order; the first is named even if its file is not there. */
    static List<LogPiece> of(Path log) throws IOException {
        List<LogPiece> later = later(log);
        later.sort(Comparator.comparingLong(LogPiece::start));
        List<LogPiece> all = new ArrayList<>();
        all.add(new LogPiece(0, log));
        all.addAll(later.subList(Math.max(0, later.size() - MOST), later.size()));
        return all;
    }

    private static List<LogPiece> later(Path log) throws IOException {
        String beginning = log.getFileName() + ".";
        List<LogPiece> later = new ArrayList<>();
        for (String name : HostileFiles.names(log.resolveSibling("."))) {
            if (name.startsWith(beginning)
                    && START.matcher(name.substring(beginning.length())).matches()) {
                later.add(new LogPiece(Long.parseLong(name.substring(beginning.length())), log.resolveSibling(name)));
            }
        }
        return later;
    }
}
