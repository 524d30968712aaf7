# Returns once the container's first program has removed the locks that were left. $1: the directory that it says so in.
until [ -e "$1/cleared" ]; do sleep 0.02; done
