#!/bin/sh
# Looks with govulncheck whether the bot calls anything that is known to be
# unsafe, and fails where it does. The list of what is known is at vuln.go.dev,
# the program comes from the Go proxy: where the network does not lead to either,
# nothing is looked at, and this says so and does not fail. Whatever else keeps
# govulncheck from looking is a failure.
set -u
cd "$(dirname "$0")/.."
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
GOBIN="$bin" ${GO:-go} install golang.org/x/vuln/cmd/govulncheck@v1.8.0 2>"$bin/why" &&
	"$bin/govulncheck" ${VULNDB:+-db "$VULNDB"} ./... >"$bin/found" 2>"$bin/why"
case $? in
0)
	echo "govulncheck: nothing that is known to be unsafe is called"
	exit
	;;
3)
	cat "$bin/found"
	exit 1
	;;
esac
# A request that got no answer reads: Get "https://…": dial tcp: …
if grep -E 'Get "https?://[^"]*": ' "$bin/why" | grep -v x509: >"$bin/lost"; then
	echo "govulncheck was left out, nothing was looked at: there is no way to the network"
	head -n 3 "$bin/lost"
	exit
fi
echo "govulncheck failed, nothing was looked at:"
grep -vE "^(go: downloading|goroutine|	|created by)" "$bin/why" | head -n 10
exit 1
