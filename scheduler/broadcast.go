package scheduler

import (
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
	"samovar/internal/told"
)

// broadcastStep is how long after one look at a broadcast the next comes.
const broadcastStep = time.Second

// broadcast hands the next portion of a broadcast to the outbox and tells how
// far it is, or, when nothing of it is under way any more, how it ended. The
// place up to which it was handed on is written with the messages, so that each
// recipient gets it once, whatever is killed between.
func (r *round) broadcast(d space.Due) (store.Change, error) {
	before, ok, err := r.db.Broadcast(r.ctx, d.Subject)
	if err != nil || !ok || !before.Ended.IsZero() {
		return store.Change{}, err
	}
	tally, err := r.db.Tally(r.ctx, before.ID)
	if err != nil {
		return store.Change{}, err
	}
	if before.To.Kind == space.DigestReaders {
		return r.digestRun(d, before, tally)
	}
	if before.State == space.BroadcastPaused {
		return r.pausedTooLong(d, before), nil
	}
	if long, err := r.interrupted(before, tally); err != nil || long {
		return r.pauseBroadcast(d, before, tally, err)
	}
	after := before.Woken(tally, r.now).Paced(tally, r.now)
	change := store.Change{}
	kept, leaving, err := r.portion(d, &after, tally, &change)
	if err != nil {
		return change, err
	}
	if after.Over(tally) {
		err = r.endBroadcast(d, &after, tally, &change)
	} else {
		err = r.tellProgress(d, &after, tally, &change)
		change.Due = []space.Due{r.stepAfter(d, after, tally)}
	}
	change.Broadcasts = []store.BroadcastChange{{Before: &before, After: after, Kept: kept, Leaving: leaving}}
	return change, err
}

// interrupted says whether a broadcast stood still for so long, or had messages
// wait for so long, that an admin is asked whether it is still of use.
func (r *round) interrupted(b space.Broadcast, tally space.Tally) (bool, error) {
	if b.State != space.BroadcastSending || tally[space.Outlived] == 0 {
		return b.Interrupted(tally, r.now), nil
	}
	lapsed, err := r.db.Lapsed(r.ctx, b)
	return len(lapsed) > 0 || b.Interrupted(tally, r.now), err
}

// pauseBroadcast asks all admins, in a new message, whether to go on. Until one
// of them says so nothing is sent, and the clock does not look at it.
func (r *round) pauseBroadcast(d space.Due, before space.Broadcast, tally space.Tally, err error) (store.Change, error) {
	if err != nil {
		return store.Change{}, err
	}
	after := before.Pause(r.now)
	change := store.Change{Broadcasts: []store.BroadcastChange{{Before: &before, After: after}}, Due: []space.Due{told.PauseOver(after)}}
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return change, err
	}
	readers, err := r.readers(append([]int64{before.By.ID}, staff.Admins(r.point)...))
	for _, to := range readers {
		out := r.castPanel(d, after, to, r.progress(to.say, after, tally), told.BroadcastPaused(to.say, after))
		out.Fresh, out.Silent = true, false
		change.Outs = append(change.Outs, out)
	}
	return change, err
}

// pausedTooLong stops a broadcast about which no admin said anything for long.
func (r *round) pausedTooLong(d space.Due, before space.Broadcast) store.Change {
	if r.now.Before(before.PauseOver()) {
		return store.Change{}
	}
	after := before
	after.State = space.BroadcastStopped
	d.For, d.At = r.now.Add(broadcastStep), r.now.Add(broadcastStep)
	return store.Change{Broadcasts: []store.BroadcastChange{{Before: &before, After: after}}, Due: []space.Due{d}}
}

// stepAfter is the next look: soon, or when the first of those wakes who alone
// are left. Its name differs by the moment: under the same name another process,
// late with this one, would carry it out at once.
func (r *round) stepAfter(d space.Due, b space.Broadcast, tally space.Tally) space.Due {
	at := r.now.Add(broadcastStep)
	if b.Resting(tally) && b.Rest.Until.After(at) {
		at = b.Rest.Until
	}
	d.For, d.At = at, at
	return d
}

// tellProgress shows who sent it how far it is, in the one message that it has
// with them.
func (r *round) tellProgress(d space.Due, b *space.Broadcast, tally space.Tally, change *store.Change) error {
	if !b.TellAgain(tally, r.now) {
		return nil
	}
	*b = b.ToldNow(tally, r.now)
	readers, err := r.readers([]int64{b.By.ID})
	for _, to := range readers {
		change.Outs = append(change.Outs, r.castPanel(d, *b, to, r.progress(to.say, *b, tally), told.BroadcastStop(to.say, *b)))
	}
	return err
}

// endBroadcast writes how it ended into the messages that the admins have of it.
func (r *round) endBroadcast(d space.Due, b *space.Broadcast, tally space.Tally, change *store.Change) error {
	b.Ended = r.now
	if b.State == space.BroadcastSending {
		b.State = space.BroadcastSent
	}
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return err
	}
	missed, err := r.missed(*b)
	if err != nil {
		return err
	}
	readers, err := r.readers(append([]int64{b.By.ID}, staff.Admins(r.point)...))
	for _, to := range readers {
		change.Outs = append(change.Outs, r.castPanel(d, *b, to, r.summary(to.say, *b, tally, missed), nil))
	}
	return err
}

// castPanel is the one message about a broadcast in an admin's chat. It does
// not stand in line behind what it tells of.
func (r *round) castPanel(d space.Due, b space.Broadcast, to reader, text string, keyboard chat.Keyboard) chat.Out {
	out := r.out(d, to.chat, text, keyboard)
	out.Lane, out.Panel, out.Silent = chat.Reply, chat.Receipt(b.ID), true
	return out
}
