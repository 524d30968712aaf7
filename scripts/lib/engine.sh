# A Docker engine and an image registry for tests, apart from any other on this machine, with a base image that needs no
# registry: Debian by debootstrap. Images and the base image's tar outlive the engine, so that only the first start is slow.
#
# Those who use the engine hold a shared lock on file descriptor 9; the last one stops it, unless `scripts/engine start`
# asked to keep it.

readonly ENGINE_HOME=${HEADJACK_VERIFY_HOME:-/var/lib/headjack-verify}
readonly ENGINE_SOCKET=$ENGINE_HOME/docker.sock
readonly ENGINE_PIDFILE=$ENGINE_HOME/docker.pid
readonly REGISTRY_PIDFILE=$ENGINE_HOME/registry.pid
readonly REGISTRY_PORT=${HEADJACK_VERIFY_REGISTRY_PORT:-5077}
readonly REGISTRY=localhost:$REGISTRY_PORT
readonly BASE_IMAGE=debian:bookworm-slim
readonly BASE_TAR=$ENGINE_HOME/bookworm-slim.tar

# The client of Debian's package, where there is one, is as old as its engine.
DOCKER=docker
[[ ! -x /usr/bin/docker ]] || DOCKER=/usr/bin/docker

engine_answers() {
  timeout 10 "$DOCKER" version --format '{{.Server.Version}}' >/dev/null 2>&1
}

own_engine_answers() {
  [[ -S $ENGINE_SOCKET ]] && DOCKER_HOST=unix://$ENGINE_SOCKET engine_answers
}

# Whether the process named in the pid file is alive and is what we started, and not another that got its number.
runs() {
  local pidfile=$1 name=$2 pid
  pid=$(cat "$pidfile" 2>/dev/null) && [[ $(cat "/proc/$pid/comm" 2>/dev/null) == "$name" ]]
}

end() {
  local pidfile=$1 name=$2 pid
  runs "$pidfile" "$name" || return 0
  pid=$(cat "$pidfile")
  kill "$pid"
  timeout 30 tail --pid="$pid" -f /dev/null || kill -KILL "$pid"
  rm -f "$pidfile"
}

await() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.2
  done
}

engine_ended_or_answers() {
  own_engine_answers || ! kill -0 "$engine_pid" 2>/dev/null
}

launch_engine() {
  setsid dockerd --data-root "$ENGINE_HOME/data" --exec-root "$ENGINE_HOME/exec" --pidfile "$ENGINE_PIDFILE" \
    --host "unix://$ENGINE_SOCKET" "$@" </dev/null >"$ENGINE_HOME/docker.log" 2>&1 9>&- 8>&- &
  engine_pid=$!
  await 60 engine_ended_or_answers && own_engine_answers
}

start_engine() {
  own_engine_answers && return
  [[ $(id -u) -eq 0 ]] || die "only root can start an engine"
  runs "$ENGINE_PIDFILE" dockerd || rm -f "$ENGINE_PIDFILE"
  launch_engine && return
  say "the engine did not start, perhaps for want of iptables; trying without, then containers reach no network"
  end "$ENGINE_PIDFILE" dockerd
  launch_engine --iptables=false --ip6tables=false || die "no engine: $(tail -n 3 "$ENGINE_HOME/docker.log")"
}

make_base_tar() {
  [[ -e $BASE_TAR ]] && return
  say "making $BASE_IMAGE with debootstrap"
  local root
  root=$(mktemp -d "$ENGINE_HOME/root.XXXXXX")
  debootstrap --variant=minbase bookworm "$root" http://deb.debian.org/debian >"$ENGINE_HOME/debootstrap.log" 2>&1 \
    || die "debootstrap failed: $(tail -n 3 "$ENGINE_HOME/debootstrap.log")"
  rm -rf "$root"/var/cache/apt/*.bin "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
  tar -C "$root" -cf "$BASE_TAR.new" .
  mv "$BASE_TAR.new" "$BASE_TAR"
  rm -rf "$root"
}

has_image() {
  "$DOCKER" image inspect "$1" >/dev/null 2>&1
}

ensure_base_image() {
  has_image "$BASE_IMAGE" && return
  make_base_tar
  "$DOCKER" import --change 'CMD ["bash"]' "$BASE_TAR" "$BASE_IMAGE" >/dev/null
}

registry_answers() {
  curl -fsS --max-time 5 -o /dev/null "http://127.0.0.1:$REGISTRY_PORT/v2/" 2>/dev/null
}

start_registry() {
  if ! registry_answers; then
    cat >"$ENGINE_HOME/registry.yml" <<END
version: 0.1
storage:
  filesystem:
    rootdirectory: $ENGINE_HOME/registry
http:
  addr: 127.0.0.1:$REGISTRY_PORT
END
    setsid docker-registry serve "$ENGINE_HOME/registry.yml" </dev/null >"$ENGINE_HOME/registry.log" 2>&1 9>&- 8>&- &
    echo $! >"$REGISTRY_PIDFILE"
    await 20 registry_answers || die "no registry: $(tail -n 3 "$ENGINE_HOME/registry.log")"
  fi
  "$DOCKER" tag "$BASE_IMAGE" "$REGISTRY/headjack-test/base:1"
  "$DOCKER" push -q "$REGISTRY/headjack-test/base:1" >/dev/null
}

# Prefers an engine that already answers; starts one of our own else. Either way the base image and the registry are there.
engine_up() {
  mkdir -p "$ENGINE_HOME"
  exec 9>"$ENGINE_HOME/users.lock" 8>"$ENGINE_HOME/start.lock"
  flock --shared 9
  flock 8
  if own_engine_answers || ! engine_answers; then
    start_engine
    export DOCKER_HOST=unix://$ENGINE_SOCKET
  fi
  ensure_base_image
  start_registry
  export HEADJACK_TEST_REGISTRY=$REGISTRY
  exec 8>&-
}

remove_containers() {
  local containers
  containers=$("$DOCKER" ps --all --quiet)
  # shellcheck disable=SC2086 # one word for each container
  [[ -z $containers ]] || "$DOCKER" rm --force --volumes $containers >/dev/null
}

engine_stop() {
  if own_engine_answers; then
    DOCKER_HOST=unix://$ENGINE_SOCKET remove_containers || say "containers remained in the test engine"
  fi
  end "$REGISTRY_PIDFILE" docker-registry
  end "$ENGINE_PIDFILE" dockerd
}

engine_kept() {
  [[ -e $ENGINE_HOME/keep ]]
}

# Gives back what engine_up took: the last user stops the engine.
engine_down() {
  if ! engine_kept && flock --exclusive --nonblock 9; then
    engine_stop
  fi
  exec 9>&-
}
