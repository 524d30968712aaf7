# Adds programs to an image with the package manager that it has. $@: their packages, which have these names everywhere.
set -e
if command -v apt-get > /dev/null 2>&1; then
  apt-get update
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
  rm -rf /var/lib/apt/lists/*
elif command -v apk > /dev/null 2>&1; then
  apk add --no-cache "$@"
else
  echo "neither apt-get nor apk is there to install $*" >&2
  exit 1
fi
