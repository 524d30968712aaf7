# Removes the locks of git processes that were killed in a container that goes on. $1: the git directory. $2: a directory to
# write to. A lock belongs to somebody where any git runs, so a moment is waited for in which none does; what comes after that
# moment is left alone. An image without find keeps them: git names the file to whoever meets it.
command -v find > /dev/null 2>&1 || exit 0
moment="$2/moment.$$"
tries=40
while [ "$tries" -gt 0 ]; do
  tries=$((tries - 1))
  : > "$moment"
  # Times of files are coarse.
  sleep 0.05
  busy=
  for comm in /proc/[0-9]*/comm; do
    name=
    { read -r name < "$comm"; } 2>/dev/null
    case $name in git*) busy=1 ;; esac
  done
  if [ -z "$busy" ]; then
    find "$1" -path "$1/objects/??" -prune -o \
      -type f \( -name '*.lock' -o -name gc.pid \) ! -newer "$moment" -exec rm -f -- {} +
    break
  fi
done
rm -f "$moment"
