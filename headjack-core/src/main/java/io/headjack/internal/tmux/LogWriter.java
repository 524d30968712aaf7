package io.headjack.internal.tmux;

/**
 * Says how the output of a terminal is written to its log, so that a log takes no more than some space: what comes first
 * is kept, then a line says so, and what follows goes to pieces of which the last two are kept. It takes nothing inside but
 * a shell and what comes with it, and nobody outside.
 *
 * @param first how many bytes the log itself takes, or a little more
 * @param later how many bytes a piece takes, or a little more
 */
record LogWriter(long first, long later) {
    /** A log of 1 GiB in all. */
    static final LogWriter DEFAULT = new LogWriter(512L << 20, 256L << 20);

    /** Ends what the output may have left unfinished, so that it is a line of its own whatever comes before. */
    private static final String MARK =
            "\\030\\r\\n[headjack: the log is too long to be kept whole; what follows is its latest part]\\r\\n";

    /**
     * {@code dd} copies like {@code cat}, as much as there is at a time, and stops after some reads without having taken
     * more than it wrote. It is started again as long as there is room, and a few reads more than that would need, as
     * short reads would otherwise start one each in the end.
     */
    private static final String SCRIPT = """
            umask 077
            LC_ALL=C
            export LC_ALL
            size() {
              if [ -s "$1" ]; then set -- $(ls -ln "$1"); size=$5; else size=0; fi
            }
            fill() {
              size "$1"
              while [ "$size" -lt "$2" ]; do
                before=$size
                dd bs=65536 count=$((($2 - size) / 65536 + 16)) >> "$1" 2>/dev/null
                size "$1"
                [ "$size" -gt "$before" ] || exit
              done
            }
            : >> "$log"
            fill "$log" "$first"
            last=
            for piece in "$log".[0-9]*; do [ ! -e "$piece" ] || last=$piece; done
            if [ -n "$last" ]; then
              start=$(expr "$last" : '.*[.]0*\\([0-9]*\\)$')
            else
              printf '@MARK@' >> "$log"
              size "$log"
              start=$size
            fi
            while :; do
              piece=$log.$(printf %015d "$start")
              : >> "$piece"
              set -- "$log".[0-9]*
              while [ -n "${3-}" ]; do rm -f "$1"; shift; done
              fill "$piece" "$later"
              start=$((start + size))
            done
            """.replace("@MARK@", MARK);

    /** Returns the text of a shell program that writes its input to a log. */
    String program(String file) {
        return "log='" + file.replace("'", "'\\''") + "'\nfirst=" + first + "\nlater=" + later + "\n" + SCRIPT;
    }
}
