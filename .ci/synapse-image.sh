#!/usr/bin/env bash
# Builds a container image of Synapse from Debian's packages, for machines that reach no registry of images.
# Usage: .ci/synapse-image.sh [TAG]     (synapse:local unless given; nothing happens when the image is there)
set -euo pipefail

tag=${1:-synapse:local}
if docker image inspect "$tag" >/dev/null 2>&1; then
  echo "$tag is there already"
  exit
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The mirror's Release file may be past its date, which says nothing about packages that are thrown away after the tests.
mmdebstrap --quiet --variant=minbase --components=main --include=matrix-synapse \
  --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='APT::Install-Recommends "false"' \
  sid "$folder/rootfs.tar"
docker import "$folder/rootfs.tar" "$tag"
