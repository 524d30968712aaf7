# Gives the user of an instance what it works on. Runs as root in a container of its own: an engine lets root in the container of
# another user change no owners.
# $1: the user as uid:gid; $2: its home, or nothing; then the places of which all is given to it.
if [ -n "$2" ]; then chown "$1" "$2"; fi
user=$1
shift 2
for place in "$@"; do
  # Not across the mount over the worktree's .git, which nobody can change.
  find "$place" -xdev ! -path /workspace/.git -exec chown -h "$user" {} +
done
