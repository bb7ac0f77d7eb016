package digest

import (
	"context"
	"slices"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// pendingRead is how many requests that wait are read: more than anybody lets
// wait.
const pendingRead = 1000

// Report is what admins are told about the week that was and the one to come.
type Report struct {
	Pending     []space.Booking // what waits for a decision, the oldest first
	Queue       int             // how many wishes wait
	Clashes     []space.Clash
	Misfits     []space.Misfit
	Last, Next  []space.Share // of the rooms, all of them together at the end
	Missed      []space.Booking
	Silent      []space.Community
	Unreachable []space.Community // none of whose leads, or whose group, can be written to

	week *week
}

// Report reads and plans the admins' digest. Shut are the chats that cannot be
// written to.
func (c *Composer) Report(ctx context.Context, shut map[int64]store.Unreachable) (Report, error) {
	w, err := c.common(ctx)
	if err != nil {
		return Report{}, err
	}
	r := Report{week: w, Queue: w.lines.Waiting(), Clashes: c.Point.Clashes(w.lines.Days, c.Now), Unreachable: cutOff(w.communities, shut)}
	for _, read := range []func(context.Context, *Report) error{c.pending, c.bothWeeks, c.missed, c.silent} {
		if err := read(ctx, &r); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (c *Composer) pending(ctx context.Context, r *Report) error {
	all, _, err := c.Store.Pending(ctx, 0, pendingRead)
	r.Pending = all
	return err
}

// bothWeeks reads what held the rooms in the last week and will from now on.
func (c *Composer) bothWeeks(ctx context.Context, r *Report) error {
	today := c.Point.Day(c.Now)
	all, err := c.Store.Scheduled(ctx, c.Point.RoomIDs(), c.Point.At(today.Plus(-space.DigestDays), 0), time.Time{})
	r.Last = c.Point.Shares(all, today.Plus(-space.DigestDays), space.DigestDays)
	r.Next = c.Point.Shares(all, today, space.DigestDays)
	r.Misfits = c.Point.Misfits(slices.DeleteFunc(all, func(b space.Booking) bool { return b.Start.Before(c.Now) }))
	return err
}

func (c *Composer) missed(ctx context.Context, r *Report) error {
	since := c.Now.AddDate(0, 0, -space.DigestDays)
	all, err := c.Store.MissedSince(ctx, since)
	r.Missed = slices.DeleteFunc(all, func(b space.Booking) bool { return b.Start.Before(since) })
	return err
}

func (c *Composer) silent(ctx context.Context, r *Report) error {
	ids := make([]string, len(r.week.communities))
	for i, one := range r.week.communities {
		ids[i] = one.ID
	}
	last, err := c.Store.LastStarts(ctx, ids)
	r.Silent = space.Silent(r.week.communities, last, c.Now)
	return err
}

// cutOff are the active communities whose group cannot be written to, or that
// have no lead who can.
func cutOff(all []space.Community, shut map[int64]store.Unreachable) []space.Community {
	gone := map[int64]bool{}
	for id := range shut {
		gone[id] = true
	}
	var some []space.Community
	for _, c := range all {
		if c.Active() && (!c.Reached(gone) || gone[c.Chat]) {
			some = append(some, c)
		}
	}
	return some
}

// Empty says whether there is nothing to tell: nothing waits, was or will be.
func (r Report) Empty() bool {
	quiet := func(shares []space.Share) bool { return shares[len(shares)-1].Used == 0 }
	return len(r.Pending)+r.Queue+len(r.Misfits)+len(r.Missed)+len(r.Silent)+len(r.Unreachable) == 0 && quiet(r.Last) && quiet(r.Next)
}
