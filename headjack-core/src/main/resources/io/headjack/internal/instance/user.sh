# Says whom this runs as, whether that user can write to $1, its home, and whether it owns $2, which is given to it last.
if [ -w "$1" ]; then home=writable; else home=foreign; fi
if [ -O "$2" ]; then last=own; else last=foreign; fi
echo "$(id -u):$(id -g) $home $last"
