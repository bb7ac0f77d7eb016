#!/bin/sh
# Looks with govulncheck whether the bot calls anything that is known to be
# unsafe. It fails where it does. The list of what is known is at vuln.go.dev:
# where that cannot be reached, or the program cannot be had, nothing is looked
# at, and this says so and does not fail.
set -u
cd "$(dirname "$0")/.."
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
GOBIN="$bin" ${GO:-go} install golang.org/x/vuln/cmd/govulncheck@v1.8.0 2>"$bin/why"
[ -x "$bin/govulncheck" ] && "$bin/govulncheck" ${VULNDB:+-db "$VULNDB"} ./... >"$bin/found" 2>>"$bin/why"
case $? in
0) echo "govulncheck: nothing that is known to be unsafe is called" ;;
3)
	cat "$bin/found"
	exit 1
	;;
*)
	echo "govulncheck was left out, nothing was looked at:"
	grep -vE "^(go: downloading|goroutine|\t|created by)" "$bin/why" | head -n 3
	;;
esac
