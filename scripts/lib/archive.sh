# Lets a program of this checkout start fast: its classes as jars, and an archive of those that the JVM maps instead of
# reading and checking them (class data sharing). Wants scripts/lib/java.sh, and ROOT.
#
# Each archive has a directory named after the content it was made from, as the JVM takes an archive only with the very
# files it knows: a rebuild that changes nothing finds its archive again, any other gets a new one.

readonly ARCHIVES=$ROOT/headjack-examples/target/archives
readonly CURRENT_ARCHIVE=$ARCHIVES/current
readonly KEPT_ARCHIVES=3

# Whether the archive noted last was made by this Java from what was built last; sets ARCHIVE.
is_archived() {
  local made_by
  [[ -e $CURRENT_ARCHIVE && ! $CURRENT_ARCHIVE -nt $CLASS_PATH_FILE && ! $CURRENT_ARCHIVE -ot $CLASS_PATH_FILE ]] || return 1
  { read -r made_by && read -r ARCHIVE; } <"$CURRENT_ARCHIVE"
  [[ $made_by == "$JAVA" && -s $ARCHIVE/class.path ]]
}

# What is not of this checkout has its version in its path.
content_key() {
  {
    cat "$JAVA_HOME/release"
    class_path
    class_path | tr ':' '\n' | grep "^$ROOT/" | xargs -d '\n' -I{} find {} -type f -print0 | sort -z | xargs -0 sha256sum
  } | sha256sum | cut -c1-16
}

# Copies what is of this checkout into a directory, as jars, and prints the class path with them.
pack() {
  local directory=$1 entry entries packed='' number=0
  IFS=: read -ra entries <<<"$(class_path)"
  for entry in "${entries[@]}"; do
    if [[ $entry == "$ROOT"/* ]]; then
      number=$((number + 1))
      if [[ -d $entry ]]; then
        "$JAVA_HOME/bin/jar" --create --no-manifest --file "$directory/$number.jar" -C "$entry" . || return
      else
        cp "$entry" "$directory/$number.jar" || return
      fi
      entry=$directory/$number.jar
    fi
    packed+=${packed:+:}$entry
  done
  printf '%s' "$packed"
}

make_archive() {
  local directory packed
  directory=$ARCHIVES/$(content_key) || return
  if [[ ! -s $directory/class.path ]]; then
    rm -rf "$directory"
    mkdir -p "$directory/data"
    packed=$(pack "$directory") || return
    # A static archive, as it takes most classes of old libraries too, which one that is made at exit does not.
    (cd "$ROOT" && "$JAVA" "${JVM_OPTIONS[@]}" -Xlog:disable -XX:DumpLoadedClassList="$directory/classes" -cp "$packed" \
      io.headjack.examples.hjk.Rehearsal "$directory/data" \
      && "$JAVA" "${JVM_OPTIONS[@]}" -Xshare:dump -Xlog:disable -XX:SharedClassListFile="$directory/classes" \
        -XX:SharedArchiveFile="$directory/hjk.jsa" -cp "$packed") >"$directory/log" 2>&1 </dev/null 9>&- || true
    printf '%s' "$packed" >"$directory/class.path"
  fi
  printf '%s\n' "$JAVA" "$directory" >"$CURRENT_ARCHIVE"
  touch -r "$CLASS_PATH_FILE" "$CURRENT_ARCHIVE" "$directory"
  find "$ARCHIVES" -mindepth 1 -maxdepth 1 -type d ! -path "$directory" -printf '%T@ %p\n' | sort -rn \
    | tail -n +"$KEPT_ARCHIVES" | cut -d' ' -f2- | xargs -r -d '\n' rm -rf
}

# Becomes the program, from an archive where there is one or one can be made; without it the program only starts slower.
exec_archived() {
  ARCHIVE=
  if ! is_archived && [[ -x $JAVA_HOME/bin/jar ]]; then
    mkdir -p "$ARCHIVES" "$ROOT/target"
    (
      if command -v flock >/dev/null; then
        flock 9
      fi
      is_archived || make_archive
    ) 9>"$ROOT/target/build.lock" || true
    is_archived || ARCHIVE=
  fi
  if [[ -z $ARCHIVE ]]; then
    exec_example "$@"
  fi
  use_utf8
  # Quiet: an archive that the JVM does not like is no reason for a word.
  exec "$JAVA" "${JVM_OPTIONS[@]}" -Xlog:disable -XX:SharedArchiveFile="$ARCHIVE/hjk.jsa" -cp "$(<"$ARCHIVE/class.path")" "$@"
}
