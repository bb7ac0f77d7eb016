package scheduler

import (
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
	"samovar/internal/told"
)

// back ends an absence whose time is over: who was away is told what became of
// the requests meanwhile, and who stood in that they do no more. One that was
// ended or prolonged before leaves this void.
func (r *round) back(d space.Due) (store.Change, error) {
	who, err := strconv.ParseInt(d.Subject, 10, 64)
	if err != nil {
		return store.Change{}, nil // no absence of ours
	}
	before, err := r.db.Staff(r.ctx)
	if err != nil {
		return store.Change{}, err
	}
	a, found := before.AbsenceUntil(who, d.For)
	if !found {
		return store.Change{}, nil
	}
	after := before.Back(who)
	waiting, err := r.waiting()
	if err != nil {
		return store.Change{}, err
	}
	change := store.Change{Staff: &after}
	if after.IsStaff(r.point, who) {
		if change.Outs, err = r.welcome(d, a, after, waiting); err != nil {
			return change, err
		}
	}
	rest, err := r.relieved(d, a, after, waiting)
	change.Outs = append(change.Outs, rest...)
	return change, err
}

// waiting is all that waits for a decision.
func (r *round) waiting() ([]space.Booking, error) {
	_, total, err := r.db.Pending(r.ctx, 0, 1)
	if err != nil || total == 0 {
		return nil, err
	}
	all, _, err := r.db.Pending(r.ctx, 0, total)
	return all, err
}

// welcome tells who was away what became of the requests.
func (r *round) welcome(d space.Due, a space.Absence, staff space.Staff, waiting []space.Booking) ([]chat.Out, error) {
	log, err := r.db.LoggedSince(r.ctx, a.Since)
	if err != nil {
		return nil, err
	}
	m := staff.MeanwhileOf(r.point, a, log, waiting, r.now)
	readers, err := r.readers([]int64{a.Who.ID})
	var outs []chat.Out
	for _, to := range readers {
		o := r.out(d, to.chat, told.Meanwhile(to.say, m), nil)
		if m.Waiting > 0 {
			o.Keyboard = r.toQueue(to)
		}
		outs = append(outs, o)
	}
	return outs, err
}

// relieved tells who stood in that it is over. What they can decide no more
// loses its buttons.
func (r *round) relieved(d space.Due, a space.Absence, staff space.Staff, waiting []space.Booking) ([]chat.Out, error) {
	if a.Deputy.ID == 0 {
		return nil, nil
	}
	readers, err := r.readers([]int64{a.Deputy.ID})
	var outs []chat.Out
	for _, to := range readers {
		outs = append(outs, r.out(d, to.chat, to.say.T("away.relieved", "Who", a.Who.Name), nil))
	}
	for _, b := range waiting {
		if !staff.May(r.point, a.Deputy.ID, b.DecidedRoom(), r.now) {
			outs = append(outs, chat.Out{Kind: chat.Undress, Chat: a.Deputy.ID, Lane: chat.Broadcast, Panel: waitingPanel(b), Occasion: d.Name()})
		}
	}
	return outs, err
}

// waitingPanel is the card of what waits: a request's, or that of its series
// where all its dates wait together.
func waitingPanel(b space.Booking) string {
	if b.Joint() {
		return chat.SeriesPanel(b.Series)
	}
	return chat.RequestPanel(b.ID)
}
