package io.headjack.internal.tmux;

import io.headjack.spi.TerminalId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Ends every process of a terminal by a script that runs beside them inside the instance. */
final class ProcessEnding {
    /**
     * A process belongs to a terminal if it descends from its first one, is in the same session of the kernel, or has the
     * terminal's name in its environment, which also finds what detached itself. First all are asked to end, then all but
     * the two shells of the wrapper are killed, so that these can still record the exit code, then everything.
     */
    private static final String SCRIPT = """
            marker=$1; shift
            roots=" $* "
            members() {
              found=$roots
              for file in $(grep -lzxF "$marker" /proc/[0-9]*/environ 2>/dev/null); do
                file=${file#/proc/}; found="$found${file%/environ} "
              done
              more=1
              while [ "$more" ]; do
                more=
                for stat in /proc/[0-9]*/stat; do
                  line=; { read -r line < "$stat"; } 2>/dev/null
                  pid=${line%% *}; rest=${line##*) }
                  case $found in *" $pid "*) continue ;; esac
                  set -- $rest
                  case $found in *" ${2:-none} "* | *" ${4:-none} "*) found="$found$pid "; more=1 ;; esac
                done
              done
              running=
              for pid in $found; do
                line=; { read -r line < "/proc/$pid/stat"; } 2>/dev/null
                case ${line##*) } in '' | Z* | X*) ;; *)
                  case $running in *" $pid "*) ;; *) [ "$pid" = $$ ] || running="$running $pid " ;; esac ;;
                esac
              done
            }
            but_wrappers() {
              others=
              for pid in $running; do
                line=; { read -r line < "/proc/$pid/stat"; } 2>/dev/null
                set -- ${line##*) }
                case $roots in *" $pid "* | *" ${2:-none} "*) ;; *) others="$others $pid" ;; esac
              done
            }
            members
            [ "$running" ] && kill -s TERM $running 2>/dev/null && kill -s CONT $running 2>/dev/null
            for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
              members
              [ "$running" ] || exit 0
              if [ "$round" -gt 25 ]; then
                kill -s KILL $running 2>/dev/null
              elif [ "$round" -gt 15 ]; then
                but_wrappers
                [ "$others" ] && kill -s KILL $others 2>/dev/null
              fi
              sleep 0.1
            done
            echo "still running:$running"
            exit 1
            """;

    private ProcessEnding() {}

    static List<String> command(TerminalId terminal, Collection<Pane> panes) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", StartCommand.MARKER + "=" + terminal));
        panes.forEach(pane -> command.add(Long.toString(pane.process())));
        return command;
    }
}
