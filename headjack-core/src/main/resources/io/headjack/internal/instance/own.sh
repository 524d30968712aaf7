# Gives the user of the instance what it works on. Runs as root before anything else does.
# $1: the user as uid:gid, or nothing for the image's own; $2: its home.
# The first program runs as the instance's user.
while read -r key real rest; do
  case $key in
    Uid:) uid=$real ;;
    Gid:) gid=$real ;;
  esac
done < /proc/1/status
if [ "$uid" = 0 ]; then exit 0; fi
chown "$uid:$gid" "$2"
if [ -n "$1" ]; then exit 0; fi
chown -hR "$uid:$gid" /workspace /headjack/git /headjack/logs
