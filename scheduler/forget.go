package scheduler

import (
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	// partAgain is how long a forgetting waits for an announcement that is under
	// way, before it looks again.
	partAgain = time.Minute
	// partSoon is how long it waits likewise for what answers the person, and
	// partWaits how long in all: what is on its way leaves traces when it arrives.
	partSoon  = time.Second
	partWaits = time.Minute
)

// forget goes a step on with forgetting a person. What they had ahead they gave
// up when they asked for it; here they are taken out of what happened, batch by
// batch, and at last what is theirs alone goes, with the word that it is done.
// Who is killed between goes on where it was.
func (r *round) forget(d space.Due) (store.Change, error) {
	part, err := space.ParseParting(d.Subject)
	if err != nil {
		return store.Change{}, nil // not of ours: there is nobody to look for
	}
	people, err := r.db.People(r.ctx, []int64{part.Person})
	if err != nil || len(people) == 0 || people[0].Leaving.IsZero() {
		return store.Change{}, err
	}
	if part.Before == 0 {
		return r.partForGood(d, part, people[0])
	}
	return r.partFrom(d, part, people[0])
}

// partFrom takes a person out of a batch of bookings and logs.
func (r *round) partFrom(d space.Due, part space.Parting, who space.Person) (store.Change, error) {
	some, next, err := r.db.MadeBefore(r.ctx, part.Before, sweepBatch)
	if err != nil {
		return store.Change{}, err
	}
	e, eraser := &store.Erasure{}, space.EraserOf(who.Party())
	for _, h := range some {
		eraseFrom(e, eraser, h)
	}
	if err := r.eraseSeries(e, eraser, some); err != nil {
		return store.Change{}, err
	}
	part.Before = next
	return store.Change{Erase: e, Due: []space.Due{part.Due(d.For, r.now)}}, nil
}

// eraseFrom takes people out of a booking and its log.
func eraseFrom(e *store.Erasure, eraser space.Eraser, h store.History) {
	eraseBooking(e, eraser, h.Booking)
	for i, line := range h.Log {
		if left, differs := eraser.Entry(h.Booking, line); differs {
			e.Lines = append(e.Lines, store.LogLine{Booking: h.ID, Place: i, Entry: left})
		}
	}
}

func eraseBooking(e *store.Erasure, eraser space.Eraser, b space.Booking) {
	if left, differs := eraser.Booking(b); differs {
		e.Bookings = append(e.Bookings, store.Rewritten{Before: b, After: left})
	}
}

// eraseSeries takes a person out of the series of bookings.
func (r *round) eraseSeries(e *store.Erasure, eraser space.Eraser, some []store.History) error {
	var seen []string
	for _, h := range some {
		if h.Series == "" || slices.Contains(seen, h.Series) {
			continue
		}
		seen = append(seen, h.Series)
		s, ok, err := r.db.Series(r.ctx, h.Series)
		if err != nil {
			return err
		}
		if left, differs := eraser.Series(s); ok && differs {
			e.Series = append(e.Series, left)
		}
	}
	return nil
}

// partForGood removes what is a person's alone.
func (r *round) partForGood(d space.Due, part space.Parting, who space.Person) (store.Change, error) {
	if lifts, err := r.eraseLifts(who); err != nil || len(lifts) > 0 {
		d.At = r.now // until there is none: what was read before may be written after it
		return store.Change{Erase: &store.Erasure{Lifts: lifts}, Due: []space.Due{d}}, err
	}
	traces, err := r.db.Traces(r.ctx)
	if err != nil {
		return store.Change{}, err
	}
	got, err := r.db.Received(r.ctx, traces.Broadcasts, who.ID)
	if err != nil {
		return store.Change{}, err
	}
	if slices.ContainsFunc(got, func(b space.Broadcast) bool { return b.Ended.IsZero() }) {
		d.At = r.now.Add(partAgain) // it counts its recipients by their places
		return store.Change{Due: []space.Due{d}}, nil
	}
	if answers, err := r.db.Unanswered(r.ctx, who.ID); err != nil || answers && r.now.Sub(who.Leaving) < partWaits {
		d.At = r.now.Add(partSoon)
		return store.Change{Due: []space.Due{d}}, err
	}
	change := store.Change{Erase: &store.Erasure{Person: &who}}
	for _, add := range []func(space.Person, store.Traces, *store.Change) error{
		r.partFromTraces, r.partFromHouse, r.partFromCommunities, r.partFromWishes, r.partFromClock,
	} {
		if err := add(who, traces, &change); err != nil {
			return change, err
		}
	}
	if err := r.Store.DropHome(r.ctx, who.ID); err != nil {
		return change, err
	}
	if err := r.db.Wipe(r.ctx, traces, who.ID); err != nil {
		return change, err
	}
	if part.Tells {
		o := r.out(d, who.ID, r.Texts.In(lang.Of(who.Language)).T("privacy.forgotten"), nil)
		o.Lane, o.Occasion = chat.Reply, "" // an occasion would name them in the logs
		change.Outs = append(change.Outs, o)
	}
	return change, nil
}

