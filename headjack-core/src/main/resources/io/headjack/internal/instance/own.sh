# Gives the user of an instance what it works on. Runs as root in a container of its own: an engine lets root in the container of
# another user change no owners.
# $1: the user as uid:gid; $2: its home; then the places of which all is given to it.
chown "$1" "$2"
user=$1
shift 2
for place in "$@"; do
  # Not across the mount over the worktree's .git, which nobody can change.
  find "$place" -xdev ! -path /workspace/.git -exec chown -h "$user" {} +
done
