package emulator

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"time"
)

// FaultKind is a way in which a call can fail.
type FaultKind string

// The kinds of faults.
const (
	TooMany     FaultKind = "429"          // refused, with Fault.Seconds to wait
	ServerError FaultKind = "5xx"          // Fault.Status, 502 when zero
	LostAnswer  FaultKind = "lost"         // applied, then the connection is cut
	Hang        FaultKind = "hang"         // not applied, and no answer comes
	HangApplied FaultKind = "hang-applied" // applied, and no answer comes
)

// Fault makes calls fail: the next so many, or each with a probability.
type Fault struct {
	Kind FaultKind `json:"kind"`
	// Method is the one that fails; empty means any but getUpdates.
	Method string `json:"method"`
	// Seconds go with a 429 (one when zero), and bound a hung connection,
	// which otherwise ends when the bot gives it up.
	Seconds int `json:"seconds,omitempty"`
	// Status of a ServerError.
	Status int `json:"status,omitempty"`
	// HTML gives a ServerError the body of a proxy instead of JSON.
	HTML bool `json:"html,omitempty"`
	// Next is how many calls fail. Zero with a Probability means no end.
	Next int `json:"next,omitempty"`
	// Probability that a call fails, drawn from a source seeded with Seed.
	Probability float64 `json:"probability,omitempty"`
	Seed        uint64  `json:"seed,omitempty"`
}

type activeFault struct {
	Fault
	id    int
	left  int
	draws *rand.Rand
}

// AddFault switches a fault on and returns its number.
func (s *Server) AddFault(f Fault) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.Next == 0 && f.Probability == 0 {
		f.Next = 1
	}
	s.lastFault++
	s.faults = append(s.faults, &activeFault{Fault: f, id: s.lastFault, left: f.Next, draws: rand.New(rand.NewPCG(f.Seed, 1))})
	s.touch()
	return s.lastFault
}

// ClearFaults switches all faults off.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
	s.touch()
}

// EndFault switches one fault off, by its number.
func (s *Server) EndFault(number int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = slices.DeleteFunc(s.faults, func(f *activeFault) bool { return f.id == number })
	s.touch()
}

// Faults are those switched on whose calls have not all failed yet.
func (s *Server) Faults() []Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.activeFaults()
}

func (s *Server) activeFaults() []Fault {
	var out []Fault
	for _, f := range s.faults {
		if !f.over() {
			left := f.Fault
			left.Next = f.left
			out = append(out, left)
		}
	}
	return out
}

func (f *activeFault) over() bool { return f.Next > 0 && f.left == 0 }

// strike picks the fault that a call meets, if any.
func (s *Server) strike(method string) *activeFault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if f.hits(method) {
			return f
		}
	}
	return nil
}

func (f *activeFault) hits(method string) bool {
	if f.over() || (f.Method != method && (f.Method != "" || method == "getUpdates")) {
		return false
	}
	if f.Probability > 0 && f.draws.Float64() >= f.Probability {
		return false
	}
	if f.Next > 0 {
		f.left--
	}
	return true
}

func (f *activeFault) label() string {
	if f == nil {
		return ""
	}
	return string(f.Kind)
}

// beforehand plays the faults that keep a call from being applied.
func (f *activeFault) beforehand(s *Server, w http.ResponseWriter, r *http.Request, rec *Call) bool {
	switch f.label() {
	case string(TooMany):
		body := s.record(rec, nil, tooMany(max(1, f.Seconds)))
		write(w, body, rec.Status)
	case string(ServerError):
		f.breakDown(s, w, rec)
	case string(Hang):
		s.record(rec, nil, &failure{code: 0, description: "no answer, not applied"})
		f.hang(s, r)
	default:
		return false
	}
	return true
}

func (f *activeFault) breakDown(s *Server, w http.ResponseWriter, rec *Call) {
	status := orElse(f.Status, http.StatusBadGateway)
	body := s.record(rec, nil, &failure{code: status, description: http.StatusText(status)})
	if !f.HTML {
		write(w, body, status)
		return
	}
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "<html><head><title>%d %s</title></head><body><h1>nginx</h1></body></html>\n", status, http.StatusText(status))
}

// afterwards plays the faults of a call that was applied.
func (f *activeFault) afterwards(s *Server, r *http.Request) {
	switch f.label() {
	case string(LostAnswer):
		panic(http.ErrAbortHandler)
	case string(HangApplied):
		f.hang(s, r)
	}
}

// hang holds the connection until the bot gives up, then cuts it.
func (f *activeFault) hang(s *Server, r *http.Request) {
	var over <-chan time.Time
	if f.Seconds > 0 {
		timer := time.NewTimer(time.Duration(f.Seconds) * time.Second)
		defer timer.Stop()
		over = timer.C
	}
	select {
	case <-r.Context().Done():
	case <-s.done:
	case <-over:
	}
	panic(http.ErrAbortHandler)
}