// eraseLifts are a batch of the wishes that they put first, without them.
func (r *round) eraseLifts(who space.Person) (left []space.Wish, err error) {
	lifted, err := r.db.AllLifted(r.ctx)
	for _, w := range lifted {
		if w.Resident.ID == who.ID && !w.State.Live() {
			continue // it goes altogether
		}
		if after, differs := space.EraserOf(who.Party()).Lift(w); differs && len(left) < sweepBatch {
			left = append(left, after)
		}
	}
	return left, err
}

// partFromTraces removes their links and takes them out of groups and
// announcements.
func (r *round) partFromTraces(who space.Person, traces store.Traces, change *store.Change) error {
	eraser := space.EraserOf(who.Party())
	for _, i := range traces.Invites {
		if i.By.ID == who.ID {
			change.UsedInvites = append(change.UsedInvites, i)
		}
	}
	for _, g := range traces.Groups {
		if left, differs := eraser.Group(g); differs {
			change.Erase.Groups = append(change.Erase.Groups, left)
		}
	}
	for _, b := range traces.Broadcasts {
		if left, differs := eraser.Broadcast(b); differs {
			change.Erase.Broadcasts = append(change.Erase.Broadcasts, left)
		}
	}
	return nil
}

// partFromHouse takes them out of the staff, the house and its news.
func (r *round) partFromHouse(who space.Person, _ store.Traces, change *store.Change) error {
	eraser := space.EraserOf(who.Party())
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return err
	}
	if left, differs := eraser.Staff(staff); differs {
		change.Staff = &left
	}
	house, err := r.db.House(r.ctx)
	if err != nil {
		return err
	}
	if left, differs := eraser.House(house); differs {
		change.House = &left
	}
	news, err := r.db.News(r.ctx)
	if left, differs := eraser.News(news); differs {
		change.News = &left
	}
	return err
}

func (r *round) partFromCommunities(who space.Person, _ store.Traces, change *store.Change) error {
	all, err := r.db.Communities(r.ctx)
	for _, c := range all {
		if left, differs := space.EraserOf(who.Party()).Community(c); differs {
			change.Communities = append(change.Communities, store.CommunityChange{Before: &c, After: left})
		}
	}
	return err
}

// partFromWishes removes their wishes, and whatever conversation they are in.
func (r *round) partFromWishes(who space.Person, _ store.Traces, change *store.Change) error {
	wishes, err := r.db.WishesOf(r.ctx, who.ID)
	if err != nil {
		return err
	}
	change.Erase.Wishes = slices.DeleteFunc(wishes, func(w space.Wish) bool { return w.State.Live() })
	known, err := r.db.Know(r.ctx, who.ID, who.ID, 0)
	if known.Talking {
		change.Erase.Chat = &known.Session
	}
	return err
}

// partFromClock takes out what the clock had to do for them.
func (r *round) partFromClock(who space.Person, _ store.Traces, change *store.Change) error {
	for _, about := range space.DueAbout(who.ID) {
		planned, err := r.db.Planned(r.ctx, about.Kind, about.Subject)
		if err != nil {
			return err
		}
		change.Undue = append(change.Undue, planned...)
	}
	return nil
}
