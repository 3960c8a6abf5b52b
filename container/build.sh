#!/bin/sh
# Builds an image with buildah, from a base that debootstrap makes, and prints its size: the command's, which CI jobs run in, or
# with --server that of the bundled server, which has no builder in it.
#
#   container/build.sh NAME [--server] [--base IMAGE]
#
# --base takes an image of Debian 12 instead of making one. Needs root, buildah, and without --base debootstrap. DEBIAN_MIRROR
# is where packages come from. STORAGE_DRIVER, and CONTAINERS_STORAGE_CONF, choose buildah's store as ever.
set -eu

usage() {
  echo "Usage: container/build.sh NAME [--server] [--base IMAGE]" >&2
  exit 2
}

case ${1-} in '' | -*) usage ;; esac
name=$1
shift
base=
kind="command"
while [ $# -gt 0 ]; do
  case $1 in
    --server) kind=server ;;
    --base)
      [ -n "${2-}" ] || usage
      base=$2
      shift
      ;;
    *) usage ;;
  esac
  shift
done
root=$(cd "$(dirname "$0")/.." && pwd)
most=200
most_memory=130
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BUILDAH_ISOLATION=chroot

if [ -z "$base" ]; then
  debootstrap --variant=minbase bookworm "$work/base" "$mirror" >"$work/debootstrap.log" || {
    tail -n 20 "$work/debootstrap.log" >&2
    exit 1
  }
  rm -rf "$work/base/var/cache/apt/archives" "$work/base/var/lib/apt/lists"
  mkdir -p "$work/base/var/cache/apt/archives/partial" "$work/base/var/lib/apt/lists/partial"
  base=localhost/arkindex-ci-base:bookworm
  container=$(buildah from scratch)
  buildah add --quiet "$container" "$work/base" / >/dev/null
  buildah commit --quiet --rm "$container" "$base" >/dev/null
  rm -rf "$work/base"
fi

node "$root/scripts/setup.mjs" build --no-install
node=$(node -p process.execPath)
context=$work/context
library=$context/usr/lib/arkindex-ci
mkdir -p "$context/usr/bin" "$library/node_modules/better-sqlite3/build/Release"
cp "$node" "$context/usr/bin/node"
cp -R "$root/dist" "$library/dist"
rm -rf "$library/dist/demo.cjs" "$library/dist/.stamp" "$library"/dist/.building-*
cp "$root/LICENSE" "$library/"
sqlite=$root/node_modules/better-sqlite3
cp -R "$sqlite/lib" "$sqlite/package.json" "$sqlite/LICENSE" "$library/node_modules/better-sqlite3/"
cp "$sqlite/build/Release/better_sqlite3.node" "$library/node_modules/better-sqlite3/build/Release/"
for package in bindings file-uri-to-path; do
  cp -R "$root/node_modules/$package" "$library/node_modules/$package"
done
printf '#!/bin/sh\nexec node /usr/lib/arkindex-ci/dist/arkindex-ci.cjs "$@"\n' >"$context/usr/bin/arkindex-ci"
chmod -R u=rwX,go=rX "$context"
chmod 755 "$context/usr/bin/arkindex-ci" "$context/usr/bin/node"

file=$root/container/Containerfile
[ "$kind" = command ] || file=$root/container/server.Containerfile
# The same commit gives the same image but for what the mirror has newer. Docker's form, since the other has no health check.
time=$(git -C "$root" log -1 --format=%ct)
buildah bud --quiet --format docker --timestamp "$time" --build-arg "BASE=$base" --pull-never --tag "$name" \
  --file "$file" "$context" >/dev/null
container=$(buildah from --pull-never "$name")
# In the image itself: the user is an ordinary one, and everything that a job calls, or whoever runs the server, starts.
if [ "$kind" = command ]; then
  # shellcheck disable=SC2016 # It is the shell of the image that expands.
  buildah run "$container" -- sh -euc 'test "$(id -u)" != 0; arkindex-ci --version; git --version; buildah --version; skopeo --version
    node -e "new (require(\"/usr/lib/arkindex-ci/node_modules/better-sqlite3\"))(\":memory:\").close()"' >&2
else
  # shellcheck disable=SC2016
  buildah run "$container" -- sh -euc 'test "$(id -u)" != 0
    arkindex-ci server --host 127.0.0.1 --port "$1" >/tmp/out 2>/tmp/log &
    server=$!
    tries=0
    until arkindex-ci server health --url "http://127.0.0.1:$1"; do
      tries=$((tries + 1))
      if [ "$tries" -gt 50 ]; then cat /tmp/out /tmp/log; exit 1; fi
      sleep 0.2
    done >/tmp/health
    tail -n 1 /tmp/health
    sleep 2
    memory=$(($(sed -n "s/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p" "/proc/$server/status") / 1024))
    test -s /var/lib/arkindex/arkindex.sqlite
    kill -TERM "$server"
    wait "$server"
    echo "The server at rest: $memory MB of memory"
    if [ "$memory" -gt "$2" ]; then
      echo "That is more than the $2 MB that it may have."
      exit 1
    fi' sh "$((20000 + $$ % 10000))" "$most_memory" >&2
fi
buildah rm "$container" >/dev/null

"$root/container/check-size.sh" "$name" "$base" "$most"
