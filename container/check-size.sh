#!/bin/sh
# Prints how large an image is beside its base, and fails where that is more than it may be. A store counts layers; the bytes of a
# root file system are what a runner has on its disk.
#
#   container/check-size.sh IMAGE BASE MEGABYTES
set -eu

if [ $# -ne 3 ] || [ -z "$1" ] || [ -z "$2" ] || [ -z "${3%%*[!0-9]*}" ]; then
  echo "Usage: container/check-size.sh IMAGE BASE MEGABYTES" >&2
  exit 2
fi

measure() {
  container=$(buildah from --pull-never "$1")
  mounted=$(buildah mount "$container")
  du -sm --one-file-system "$mounted" | cut -f1
  buildah rm "$container" >/dev/null
}

whole=$(measure "$1")
bottom=$(measure "$2")
own=$((whole - bottom))
echo "$1: $whole MB, of which $own MB are not the base"
if [ "$own" -gt "$3" ]; then
  echo "That is more than the $3 MB that it may have." >&2
  exit 1
fi
