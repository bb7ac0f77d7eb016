package chaos

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Report is what a run came to.
type Report struct {
	Seed      uint64
	Redis     string // on what it ran: single, sentinel, cluster
	Fsync     string
	Took      time.Duration
	Injected  map[Kind]int
	LeftOut   map[Kind]string // and why
	Updates   Updates
	Messages  Messages
	House     *House
	InFlight  int   // messages that may have come twice, by each fault
	Promised  int   // bookings promised in a lapse and forgotten
	Unsure    int   // and by lost answers
	TakenBack int64 // bytes that masters wrote and failovers took back
	Stop      time.Duration
	Amid      []string // the faults that began shortly before it or in it
	Errors    int      // lines of the logs that a fault explains
	Complaint []string // and those that none does, with all else that is wrong
}

// Bound is how many messages may have come twice.
func (r *Report) Bound() int { return r.InFlight + r.Unsure + r.Messages.Again }

// Wrong is all that must not be, the first of each kind first.
func (r *Report) Wrong() []string {
	all := slices.Concat(r.Updates.Wrong, r.Messages.Wrong, r.House.Wrong, r.Complaint)
	if r.Messages.Doubled > r.Bound() {
		all = append(all, fmt.Sprintf("%d messages came twice, and only %d were in flight", r.Messages.Doubled, r.Bound()))
	}
	return all
}

// String is the table.
func (r *Report) String() string {
	var t strings.Builder
	faults := 0
	for _, n := range r.Injected {
		faults += n
	}
	line := func(name string, value any, words ...any) {
		fmt.Fprintf(&t, "%-34s %10v  %s\n", name, value, fmt.Sprint(words...))
	}
	line("seed", r.Seed, "Redis ", r.Redis, ", appendfsync ", r.Fsync)
	line("faults injected", faults, "in ", r.Took.Round(time.Second))
	for _, k := range Kinds() {
		if why, out := r.LeftOut[k]; out {
			line("  "+string(k), "-", "left out: ", why)
		} else {
			line("  "+string(k), r.Injected[k])
		}
	}
	u, m, h := r.Updates, r.Messages, r.House
	line("updates sent by people", u.Sent)
	line("updates taken, effect written once", u.Handled)
	line("updates lost or doubled", len(u.Wrong))
	line("bookings made", h.Made, h.Decided, " decided, ", h.Ended, " ended")
	line("places in the line", h.Joined, h.Offered, " offers, ", h.Taken, " taken")
	line("effects against the model", len(h.Wrong))
	line("messages due", m.Due, m.Replaced, " more were replaced before they were sent")
	line("messages delivered", m.Delivered)
	line("messages let go", m.LetGo, "of no use any more when their turn came")
	line("messages doubled", m.Doubled, "bound ", r.Bound(), ": ", r.InFlight, " in flight at a fault, ", r.Unsure, " answers lost, ", m.Again, " in a lapse")
	line("messages lost", m.Lost)
	line("answers to presses due", m.Answers, m.TooLate, " came when nobody waited any more")
	line("bytes taken back by failovers", r.TakenBack)
	line("updates forgotten in a lapse", u.Forgotten, "and ", r.Promised, " bookings that were promised, and that ", m.Forgotten, " messages were due")
	line("longest stop", r.Stop.Round(10*time.Millisecond), "nobody was answered, but that the bot is away; amid ", strings.Join(r.Amid, ", "))
	line("errors logged, explained", r.Errors)
	line("wrong in all", len(r.Wrong()))
	return t.String()
}
