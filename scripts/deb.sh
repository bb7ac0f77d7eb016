#!/usr/bin/env bash
# Makes the Debian package in dist/: deb.sh [VERSION]. Without a version it is
# that of the last tag, or 0.0.0 and the commit. nfpm packs it; NFPM names
# another one than Go fetches.
set -eu
cd "$(dirname "$0")/.."

GO="${GO:-go}"
NFPM="${NFPM:-$GO run github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.44.1}"
VERSION="${1:-$(git describe --tags --match 'v*' 2>/dev/null || echo "0.0.0~git$(git rev-parse --short HEAD)")}"
export VERSION="${VERSION#v}"
ARCH="$($GO env GOARCH)"
export ARCH

mkdir -p dist/deb
CGO_ENABLED=0 $GO build -trimpath -tags timetzdata -ldflags "-s -w" -o dist/deb/samovar ./cmd/samovar
gzip -9nc CHANGELOG.md > dist/deb/CHANGELOG.md.gz
GOFLAGS= $NFPM package --config deploy/nfpm.yaml --packager deb --target dist/
