# Debian packages that the tests need.

# Each line: a command, and the package that brings it.
readonly TOOLS='
javac           openjdk-17-jdk-headless
curl            curl
git             git
tmux            tmux
zsh             zsh
dockerd         docker.io
debootstrap     debootstrap
docker-registry docker-registry
podman          podman
catatonit       catatonit
newuidmap       uidmap
slirp4netns     slirp4netns
setpriv         util-linux
'

install_missing() {
  local tool package missing=()
  while read -r tool package; do
    if [[ -n $tool ]] && ! command -v "$tool" >/dev/null; then
      missing+=("$package")
    fi
  done <<<"$TOOLS"
  if [[ ${#missing[@]} -eq 0 ]]; then
    return
  fi
  command -v apt-get >/dev/null || die "no apt-get here, so install by hand: ${missing[*]}"
  [[ $(id -u) -eq 0 ]] || die "only root can install: ${missing[*]}"
  say "installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    ca-certificates debian-archive-keyring iptables "${missing[@]}" >&2
}
