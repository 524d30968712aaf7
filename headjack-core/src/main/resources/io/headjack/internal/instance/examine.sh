# Says how what an instance is built on looks from inside; with the word pointer, only what lies over the worktree's .git.
pointer=missing
while read -r id parent device root point options rest; do
  if [ "$point" = /workspace/.git ]; then pointer=${options%%,*}; fi
done < /proc/self/mountinfo
echo "pointer $pointer"
if [ "${1-}" = pointer ]; then exit; fi

GIT_DIR=/headjack/git
export GIT_DIR
if ! git rev-parse --git-dir > /dev/null 2>&1; then
  echo "git does not take it for a git directory"
elif head=$(git rev-parse -q --verify HEAD 2> /dev/null); then
  if git cat-file -e "$head^{tree}" 2> /dev/null; then echo "git ok"; else echo "git misses the commit $head"; fi
elif ref=$(git symbolic-ref -q HEAD) && ! [ -e "$GIT_DIR/$ref" ]; then
  echo "git ok"
else
  echo "git cannot tell what is checked out"
fi
