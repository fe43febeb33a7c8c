#!/usr/bin/env bash
# Builds the image and tries it: npm run container. Uses Docker where an engine runs, else podman; the base image is made from
# Debian's packages where it cannot be pulled. Exit code 3: something that is needed is missing, and it says what.
set -euo pipefail
cd "$(dirname "$0")/.."
image=${BUTACA_IMAGE:-butaca}
base=docker.io/library/node:24-bookworm-slim

if command -v docker >/dev/null && docker info >/dev/null 2>&1; then
  engine=docker
elif command -v podman >/dev/null; then
  engine=podman
  command -v runc >/dev/null || command -v crun >/dev/null ||
    { echo "missing tool: runc or crun; podman runs containers with one of them (Debian: apt-get install runc)." >&2; exit 3; }
else
  echo "missing container engine: neither a running Docker nor podman was found (Debian: apt-get install podman runc)." >&2
  exit 3
fi
echo "Engine: $engine"

secret=()
# A network with a certificate of its own: Node is told of it in the environment, the build as a secret.
if [ -n "${NODE_EXTRA_CA_CERTS:-}" ]; then secret=(--secret "id=ca,src=$NODE_EXTRA_CA_CERTS"); fi
commit=$(git rev-parse --short=12 HEAD 2>/dev/null || true)

started=$(date +%s)
if [ "$engine" = docker ]; then
  docker build "${secret[@]}" --build-arg "COMMIT=$commit" -t "$image" .
else
  podman image exists "$base" || podman pull -q "$base" 2>/dev/null || scripts/container-base.sh "$base"
  podman build --pull=never --format docker --ulimit nofile=10000:10000 "${secret[@]}" --build-arg "COMMIT=$commit" -t "$image" .
fi
echo "Built in $(($(date +%s) - started)) s"

node scripts/container-check.ts "$engine" "$image"
