
# Adds the names of branches and sessions. They are quoted, and never expanded: anybody may have chosen them.
_hjk_with_names() {
  local current=${COMP_WORDS[COMP_CWORD]} name
  COMPREPLY=()
  _complete_hjk
  if [[ $current == -* ]]; then
    return 0
  fi
  while IFS= read -r name; do
    if [[ $name == "$current"* ]]; then
      COMPREPLY+=("$(printf '%q' "$name")")
    fi
  done < <(hjk complete-names "${COMP_WORDS[@]:1:$COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _hjk_with_names hjk hjk.sh hjk.bash
