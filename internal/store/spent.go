package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// What a holder has had of the rooms stands in one sorted set, by the start of
// each: "booking minutes state", and of a date of a series its id, so that a
// standing needs no booking to be read. An offer that is held counts as a
// booking that waits.
func spentMember(id string, s space.Slot, state space.State) string {
	return fmt.Sprintf("%s %d %s", id, int(s.Length()/time.Minute), state)
}

func bookingSpent(b space.Booking) string {
	return strings.TrimSuffix(spentMember(b.ID, b.Slot, b.State)+" "+b.Series, " ")
}

func offerSpent(w space.Wish) string { return spentMember(w.ID, w.Offer.Slot, space.Confirmed) }

// counts says whether a booking in this state counts for its holder.
func counts(s space.State) bool { return s.Holds() || s == space.Done || s == space.NoShow }

func (p *Point) writeSpent(w *writing, c BookingChange) {
	if c.Before != nil && counts(c.Before.State) {
		w.leave(p.keys.spent(c.Before.Holder()), bookingSpent(*c.Before))
	}
	if counts(c.After.State) {
		w.enter(p.keys.spent(c.After.Holder()), bookingSpent(c.After), c.After.Start.Unix())
	}
}

// Standings returns what each of the holders has had and has ahead, as the
// policy counts it.
func (p *Point) Standings(ctx context.Context, holders []string, policy space.Policy, now time.Time) (map[string]space.Standing, error) {
	return p.StandingsAfter(ctx, Change{}, holders, policy, now)
}

// StandingsAfter returns the standings as they are once a change is written.
func (p *Point) StandingsAfter(ctx context.Context, c Change, holders []string, policy space.Policy, now time.Time) (map[string]space.Standing, error) {
	shares, err := p.Shares(ctx, c, holders, policy, now)
	all := make(map[string]space.Standing, len(shares))
	for holder, share := range shares {
		all[holder] = share.Standing
	}
	return all, err
}

// spent is a holder's set as the change will leave it.
func (c Change) spent(holder string, set []redis.Z) []redis.Z {
	gone, come := map[any]bool{}, []redis.Z(nil)
	for _, b := range c.Bookings {
		if b.Before != nil && b.Before.Holder() == holder {
			gone[bookingSpent(*b.Before)] = true
		}
		if b.After.Holder() == holder && counts(b.After.State) {
			come = append(come, redis.Z{Member: bookingSpent(b.After), Score: float64(b.After.Start.Unix())})
		}
	}
	for _, w := range c.Wishes {
		if w.Before != nil && w.Before.State == space.WishOffered && w.Before.Holder() == holder {
			gone[offerSpent(*w.Before)] = true
		}
		if w.After.State == space.WishOffered && w.After.Holder() == holder {
			come = append(come, redis.Z{Member: offerSpent(w.After), Score: float64(w.After.Offer.Start.Unix())})
		}
	}
	return append(slices.DeleteFunc(set, func(z redis.Z) bool { return gone[z.Member] }), come...)
}

func monthOf(d space.Date) space.Date { return space.Date{Year: d.Year, Month: d.Month, Day: 1} }

func earliest(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// spender stands for the holder whose set is read.
const spender = "spender"

func readSpent(entries []redis.Z) ([]space.Booking, error) {
	bookings := make([]space.Booking, 0, len(entries))
	for _, z := range entries {
		member := z.Member.(string)
		part := strings.Fields(member)
		if len(part) != 3 && len(part) != 4 {
			return nil, fmt.Errorf("read standing %q: not three or four parts", member)
		}
		minutes, err := strconv.Atoi(part[1])
		if err != nil {
			return nil, fmt.Errorf("read standing %q: %w", member, err)
		}
		start := time.Unix(int64(z.Score), 0).UTC()
		series := strings.Join(part[3:], "")
		bookings = append(bookings, space.Booking{State: space.State(part[2]), Community: spender, Series: series,
			Slot: space.Slot{Start: start, End: start.Add(time.Duration(minutes) * time.Minute)}})
	}
	return bookings, nil
}
