package simulate

import (
	"slices"
	"time"

	"samovar/internal/space"
)

// Figures are what came of one way of sharing rooms.
type Figures struct {
	Served      int     // requests that got a room
	Hours       float64 // of events that were held
	Empty       float64 // hours for which nobody came
	Freed       float64 // hours given up beforehand
	Again       float64 // of them, the share that was booked again
	Missed      float64 // of the freed hours, those that stayed empty though somebody waited who would have fitted
	AgainWanted float64 // of both, the share that was booked again
	OfBest      float64 // of what those who waited could have filled at best, the share that was booked again
	Jain        float64 // of the communities' hours against their fair share
	Median      time.Duration
	Mean        time.Duration
	Offers      int
	Taken       int
	Shares      []float64 // of each community: its hours against its fair share
}

// Result is both ways on the same requests.
type Result struct {
	Settings
	Requests int
	Asked    float64   // hours of the events that would have been held
	Fair     []float64 // each community's max-min fair share in hours, the busiest first
	Demand   []float64 // hours that each asked for
	First    Figures   // first come, first served
	Queue    Figures
}

// figures sums a ledger up. The fair shares are left to compare, for they are
// the same for both ways.
func (l *ledger) figures() Figures {
	f := Figures{Served: len(l.waits), Empty: l.empty.Hours(), Offers: l.offers, Taken: l.taken}
	for _, had := range l.had {
		f.Hours += had.Hours()
	}
	freed, again, missed, could, did := l.reuse()
	f.Freed, f.Again = freed.Hours(), share(again.Hours(), freed.Hours())
	f.Missed, f.AgainWanted = missed.Hours(), share(again.Hours(), (again+missed).Hours())
	f.OfBest = share(did.Hours(), could.Hours())
	f.Median, f.Mean = middle(l.waits)
	return f
}

// compare holds what each community had against its fair share of the hours
// that the better of both ways gave.
func compare(s Settings, all []*request, first, queue *ledger) Result {
	r := Result{Settings: s, Requests: len(all), Demand: make([]float64, s.Communities), First: first.figures(), Queue: queue.figures()}
	for _, q := range all {
		if q.fate.holds() {
			r.Demand[q.community] += q.want.Length.Hours()
			r.Asked += q.want.Length.Hours()
		}
	}
	r.Fair = space.MaxMin(r.Demand, max(r.First.Hours, r.Queue.Hours))
	r.First.Shares, r.Queue.Shares = shares(first.had, r.Fair), shares(queue.had, r.Fair)
	r.First.Jain, r.Queue.Jain = space.Jain(r.First.Shares), space.Jain(r.Queue.Shares)
	return r
}

// shares are the parts of their fair share that communities had; those that
// asked for nothing are left out.
func shares(had []time.Duration, fair []float64) []float64 {
	var all []float64
	for i, f := range fair {
		if f > 0 {
			all = append(all, had[i].Hours()/f)
		}
	}
	return all
}

func share(part, whole float64) float64 {
	if whole == 0 {
		return 1
	}
	return part / whole
}

func middle(waits []time.Duration) (median, mean time.Duration) {
	if len(waits) == 0 {
		return 0, 0
	}
	slices.Sort(waits)
	for _, w := range waits {
		mean += w / time.Duration(len(waits))
	}
	return waits[len(waits)/2], mean
}
