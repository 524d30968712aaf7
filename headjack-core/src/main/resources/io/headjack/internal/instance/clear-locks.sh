# Removes the locks of git processes that ended with the container. $1: the git directory; $2: a directory that was made
# when the container was started, so that a lock that is newer belongs to somebody who runs.
# An image without find keeps them: git names the file to whoever meets it.
command -v find > /dev/null 2>&1 || exit 0
find "$1" -path "$1/objects/??" -prune -o \
  -type f \( -name '*.lock' -o -name gc.pid \) ! -newer "$2" -exec rm -f -- {} +
