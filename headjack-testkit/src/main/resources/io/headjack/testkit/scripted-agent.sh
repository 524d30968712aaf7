# An agent without a model: $1 is its prompt, which it writes into a file of its working directory and commits, or --resume.
set -eu
prompt=${1-}
file=scripted-agent.txt
echo 'scripted: started'
if [ "$prompt" = --resume ]; then
  echo 'scripted: resumed'
  exit 0
fi
if [ -z "$prompt" ]; then
  printf 'scripted: prompt> '
  IFS= read -r prompt || exit 0
fi
printf 'scripted: reading %s bytes\n' "$(printf '%s' "$prompt" | wc -c | tr -d ' ')"
printf '%s' "$prompt" > "$file"
echo "scripted: edited $file"
echo 'scripted: running wc'
wc -c < "$file" | tr -d ' '
git add -- "$file"
git -c user.name='Scripted Agent' -c user.email=scripted@headjack.invalid commit --quiet --allow-empty --message 'Scripted change'
echo 'scripted: committed'
echo 'scripted: done'
