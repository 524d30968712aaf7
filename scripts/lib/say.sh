# Messages of the scripts, on standard error.

say() {
  printf 'headjack: %s\n' "$*" >&2
}

die() {
  say "$@"
  exit 1
}
