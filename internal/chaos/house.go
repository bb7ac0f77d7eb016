package chaos

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"samovar/internal/space"
)

// House is the plain model of a building: who holds which room when, kept by
// nothing but a list.
type House struct {
	Headcount int // people at most, at any moment

	Made, Decided, Ended, Joined, Offered, Taken int
	Wrong                                        []string

	bookings map[string]space.Booking
	wishes   map[string]space.Wish
	asked    map[string]int64        // by booking: for whom it was made
	held     map[string][]space.Held // by booking or wish: what it holds now
	over     map[string][]space.Held // by booking that took place: what it held
}

// Entry is what stands in a room's schedule.
type Entry struct {
	Room, ID   string // of a booking or a wish; for what a change wants the id ends with +
	Start, End int64  // set-up and clear-up included, in seconds
}

// NewHouse is one that nobody has booked yet.
func NewHouse(headcount int) *House {
	return &House{Headcount: headcount, bookings: map[string]space.Booking{}, wishes: map[string]space.Wish{},
		asked: map[string]int64{}, held: map[string][]space.Held{}, over: map[string][]space.Held{}}
}

// Replay plays all that was written, and looks at each write whether it may be.
func (h *House) Replay(writes []Write) {
	for _, w := range writes {
		for _, b := range w.Bookings {
			h.move(b)
			h.bookings[b.ID] = b
			if b.State == space.Done {
				h.over[b.ID] = h.held[b.ID]
			}
			h.hold(b.ID, b.Holds())
		}
		for _, one := range w.Wishes {
			h.queue(one)
			h.wishes[one.ID] = one
			h.hold(one.ID, holdOf(one))
		}
		for _, b := range w.Bookings {
			h.fits(b.ID)
		}
		for _, one := range w.Wishes {
			h.fits(one.ID)
		}
	}
}

// move counts what became of a booking, and minds the arrows between states.
func (h *House) move(b space.Booking) {
	was, known := h.bookings[b.ID]
	switch {
	case !known:
		h.Made++
		h.asked[b.ID] = b.Resident.ID
		if b.State != space.Requested && b.State != space.Confirmed {
			h.wrong("booking %s begins as %s", b.ID, b.State)
		}
	case was.State == b.State:
	case !was.State.CanBecome(b.State):
		h.wrong("booking %s goes from %s to %s", b.ID, was.State, b.State)
	case was.State.Waits() && (b.State == space.Confirmed || b.State == space.Declined):
		h.Decided++
	case !b.State.Holds():
		h.Ended++
	}
}

// queue likewise, of a wish.
func (h *House) queue(w space.Wish) {
	was, known := h.wishes[w.ID]
	switch {
	case !known:
		h.Joined++
	case was.State != w.State && !was.State.CanBecome(w.State):
		h.wrong("wish %s goes from %s to %s", w.ID, was.State, w.State)
	case w.State == space.WishOffered && was.State != w.State:
		h.Offered++
	case w.State == space.WishTaken && was.State != w.State:
		h.Taken++
	}
}

// holdOf is what an offer holds.
func holdOf(w space.Wish) []space.Held {
	print, holds := w.Hold()
	if !holds {
		return nil
	}
	return []space.Held{{Slot: w.Offer.Slot, Print: print, Heads: w.Headcount}}
}

// hold notes what is held from now on.
func (h *House) hold(id string, held []space.Held) {
	delete(h.held, id)
	if len(held) > 0 {
		h.held[id] = held
	}
}

// fits looks that what is held overlaps nothing else, and that the building is
// not too full meanwhile.
func (h *House) fits(id string) {
	for _, mine := range h.held[id] {
		for other, its := range h.held {
			for _, one := range its {
				if other != id && mine.Print.Room != "" && mine.Print.Overlaps(one.Print) {
					h.wrong("%s and %s overlap in %s at %s", id, other, mine.Print.Room, mine.Print.Start)
				}
			}
		}
		h.counts(mine.Slot)
	}
}

// counts looks at each quarter of an hour of a slot.
func (h *House) counts(s space.Slot) {
	heads := h.heads()
	for b, after := s.Buckets(); b < after; b++ {
		if heads[b] > h.Headcount {
			h.wrong("%d people are in the building at %s", heads[b], time.Unix(0, b*int64(space.Grid)).UTC())
		}
	}
}

