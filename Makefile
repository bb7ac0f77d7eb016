# make demo     play the whole thing in a browser, no token needed
# make test     all tests, with the race detector, on a real redis-server
# make check    what CI runs: format, vet, lint and govulncheck where they can be had, tests
# make bench    the numbers of docs/benchmarks.md, and the time to an offer of docs/queue.md
# make bench-peers  beside PostgreSQL and a grammY bot, at a thousand bookings and a million; draws its charts
# make chaos-weeks  four weeks of three processes that are killed again and again
# make chaos    everything fails, again and again, and nothing may be lost: docs/reliability.md
#               (SEED=7 FAULTS=1000 UPDATES=100000 for the long form, REDIS=sentinel or cluster)
# make fuzz     every fuzz target for ten minutes, or FUZZTIME=30s each
# make build    ./samovar
# make deb      a Debian package in dist/
# make container-check  what deploy/Containerfile puts together, run as an engine would

GO ?= go

.PHONY: build demo test check fuzz bench bench-peers chaos chaos-weeks fmt need deb container-check

build:
	$(GO) build -trimpath -o samovar ./cmd/samovar

demo:
	$(GO) run ./cmd/samovar demo

need:
	@scripts/need.sh redis-server nginx chromium promtool cc

test: need
	$(GO) test -race -timeout 25m ./...

check: need
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "not formatted (make fmt):"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...
	@if command -v golangci-lint >/dev/null; then golangci-lint run; else echo "golangci-lint is not on the PATH: left out"; fi
	@GO="$(GO)" scripts/vuln.sh
	$(GO) test -race -timeout 25m ./...

bench:
	@scripts/need.sh redis-server
	@$(GO) run ./cmd/bench
	@$(GO) test -run '^$$' -bench TimeToOffer -benchtime 1x ./internal/queue

fuzz:
	@scripts/need.sh redis-server
	@GO="$(GO)" scripts/fuzz.sh

bench-peers:
	@scripts/need.sh redis-server npm postgresql
	@$(GO) run ./cmd/bench -only postgres,grammy,startup,growth -charts docs

chaos-weeks:
	@scripts/need.sh redis-server
	@TEST_LONG_WEEKS=1 $(GO) test -count 1 -timeout 40m -v -run TestWeeksOf ./cmd/samovar

chaos:
	@scripts/need.sh redis-server
	@TEST_CHAOS_SEED=$(SEED) TEST_CHAOS_FAULTS=$(FAULTS) TEST_CHAOS_UPDATES=$(UPDATES) TEST_CHAOS_RATE=$(RATE) TEST_CHAOS_FSYNC=$(FSYNC) TEST_CHAOS_REDIS=$(REDIS) \
		$(GO) test -count 1 -timeout 120m -v -run TestWhateverFailsNothingIsLost ./cmd/samovar

deb:
	@GO="$(GO)" scripts/deb.sh $(VERSION)

container-check:
	@scripts/need.sh redis-server
	$(GO) test -count 1 -tags container -timeout 10m -v -run TestTheContainer ./cmd/samovar

fmt:
	gofmt -w .
