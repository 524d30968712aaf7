# Says whom this runs as, and whether that user can write to $1, its home.
if [ -w "$1" ]; then home=writable; else home=foreign; fi
echo "$(id -u):$(id -g) $home"
