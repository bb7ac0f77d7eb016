package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

// checkTime is how long the checks of one call may take.
const checkTime = 3 * time.Second

// Check is one thing that must work for the process to be of use.
type Check struct {
	Name string // shown to whoever asks
	Run  func(ctx context.Context) error
	Word func() string // says how it works; "ok" where it is nil or has none
}

func (c Check) word() string {
	if c.Word != nil {
		if word := c.Word(); word != "" {
			return word
		}
	}
	return "ok"
}

// readiness answers 200 when all checks pass, else 503. Why one failed is
// logged, not shown: the page may be open to all.
type readiness struct {
	checks []Check
	log    *slog.Logger
}

// ServeHTTP answers with one line a check.
func (r readiness) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	ctx, cancel := context.WithTimeout(request.Context(), checkTime)
	defer cancel()
	faults := r.run(ctx)
	status := http.StatusOK
	for _, err := range faults {
		if err != nil {
			status = http.StatusServiceUnavailable
		}
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	for i, err := range faults {
		word := r.checks[i].word()
		if err != nil {
			word = "not ready"
			r.log.Warn("not ready", "part", r.checks[i].Name, "err", err)
		}
		fmt.Fprintf(w, "%s: %s\n", r.checks[i].Name, word)
	}
}

// run asks all checks at once.
func (r readiness) run(ctx context.Context) []error {
	faults := make([]error, len(r.checks))
	var all sync.WaitGroup
	for i, check := range r.checks {
		all.Go(func() { faults[i] = check.Run(ctx) })
	}
	all.Wait()
	return faults
}
