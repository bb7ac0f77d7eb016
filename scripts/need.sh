#!/usr/bin/env bash
# Sees to it that the programs named are there: need.sh redis-server chromium.
# What is missing is installed with apt-get where that may be done without a
# question; else it says what to install, and fails.
set -eu

# Debian's servers stand where only root's PATH leads.
PATH="$PATH:/usr/sbin"

# there says whether a program is there. Chromium goes by many names, and the
# servers of PostgreSQL stand where nobody's PATH leads.
there() {
	if [ "$1" = postgresql ]; then
		set -- initdb /usr/lib/postgresql/*/bin/initdb
	fi
	if [ "$1" = chromium ]; then
		set -- chromium chromium-browser google-chrome google-chrome-stable headless-shell
	fi
	for name in "$@"; do
		if command -v "$name" >/dev/null; then return 0; fi
	done
	return 1
}

# may says whether root's rights are to be had without a password.
may() { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

missing=""
for program in "$@"; do
	there "$program" || missing="$missing $program"
done
if [ -z "$missing" ]; then exit 0; fi

# On Debian the packages have the programs' names, but for the C compiler, which
# the race detector needs, and promtool, which comes with Prometheus.
packages=${missing/ cc/ gcc libc6-dev}
packages=${packages/ promtool/ prometheus}
if command -v apt-get >/dev/null && may; then
	echo "installing$packages" >&2
	as_root apt-get update -qq >&2
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >&2
	exit 0
fi

echo "missing:$missing" >&2
echo "Debian, Ubuntu: sudo apt-get install$packages; macOS: brew install redis nginx prometheus postgresql; brew install --cask chromium" >&2
exit 1
