# Kills every process that has a variable in its environment, again and again until none is left.
# $1: the variable as NAME=value.
tries=20
while [ "$tries" -gt 0 ]; do
  tries=$((tries - 1))
  killed=
  for directory in /proc/[0-9]*; do
    pid=${directory#/proc/}
    if [ "$pid" = "$$" ]; then continue; fi
    if tr '\0' '\n' < "$directory/environ" 2>/dev/null | grep -qxF -- "$1"; then
      kill -s KILL "$pid" 2>/dev/null && killed=yes
    fi
  done
  if [ -z "$killed" ]; then exit 0; fi
done
exit 0
