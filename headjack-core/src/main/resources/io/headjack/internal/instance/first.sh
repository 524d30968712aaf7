# The first program of a container. Waits until it is told to end, as an engine does before it stops a container and before
# the machine goes down, and then ends all others in order, so that they leave their exit codes.
# $1: the script that does so. $2: the seconds it gives them, less than what an engine gives a container by itself.
trap 'trap "" TERM; sh -c "$1" terminate.sh "$2"; exit 143' TERM
tail -f /dev/null &
wait
