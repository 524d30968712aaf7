# Ends every process of a container but its first program and what that waits for, and returns as soon as they are gone.
# $1: seconds between TERM and KILL. Uses nothing but the shell, as a container may hold little else, and no subshell,
# as that would be one more process to look at.
self=$$
grace=$1

# Sets: now, in hundredths of a second since the machine began. On a busy machine a look takes longer than the sleep before it.
clock() {
  now=0
  { read -r now idle < /proc/uptime; } 2>/dev/null
  now=${now%.*}${now#*.}
}

# Sets: first (the container's first program), servers (multiplexers), logs (writers of session logs, which must see the
# last bytes: without a terminal, unlike what runs in one, and what they run), rest (all others that live), programs (those of
# them that are not the two shells around a session's program, which record how it ended).
look() {
  first= servers=' ' panes=' ' logs=' ' rest= programs= found=
  for directory in /proc/[0-9]*; do
    pid=${directory#/proc/}
    if [ "$pid" -le 1 ] || [ "$pid" = "$self" ]; then continue; fi
    line=
    { read -r line < "$directory/stat"; } 2>/dev/null || [ -n "$line" ] || continue
    set -- ${line##*) }
    case $1 in Z | X) continue ;; esac
    # The init has the first program as its first child. On a busy machine an exec can come before that, and have a lower number.
    case $line in
      *"(tmux: server"*) servers="$servers$pid " ;;
      *) if [ "$2" = 1 ] && { [ -z "$first" ] || [ "$pid" -lt "$first" ]; }; then first=$pid; fi ;;
    esac
    found="$found $pid:$2:$5"
  done
  for each in $found; do
    parent=${each#*:}
    case $servers in
      *" ${parent%:*} "*) if [ "${parent#*:}" = 0 ]; then logs="$logs${each%%:*} "; else panes="$panes${each%%:*} "; fi ;;
    esac
  done
  for each in $found; do
    pid=${each%%:*}
    parent=${each#*:}
    parent=${parent%:*}
    if [ "$pid" = "$first" ] || [ "$parent" = "$first" ]; then continue; fi
    case $servers$logs in *" $pid "*) continue ;; esac
    case $logs in *" $parent "*) logs="$logs$pid "; continue ;; esac
    rest="$rest $pid"
    case $panes in *" $pid "* | *" $parent "*) ;; *) programs="$programs $pid" ;; esac
  done
}

# Sets: deaf (those of the rest that ignore TERM, as shells do at a prompt). Others get no HUP, which would end them in the
# midst of what they do at TERM.
listen() {
  deaf=
  for pid in $rest; do
    { while read -r key value; do
      case $key in
        SigIgn:) case $value in *[4-7c-f]???) deaf="$deaf $pid" ;; esac; break ;;
      esac
    done < "/proc/$pid/status"; } 2>/dev/null
  done
}

tell() {
  signal=$1
  shift
  for pid in "$@"; do kill -s "$signal" "$pid" 2>/dev/null; done
}

clock
end=$((now + grace * 100))
ticks=$((grace * 20))
look
listen
tell TERM $rest
tell HUP $deaf
tell CONT $rest
while [ -n "$rest" ] && [ "$ticks" -gt 0 ] && [ "$now" -le "$end" ]; do
  sleep 0.05
  ticks=$((ticks - 1))
  look
  clock
done
ticks=20
while [ -n "$rest" ] && [ "$ticks" -gt 0 ]; do
  tell KILL $programs
  sleep 0.05
  ticks=$((ticks - 1))
  look
done
tell KILL $rest
tell TERM $servers
ticks=40
look
while [ -n "$rest" ] || [ "$logs$servers" != '  ' ]; do
  if [ "$ticks" -le 0 ]; then break; fi
  sleep 0.05
  ticks=$((ticks - 1))
  tell KILL $rest
  look
done
tell KILL $rest $logs $servers
look
if [ -z "$rest" ]; then exit 0; fi
echo "still alive:$rest" >&2
exit 1
