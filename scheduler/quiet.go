package scheduler

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// What quiet hours do. What only reminds or asks waits until they end: the very
// thing that is due is planned anew for then by the commit that takes it, so it
// comes once, worded as things stand then, and not at all when its occasion has
// moved meanwhile. What would be of no use by then comes at once, and what
// happens (a request expires, a slot is offered, a room is given back) is told at
// once, too, with the write that does it: kept back it would come after what
// people did since. All that is sent in quiet hours makes no sound.

// whenAwake is when to send what several people get: as soon as one of them is
// awake, or at once, where it would be of no use later.
func (r *round) whenAwake(readers []space.Settings, useless time.Time) time.Time {
	var first time.Time
	for _, s := range readers {
		if at := s.When(r.now, useless, r.point.Zone); first.IsZero() || at.Before(first) {
			first = at
		}
	}
	return first
}

// postponed plans what is due anew, under its own name: another process that
// takes it at once finds its readers asleep, too.
func postponed(d space.Due, at time.Time) store.Change {
	d.At = at
	return store.Change{Due: []space.Due{d}}
}

// asleep says whether those who are to be asked about a booking sleep, and plans
// to ask them when they wake.
func (r *round) asleep(d space.Due, people []int64, useless time.Time) (store.Change, bool, error) {
	readers, err := r.readers(people)
	all := make([]space.Settings, len(readers))
	for i, to := range readers {
		all[i] = to.settings
	}
	at := r.whenAwake(all, useless)
	return store.Change{Due: []space.Due{keptBack(d, "", at)}}, at.After(r.now), err
}

// keptFor divides the subject of what was kept back about a booking from the
// reader that it was kept back for, if it was for one. Under that name it is no
// part of the booking's agenda: whatever else changes of the booking, it stays.
const keptFor = "@"

// keptBack is what is due about a booking as it is planned anew.
func keptBack(d space.Due, reader string, at time.Time) space.Due {
	id, _, _ := strings.Cut(d.Subject, keptFor)
	d.Subject, d.At = id+keptFor+reader, at
	return d
}

// onlyFor returns the reader that a reminder was kept back for; 0 when it is for
// all whom the booking concerns.
func onlyFor(d space.Due) int64 {
	_, number, _ := strings.Cut(d.Subject, keptFor)
	reader, _ := strconv.ParseInt(number, 10, 64)
	return reader
}

// late does what was kept back as if it were due now.
func late(do func(space.Due) (store.Change, error)) func(space.Due) (store.Change, error) {
	return func(d space.Due) (store.Change, error) {
		d.Subject, _, _ = strings.Cut(d.Subject, keptFor)
		return do(d)
	}
}

// hush takes the sound off what the clock sends to people in their quiet hours,
// and off announcements to groups in theirs.
func (w *watch) hush(ctx context.Context, change *store.Change, now time.Time) error {
	asleep, err := w.sleepers(ctx, change.Outs, now)
	for i := range change.Outs {
		if o := &change.Outs[i]; sounds(*o) && asleep[o.Chat] {
			o.Silent = true
		}
	}
	return err
}

// sleepers are the chats of messages that have their quiet hours.
func (w *watch) sleepers(ctx context.Context, outs []chat.Out, now time.Time) (map[int64]bool, error) {
	asleep := map[int64]bool{}
	var ids, groups []int64
	for _, o := range outs {
		switch {
		case !sounds(o):
		case o.Chat > 0:
			ids = append(ids, o.Chat)
		case o.Broadcast != "":
			groups = append(groups, o.Chat)
		}
	}
	tied, err := w.db.CommunitiesOfGroups(ctx, groups)
	if err != nil {
		return nil, err
	}
	for _, id := range groups {
		asleep[id] = slices.ContainsFunc(tied[id], func(c space.Community) bool { return c.Settings.IsQuiet(now, w.point.Zone) })
	}
	people, err := w.db.People(ctx, ids)
	for _, p := range people {
		asleep[p.ID] = p.Settings.IsQuiet(now, w.point.Zone)
	}
	return asleep, err
}

// sounds says whether a message would be heard.
func sounds(o chat.Out) bool { return !o.Silent && (o.Kind == chat.Say || o.Kind == chat.Send) }
