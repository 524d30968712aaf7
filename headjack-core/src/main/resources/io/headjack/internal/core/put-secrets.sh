# Puts secrets where the program of a session finds them, for the instance's user alone. They come on standard input, one after
# the other; of them only lengths are arguments. Says "kept" for each file that the home has already, and leaves that alone.
# $1: a directory for the session; $2 and $3: the lengths of its scripts begin and end, 0 for none; $4: a directory for the files
# of the agent, or nothing; $5: how many directories of sessions that have ended follow; then for each file its path below the
# home, its length, and what tells its account.
set -u
umask 077
directory=$1 begin=$2 end=$3 shared=$4 old=$5
shift 5
while [ "$old" -gt 0 ]; do
  if [ -f "$1/end" ]; then sh "$1/end"; fi
  rm -rf -- "$1"
  shift
  old=$((old - 1))
done
locked=
fail() {
  rm -rf -- "$directory"
  if [ -n "$locked" ]; then
    rm -f -- "$shared/users/${directory##*/}"
    rmdir "$shared.lock"
  fi
  echo "$1" >&2
  exit "$2"
}
take() {
  dd bs=1 count="$2" of="$1" 2> /dev/null
  if [ "$(wc -c < "$1")" -ne "$2" ]; then fail "there is no room for $1" 1; fi
}
mkdir -- "$directory" || exit 1
take "$directory/begin" "$begin"
if [ -z "$shared" ]; then exit 0; fi

# Another session of the agent may be taking its own away just now. A lock that stays was left by somebody who was killed.
tries=100
until mkdir "$shared.lock" 2> /dev/null; do
  tries=$((tries - 1))
  if [ "$tries" -le 0 ]; then break; fi
  sleep 0.05
done
locked=yes
accounts=
count=0
for word do
  count=$((count + 1))
  if [ $((count % 3)) -eq 0 ]; then accounts="$accounts $word"; fi
done
take "$directory/end" "$end"
if rmdir "$shared/users" 2> /dev/null; then rm -rf -- "$shared"; fi
if [ -d "$shared/users" ]; then
  if [ "$(cat "$shared/accounts")" != "$accounts" ]; then fail "another account is in use" 3; fi
  fresh=
else
  rm -rf -- "$shared"
  mkdir -p "$shared/users" "$shared/files"
  echo "$accounts" > "$shared/accounts"
  fresh=yes
fi
: > "$shared/users/${directory##*/}"
count=0
while [ $# -gt 2 ]; do
  target=$shared/files/$count place=$HOME/$1
  # What is in use may have been refreshed, and is newer than what comes here.
  if [ -n "$fresh" ]; then take "$target" "$2"; fi
  if [ -h "$place" ] && [ "$(readlink "$place")" = "$target" ]; then
    :
  elif [ -e "$place" ] || [ -h "$place" ]; then
    echo "kept $1"
  else
    mkdir -p -- "$(dirname -- "$place")" && ln -s "$target" "$place" || fail "$place cannot be made" 1
  fi
  count=$((count + 1))
  shift 3
done
rmdir "$shared.lock"
