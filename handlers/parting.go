package handlers

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// parting is what a person has at a Point that cannot be without them: what
// becomes of it when they are forgotten.
type parting struct {
	*turn
	led     []space.Community
	heirs   map[string]space.Person // by community: the lead whom its events pass to
	handed  map[string]int          // by community: how many events do
	off     []space.Booking         // that are cancelled
	running []space.Booking         // that have to end first
	wishes  []space.Wish            // that leave the queue
	staff   space.Staff             // as it is without them
	serves  bool                    // whether that differs
	any     bool                    // whether anything is kept of them here
}

// partings are those at all Points, each with a turn of its own; where the
// person acts, this one, at the end. A Point where they are being forgotten is
// left out.
func (t *turn) partings() ([]*parting, error) {
	var all []*parting
	for _, p := range t.Points {
		at := t
		if p.ID != t.point.ID {
			other := *t
			at = &other
			at.write = store.Change{} // handled is the event once this Point has written, too
			at.event.Kind = ""        // its press is answered here
			if err := at.enter(p); err != nil {
				return nil, err
			}
			at.who = at.known.Person
			at.who.ID, at.who.Name, at.who.Username = t.who.ID, t.who.Name, t.who.Username
		}
		one, err := at.parting()
		if err != nil {
			return nil, err
		}
		if one.any && at.who.Leaving.IsZero() {
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b *parting) int { return cmp.Compare(own(t, a), own(t, b)) })
	return all, nil
}

// own puts the Point where the person acts behind the others.
func own(t *turn, p *parting) int {
	if p.turn == t {
		return 1
	}
	return 0
}

// parting reads it.
func (t *turn) parting() (*parting, error) {
	p := &parting{turn: t, heirs: map[string]space.Person{}, handed: map[string]int{}}
	var errs [3]error
	p.led, errs[0] = t.db.CommunitiesOf(t.ctx, t.who.ID)
	bookings, err := t.db.BookingsOf(t.ctx, t.who.ID, time.Time{}, time.Time{})
	errs[1] = err
	p.wishes, errs[2] = t.db.WishesOf(t.ctx, t.who.ID)
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	p.staff, p.serves = space.EraserOf(t.who.Party()).Staff(t.known.Staff)
	p.any = t.known.Person.ID != 0 || t.known.Talking || len(p.led)+len(bookings)+len(p.wishes) > 0 || p.serves
	for _, b := range bookings {
		if err := p.sort(b); err != nil {
			return nil, err
		}
	}
	return p, p.sortWishes()
}

// sort finds what becomes of a booking: an event of a community passes to
// another of its leads, one's own is cancelled.
func (p *parting) sort(b space.Booking) error {
	if !b.State.Holds() || !b.End.After(p.now) {
		return nil
	}
	heir, err := p.heir(b.Community)
	switch {
	case err != nil:
		return err
	case heir:
		p.handed[b.Community]++
	case b.Start.After(p.now):
		p.off = append(p.off, b)
	default:
		p.running = append(p.running, b)
	}
	return nil
}

// sortWishes leaves those that leave the queue.
func (p *parting) sortWishes() (err error) {
	p.wishes = slices.DeleteFunc(p.wishes, func(w space.Wish) bool {
		if !w.State.Live() {
			return true
		}
		heir, wrong := p.heir(w.Community)
		err = errors.Join(err, wrong)
		return heir // it passes with the events
	})
	return err
}

// heir says whether somebody takes over what a person has of a community.
func (p *parting) heir(community string) (bool, error) {
	if _, known := p.heirs[community]; known || community == "" {
		return p.heirs[community].ID != 0, nil
	}
	c, ok, err := p.db.Community(p.ctx, community)
	if err != nil || !ok {
		return false, err
	}
	heirs, err := p.heirsOf(c)
	if len(heirs) > 0 {
		p.heirs[community] = heirs[0]
	} else {
		p.heirs[community] = space.Person{}
	}
	return len(heirs) > 0, err
}

// sumOf is a number of it all as it is now: what the person saw is what is done.
func sumOf(all []*parting) string {
	h := fnv.New32a()
	for _, p := range all {
		fmt.Fprintf(h, "%s %d;", p.point.ID, p.known.Staff.Version)
		for _, c := range p.led {
			fmt.Fprintf(h, "%s %d,", c.ID, c.Version)
		}
		for _, b := range append(slices.Clone(p.off), p.running...) {
			fmt.Fprintf(h, "%s %d,", b.ID, b.Version)
		}
		for _, id := range slices.Sorted(maps.Keys(p.heirs)) {
			fmt.Fprintf(h, "%s %d %d,", id, p.heirs[id].ID, p.handed[id])
		}
		for _, w := range p.wishes {
			fmt.Fprintf(h, "%s %d,", w.ID, w.Version)
		}
	}
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}