// heads are the people expected, by quarter of an hour.
func (h *House) heads() map[int64]int {
	heads := map[int64]int{}
	for _, its := range h.held {
		for _, one := range its {
			if one.Heads == 0 {
				continue
			}
			for b, after := one.Buckets(); b < after; b++ {
				heads[b] += one.Heads
			}
		}
	}
	return heads
}

// Expects looks that Redis expects as many people, from a moment on, as there
// are: kept by quarter of an hour, as it has them.
func (h *House) Expects(kept map[string]string, from time.Time) {
	heads := h.heads()
	for name := range kept {
		b, err := strconv.ParseInt(name, 10, 64)
		if err != nil {
			h.wrong("people are counted for %q", name)
		}
		heads[b] += 0 // one that should not be there is looked at, too
	}
	for b, n := range heads {
		if has, _ := strconv.Atoi(kept[strconv.FormatInt(b, 10)]); b >= space.Bucket(from) && has != n {
			h.wrong("in quarter %d %d people are counted, not %d", b, has, n)
		}
	}
}

// Shows looks that the schedules of the rooms in Redis are what is held, and what
// was held by what took place.
func (h *House) Shows(kept []Entry) {
	want := map[Entry]bool{}
	for _, all := range []map[string][]space.Held{h.held, h.over} {
		for id, its := range all {
			for i, one := range its {
				name := id
				if i > 0 {
					name += "+"
				}
				if p := one.Print; p.Room != "" {
					want[Entry{p.Room, name, p.Start.Unix(), p.End.Unix()}] = true
				}
			}
		}
	}
	for _, e := range kept {
		if !want[e] {
			h.wrong("%s stands in %s from %s on and holds nothing there", e.ID, e.Room, time.Unix(e.Start, 0).UTC())
		}
		delete(want, e)
	}
	for e := range want {
		h.wrong("%s holds %s from %s on and does not stand there", e.ID, e.Room, time.Unix(e.Start, 0).UTC())
	}
}

// Empty looks that nothing is held any more: every hold ends by itself.
func (h *House) Empty() {
	for id := range h.held {
		h.wrong("%s still holds something", id)
	}
	for id, w := range h.wishes {
		if w.State.Live() {
			h.wrong("wish %s still waits", id)
		}
	}
}

// Agrees looks that what Redis has now is what its own writes come to.
func (h *House) Agrees(now []space.Booking) {
	if len(now) != len(h.bookings) {
		h.wrong("there are %d bookings, and %d were written", len(now), len(h.bookings))
	}
	for _, b := range now {
		if is, was := recordOf(b), recordOf(h.bookings[b.ID]); is != was {
			h.wrong("booking %s is %s, and was written as %s", b.ID, is, was)
		}
	}
}

// recordOf is a booking as it is kept.
func recordOf(b space.Booking) string {
	text, err := json.Marshal(b)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// Has says whether a booking was written.
func (h *House) Has(booking string) bool {
	_, known := h.bookings[booking]
	return known
}

// Asked looks that each booking was asked for once: by who sent the request that
// has its name, or by a wish of theirs. Sent are the requests by name, granted
// those whose receipt somebody read.
func (h *House) Asked(sent, granted map[string]int64) {
	left := map[int64]int{}
	for _, w := range h.wishes {
		if w.State == space.WishTaken {
			left[w.Resident.ID]++
		}
	}
	for id := range h.bookings {
		person := h.asked[id]
		if sent[id] == person {
			continue
		}
		if left[person]--; left[person] < 0 {
			h.wrong("nobody asked for booking %s of %d", id, person)
		}
	}
	for person, n := range left {
		if n > 0 {
			h.wrong("%d took %d offers more than there are bookings", person, n)
		}
	}
	for id, person := range granted {
		if h.asked[id] != person {
			h.wrong("%d was promised booking %s, which is not there", person, id)
		}
	}
}

func (h *House) wrong(format string, args ...any) {
	h.Wrong = append(h.Wrong, fmt.Sprintf(format, args...))
}
