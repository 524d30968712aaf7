# Says whom this runs as, whether that user can write to $1, its home, whether it owns $2, which is given to it last, and whether
# it has a name.
if [ -w "$1" ]; then home=writable; else home=foreign; fi
if [ -O "$2" ]; then last=own; else last=foreign; fi
if id -un > /dev/null 2>&1 && id -gn > /dev/null 2>&1; then name=named; else name=nameless; fi
echo "$(id -u):$(id -g) $home $last $name"
