# The first program of a container. Waits until it is told to end, as an engine does before it stops a container and before
# the machine goes down, and then ends all others in order, so that they leave their exit codes.
# $1: the script that does so. $2: the seconds it gives them, less than what an engine gives a container by itself.
# $3: the git directory. $4: a directory that was made when the container was started.
trap 'trap "" TERM; sh -c "$1" terminate.sh "$2"; exit 143' TERM
# A git that was killed with the container left its locks, and no git of the instance would get past them. One that is newer
# belongs to somebody who runs. An image without find keeps them: git names the file to whoever meets it.
if command -v find > /dev/null 2>&1; then
  find "$3" -path "$3/objects/??" -prune -o \
    -type f \( -name '*.lock' -o -name gc.pid \) ! -newer "$4" -exec rm -f -- {} +
fi
# An engine may have forgotten the directory's mode, which whoever started the container sets then.
tries=300
until (: > "$4/cleared") 2> /dev/null || [ "$tries" -le 0 ]; do
  tries=$((tries - 1))
  sleep 0.1
done
tail -f /dev/null &
wait
