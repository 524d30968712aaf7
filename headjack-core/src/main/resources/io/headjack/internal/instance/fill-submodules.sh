# Has git write the files of submodules whose directories are empty, and their index where that is gone.
# $1: the worktree; $2: "all" if none of them may be missing; then for each submodule its path there, its git directory and its commit, each after the one that it is in.
set -eu
workspace=$1 which=$2
shift 2
while [ $# -gt 2 ]; do
  place=$workspace/$1 git=$2 commit=$3
  shift 3
  # A git directory that is gone, or a directory with something else in it, is left as it is.
  if [ ! -e "$git/HEAD" ]; then
    if [ "$which" != all ]; then continue; fi
    echo "$git is not there, or cannot be read by user $(id -u)" >&2
    exit 1
  fi
  mkdir -p -- "$place"
  if [ "$(cd -P -- "$place" && pwd -P)" != "$place" ]; then
    echo "$place is reached through a link" >&2
    exit 1
  fi
  if [ -z "$(ls -A -- "$place")" ]; then
    printf 'gitdir: %s\n' "$git" > "$place/.git"
    if [ -e "$git/index" ]; then
      git --git-dir="$git" --work-tree="$place" checkout-index --all --force --quiet
    else
      git --git-dir="$git" --work-tree="$place" reset --quiet --hard "$commit"
    fi
  elif [ ! -e "$git/index" ] && [ -f "$place/.git" ] && [ "$(cat "$place/.git")" = "gitdir: $git" ]; then
    git --git-dir="$git" --work-tree="$place" reset --quiet "$commit" > /dev/null
  fi
done
