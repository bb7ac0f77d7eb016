#!/bin/sh
# Runs every fuzz target of the repository, one after the other, each for
# FUZZTIME (10m where it is not set). What one finds is written into testdata/fuzz
# beside its test, from where `make test` runs it ever after. Little time is spent
# on making inputs smaller: with a Redis behind it hardly any runs twice alike.
set -u
cd "$(dirname "$0")/.."
time=${FUZZTIME:-10m}
failed=
for file in $(grep -rlE '^func Fuzz' --include='*_test.go' . | sort); do
	for target in $(sed -nE 's/^func (Fuzz[A-Za-z0-9_]*)\(.*/\1/p' "$file"); do
		echo "== $target in $(dirname "$file") for $time"
		${GO:-go} test "$(dirname "$file")" -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 50x -parallel "${FUZZPARALLEL:-1}" || failed="$failed $target"
	done
done
[ -z "$failed" ] || { echo "found something:$failed"; exit 1; }
