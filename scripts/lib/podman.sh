# What the tests of Podman need beyond the program. Needs engine.sh, for the base image.

# In full, as the API of Docker means it by its short name.
readonly PODMAN_BASE_IMAGE=docker.io/library/$BASE_IMAGE
readonly PODMAN_SETTINGS=$PWD/headjack-podman/src/test/podman/containers.conf

# Root's Podman has the base image; an ordinary user's gets it from the tests, which make that user.
podman_up() {
  if ! CONTAINERS_CONF=$PODMAN_SETTINGS podman image exists "$PODMAN_BASE_IMAGE"; then
    make_base_tar
    CONTAINERS_CONF=$PODMAN_SETTINGS podman import --quiet --change 'CMD ["bash"]' "$BASE_TAR" "$PODMAN_BASE_IMAGE" >/dev/null
  fi
  # As on most systems: the network of an ordinary user's containers is made with it.
  [[ ! -c /dev/net/tun ]] || chmod 666 /dev/net/tun
}
