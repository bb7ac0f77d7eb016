package store

import (
	"samovar/internal/chat"
	"samovar/internal/space"
)

// Erasure is what a commit takes out of what is kept. Nothing follows from it:
// no slot is freed, nothing is logged, and nobody is told.
type Erasure struct {
	Bookings   []Rewritten // without people's names
	Series     []space.Series
	Broadcasts []space.Broadcast
	Groups     []space.Group
	Lines      []LogLine
	Lifts      []space.Wish // without who put them first; their buttons hold on

	Logs      []string      // bookings whose logs go
	Wishes    []space.Wish  // those that go; out of the queue they are already
	Casts     []string      // announcements that go
	Strangers []int64       // who were not known and are forgotten already: for the log
	Person    *space.Person // who goes, with what is kept by their id
	Chat      *chat.Session // their conversation, if there is one
}

// Rewritten is a booking before and after names went.
type Rewritten struct{ Before, After space.Booking }

// LogLine is a line of a booking's log, by its place from 0, as it is to be.
type LogLine struct {
	Booking string
	Place   int
	Entry   space.Entry
}

// writeErasure plans it.
func (p *Point) writeErasure(w *writing, e *Erasure) error {
	if e == nil {
		return nil
	}
	for _, r := range e.Bookings {
		if err := p.rewrite(w, r); err != nil {
			return err
		}
	}
	for _, l := range e.Lines {
		body, err := w.body(l.Entry)
		if err != nil {
			return err
		}
		w.plan.Relogs = append(w.plan.Relogs, relog{w.key(p.keys.log(l.Booking)), l.Place, body})
	}
	p.dropLogs(w, e.Logs)
	p.dropWishes(w, e.Wishes)
	p.dropCasts(w, e.Casts)
	p.dropPerson(w, e)
	return p.rewriteOthers(w, e)
}

// rewrite plans a booking's record. Where its resident went it stands in no list
// of theirs.
func (p *Point) rewrite(w *writing, r Rewritten) error {
	if r.Before.Resident.ID != r.After.Resident.ID {
		w.leave(p.keys.bookingsOf(r.Before.Resident.ID), r.Before.ID)
		if r.Before.Community == "" {
			w.leave(p.keys.spent(r.Before.Holder()), bookingSpent(r.Before))
		}
	}
	return w.put(p.keys.booking(r.After.ID), r.Before.Version, r.After, 0)
}

func (p *Point) rewriteOthers(w *writing, e *Erasure) error {
	for _, s := range e.Series {
		if err := w.put(p.keys.series(s.ID), s.Version, s, 0); err != nil {
			return err
		}
	}
	for _, b := range e.Broadcasts {
		if err := w.put(p.keys.broadcast(b.ID), b.Version, b, broadcastKept); err != nil {
			return err
		}
	}
	for _, one := range e.Lifts {
		if err := w.replace(p.keys.wish(one.ID), one.Version, one); err != nil {
			return err
		}
	}
	for _, g := range e.Groups {
		if err := p.writeGroup(w, g); err != nil {
			return err
		}
	}
	return nil
}

func (p *Point) dropLogs(w *writing, bookings []string) {
	for _, id := range bookings {
		w.delete(p.keys.log(id), whatever)
		w.leave(p.keys.logs(), id)
		w.leave(p.keys.changed(), id)
	}
}

func (p *Point) dropWishes(w *writing, wishes []space.Wish) {
	for _, one := range wishes {
		w.delete(p.keys.wish(one.ID), one.Version)
		w.delete(p.keys.misses(one.ID), whatever)
		w.leave(p.keys.wishesOf(one.Resident.ID), one.ID)
		w.leave(p.keys.ended(), one.ID)
	}
}

func (p *Point) dropCasts(w *writing, ids []string) {
	for _, id := range ids {
		for _, key := range []string{p.keys.broadcast(id), p.keys.recipients(id), p.keys.tally(id), p.keys.missed(id)} {
			w.delete(key, whatever)
		}
	}
}

// dropPerson plans that everything goes that is kept by the person's id, and
// their places in the lists of people.
func (p *Point) dropPerson(w *writing, e *Erasure) {
	if e.Person == nil {
		return
	}
	id := e.Person.ID
	w.delete(p.keys.person(id), e.Person.Version)
	if e.Chat != nil {
		w.delete(p.keys.session(id), e.Chat.Version)
	}
	for _, key := range []string{p.keys.panels(id), p.keys.dataSent(id), p.keys.spent(space.HolderOf(id))} {
		w.delete(key, whatever)
	}
	w.leave(p.keys.people(), dec(id))
	w.leave(p.keys.digested(), dec(id))
}
