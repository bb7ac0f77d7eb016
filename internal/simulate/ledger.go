package simulate

import (
	"time"

	"samovar/internal/space"
)

// ledger is what is written down while one way is played.
type ledger struct {
	had    []time.Duration // hours of events that were held, by community
	empty  time.Duration   // hours for which nobody came
	waits  []time.Duration // from the request to the room, of those that got one
	given  []*freeing
	offers int
	taken  int
}

func newLedger(communities int) *ledger { return &ledger{had: make([]time.Duration, communities)} }

func (l *ledger) booked(r *request, b space.Booking) {
	l.waits = append(l.waits, b.Created.Sub(r.at))
	for _, f := range l.given {
		f.mark(b.Slot)
	}
}

func (l *ledger) freed(s space.Slot, could time.Duration) *freeing {
	f := &freeing{Slot: s, could: could, used: map[int64]bool{}}
	l.given = append(l.given, f)
	return f
}

func (l *ledger) ended(r *request, b space.Booking) {
	if b.State == space.NoShow {
		l.empty += b.Length()
		return
	}
	l.had[r.community] += b.Length()
}

// reuse sums up the hours that were given up: all, those that were booked
// again, those that stayed empty though somebody waited who would have fitted,
// and what of those that were wanted at once could be filled at best and was.
func (l *ledger) reuse() (freed, again, missed, could, did time.Duration) {
	for _, f := range l.given {
		used := f.again()
		freed += f.Length()
		again += used
		missed += min(f.missed, f.Length()-used)
		could += f.could
		did += min(f.could, used)
	}
	return freed, again, missed, could, did
}
