package handlers

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// impact is what a change of the house does to what is there.
type impact struct {
	house         space.House // as it will be written
	before, after *space.Point
	holding       store.Holding

	hit     []space.Booking // cannot be held any more
	running []space.Booking // neither, but they have begun and go on to their end
	moving  []space.Booking // their change wants what cannot be had any more
	offers  []space.Wish    // held a slot that cannot be had any more
	hopeful []space.Wish    // wait for these days
	vain    []space.Wish    // and can never get what they want any more
	opened  []space.Date    // days that somebody waits for and that open further
}

// impact looks at what the change does, now.
func (k *keeper) impact(house space.House) (impact, error) {
	i := impact{house: house, before: k.point, after: k.point.Config().Under(house)}
	if err := k.readHolding(&i); err != nil {
		return i, err
	}
	for _, b := range i.holding.Bookings {
		i.sort(b, k.now)
	}
	for _, w := range i.holding.Offers {
		if w.State == space.WishOffered && i.before.Hits(i.after, w.Offer.Slot, w.Headcount) != nil {
			i.offers = append(i.offers, w)
		}
	}
	slices.SortStableFunc(i.hit, func(a, b space.Booking) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Room, b.Room))
	})
	return i, k.readLine(&i)
}

// reach is the rooms and the time that the change is about; without an end where
// it has none.
func (k *keeper) reach(i impact) (rooms []string, from, to time.Time) {
	for _, room := range k.point.Rooms {
		if k.Room == nil || *k.Room == "" || *k.Room == room.ID {
			rooms = append(rooms, room.ID)
		}
	}
	from = k.now
	if first := k.point.At(k.First, 0); !k.First.IsZero() && first.After(from) {
		from = first
	}
	if !k.Last.IsZero() {
		to = k.point.At(k.Last.Plus(1), 0)
	}
	return rooms, from, to
}

func (k *keeper) readHolding(i *impact) (err error) {
	rooms, from, to := k.reach(*i)
	i.holding, err = k.db.Holding(k.ctx, rooms, from, to)
	return err
}

// sort puts a booking where it belongs.
func (i *impact) sort(b space.Booking, now time.Time) {
	struck := i.before.Hits(i.after, b.Slot, b.Headcount) != nil
	switch {
	case struck && (b.State == space.Running || !b.Start.After(now)):
		i.running = append(i.running, b)
	case struck:
		i.hit = append(i.hit, b)
	}
	if b.Asks() && i.before.Hits(i.after, b.Change.Slot, b.Change.Headcount) != nil {
		i.moving = append(i.moving, b)
	}
}

// lineRead is how many wishes of a day are looked at: more than ever wait.
const lineRead = 100_000

// readLine looks at who waits for the days that the change is about.
func (k *keeper) readLine(i *impact) error {
	days, err := k.db.DaysWaited(k.ctx, k.now)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, day := range days {
		if day.Before(k.First) || !k.Last.IsZero() && k.Last.Before(day) {
			continue
		}
		if i.before.Widens(i.after, day) {
			i.opened = append(i.opened, day)
		}
		line, err := k.db.Line(k.ctx, day, lineRead)
		if err != nil {
			return err
		}
		for _, w := range line {
			if !seen[w.ID] {
				seen[w.ID] = true
				i.wait(w, k.now)
			}
		}
	}
	return nil
}

func (i *impact) wait(w space.Wish, now time.Time) {
	if w.State != space.WishWaiting {
		return
	}
	i.hopeful = append(i.hopeful, w)
	if w.Check(i.before, now) == nil && w.Check(i.after, now) != nil {
		i.vain = append(i.vain, w)
	}
}

// ends says whether the change ends anything that is there.
func (i impact) ends() bool { return len(i.hit)+len(i.moving)+len(i.offers) > 0 }

// sum is a number of all that the change ends, as it is now: what an admin saw
// is what is done.
func (i impact) sum() string {
	h := fnv.New64a()
	for _, list := range [][]space.Booking{i.hit, i.running, i.moving} {
		for _, b := range list {
			fmt.Fprintf(h, "%s %d,", b.ID, b.Version)
		}
		fmt.Fprint(h, ";")
	}
	for _, w := range i.offers {
		fmt.Fprintf(h, "%s %d,", w.ID, w.Version)
	}
	return strconv.FormatUint(h.Sum64(), 36)
}
