# Gives a user a name, for programs that ask whose number that is. Runs as root. $1: its number; $2: its group's; $3: its home.
has() {
  while IFS=: read -r name secret number rest || [ -n "$name" ]; do
    if [ "$name" = "$2" ] || [ "$number" = "$3" ]; then return 0; fi
  done < "$1"
  return 1
}
touch /etc/passwd /etc/group
agent=agent
if has /etc/passwd agent ''; then agent=agent$1; fi
shell=$(command -v bash || echo /bin/sh)
has /etc/group '' "$2" || echo "$agent:x:$2:" >> /etc/group
has /etc/passwd '' "$1" || echo "$agent:x:$1:$2::$3:$shell" >> /etc/passwd
