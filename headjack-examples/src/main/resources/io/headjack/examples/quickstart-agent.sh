# What a coding agent does, without a model: it edits, runs a command and commits. Its task is the last argument.
set -e
for task; do :; done
echo "agent: my task is: $task"
echo "agent: editing hello.txt"
echo "Hello from the agent, $(date)" >>hello.txt
echo "agent: running wc -l hello.txt"
wc -l hello.txt
echo "agent: committing"
git add hello.txt
git commit -q -m "Say hello"
git --no-pager log --no-color --oneline -1
