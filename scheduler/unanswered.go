package scheduler

import (
	"samovar/internal/space"
	"samovar/internal/store"
)

// unanswered reminds who asked for a booking, once, that the admins wait for an
// answer; unless it came, or they have asked again since.
func (r *round) unanswered(d space.Due) (store.Change, error) {
	b, ok, err := r.db.Booking(r.ctx, d.Subject)
	if err != nil || !ok || !b.Unanswered(d.For) || !r.now.Before(b.Start) {
		return store.Change{}, err
	}
	if later, asleep, err := r.asleep(d, []int64{b.Resident.ID}, b.Start.Add(-r.point.Notice)); asleep || err != nil {
		return later, err
	}
	change := store.Change{Expect: []space.Booking{b}}
	residents, err := r.readers([]int64{b.Resident.ID})
	for _, to := range residents {
		text := to.say.T("ask.remind", "Ago", to.say.Ago(r.now.Sub(d.For))) + "\n\n" + r.lines(to.say, b)
		change.Outs = append(change.Outs, r.out(d, to.chat, text, openBooking(to, b)))
	}
	return change, err
}
