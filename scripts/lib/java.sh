# Finds a Java 17 or newer, and runs the programs of headjack-examples from this checkout, built first where needed.
# Wants ROOT: this checkout.

readonly CLASS_PATH_FILE=$ROOT/headjack-examples/target/run.classpath
readonly BUILD_LOG=$ROOT/target/build.log
# For programs that run shortly.
readonly JVM_OPTIONS=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto)

# The version is read from the JDK's own "release" file: asking java itself costs a start of it.
java_is_new_enough() {
  local release version
  release=$(dirname "$(dirname "$1")")/release
  if [[ -r $release ]]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")
  else
    version=$("$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  fi
  [[ -n $version ]] && ((version >= 17))
}

# Sets JAVA, and JAVA_HOME for the build.
find_java() {
  local candidate candidates=()
  if [[ -n ${JAVA_HOME:-} ]]; then
    candidates+=("$JAVA_HOME/bin/java")
  fi
  candidates+=("$(command -v java || true)" /usr/lib/jvm/*/bin/java /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java)
  for candidate in "${candidates[@]}"; do
    if [[ -x $candidate ]]; then
      candidate=$(readlink -f "$candidate")
      if java_is_new_enough "$candidate"; then
        JAVA=$candidate
        JAVA_HOME=$(dirname "$(dirname "$JAVA")")
        return
      fi
    fi
  done
  die "no Java 17 or newer found; install a JDK (Debian: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME"
}

is_built() {
  [[ -s $CLASS_PATH_FILE ]] &&
    [[ -z $(find "$ROOT"/pom.xml "$ROOT"/headjack-*/pom.xml "$ROOT"/headjack-*/src/main -newer "$CLASS_PATH_FILE" -print -quit) ]]
}

# One build at a time; whoever waited finds it done. The class path file is dated back to the build's begin, so that a
# source saved meanwhile counts as newer.
build_if_needed() {
  if is_built; then
    return
  fi
  [[ -x $JAVA_HOME/bin/javac ]] || die "$JAVA_HOME has no compiler; install a JDK, not only a runtime"
  mkdir -p "$ROOT/target"
  (
    if command -v flock >/dev/null; then
      flock 9
    fi
    if is_built; then
      exit 0
    fi
    [[ ! -t 2 ]] || say "building (its output: $BUILD_LOG)"
    touch "$ROOT/target/build.begin"
    cd "$ROOT"
    if ! JAVA_HOME=$JAVA_HOME ./mvnw -B -ntp -DskipTests -pl headjack-examples -am process-classes >"$BUILD_LOG" 2>&1 9>&- </dev/null; then
      cat "$BUILD_LOG" >&2
      die "the build failed; its output is above and in $BUILD_LOG"
    fi
    touch -r "$ROOT/target/build.begin" "$CLASS_PATH_FILE"
  ) 9>"$ROOT/target/build.lock"
}

class_path() {
  printf '%s' "$ROOT/headjack-examples/target/classes:$(<"$CLASS_PATH_FILE")"
}

# Java 17 takes arguments and file names apart by the locale's character set.
use_utf8() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *UTF-8 | *utf-8 | *UTF8 | *utf8) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
}

# Becomes the program.
exec_example() {
  use_utf8
  exec "$JAVA" "${JVM_OPTIONS[@]}" -cp "$(class_path)" "$@"
}
