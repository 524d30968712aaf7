# Ends every process of a container but its first program, and returns as soon as they are gone.
# $1: seconds between TERM and KILL. Uses nothing but the shell, as a container may hold little else, and no subshell,
# as that would be one more process to look at.
self=$$
ticks=$(($1 * 20))

# Sets: first (the container's first program), servers (multiplexers), rest (all others that live), logs (writers of
# session logs, which must see the last bytes).
look() {
  first= servers=' ' logs= rest= found=
  for directory in /proc/[0-9]*; do
    pid=${directory#/proc/}
    if [ "$pid" -le 1 ] || [ "$pid" = "$self" ]; then continue; fi
    line=
    { read -r line < "$directory/stat"; } 2>/dev/null || [ -n "$line" ] || continue
    after=${line##*) }
    state=${after%% *}
    case $state in Z | X) continue ;; esac
    name=${line#*\(}
    name=${name%)*}
    after=${after#* }
    parent=${after%% *}
    if [ -z "$first" ] || [ "$pid" -lt "$first" ]; then first=$pid; fi
    case $name in "tmux: server"*) servers="$servers$pid " ;; esac
    found="$found $pid:$parent:$name"
    case $name in *[[:space:]]*) found=${found%:*} ;; esac
  done
  for each in $found; do
    pid=${each%%:*}
    each=${each#*:}
    parent=${each%%:*}
    name=${each#*:}
    if [ "$pid" = "$first" ]; then continue; fi
    case $servers in *" $pid "*) continue ;; esac
    case $servers in
      *" $parent "*) if [ "$name" = cat ]; then logs="$logs $pid"; continue; fi ;;
    esac
    rest="$rest $pid"
  done
}

tell() {
  signal=$1
  shift
  for pid in "$@"; do kill -s "$signal" "$pid" 2>/dev/null; done
}

look
tell TERM $rest
tell HUP $rest
tell CONT $rest
while [ -n "$rest" ] && [ "$ticks" -gt 0 ]; do
  sleep 0.05
  ticks=$((ticks - 1))
  look
done
tell KILL $rest
tell TERM $servers
ticks=40
look
while [ -n "$rest$logs" ] || [ "$servers" != ' ' ]; do
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
