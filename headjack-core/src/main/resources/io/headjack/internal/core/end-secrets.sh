# Takes the files of an agent away with its last session. What the agent put in the place of a link is its own.
# Set before: shared, the directory of the files; user, the session's name there; and as arguments, their paths below the home.
tries=100
until mkdir "$shared.lock" 2> /dev/null; do
  tries=$((tries - 1))
  if [ "$tries" -le 0 ]; then break; fi
  sleep 0.05
done
rm -f -- "$shared/users/$user"
if rmdir "$shared/users" 2> /dev/null; then
  count=0
  for path do
    place=$HOME/$path
    if [ -h "$place" ] && [ "$(readlink "$place")" = "$shared/files/$count" ]; then rm -f -- "$place"; fi
    count=$((count + 1))
  done
  rm -rf -- "$shared"
fi
rmdir "$shared.lock" 2> /dev/null
