package scheduler

import (
	"samovar/internal/space"
	"samovar/internal/store"
)

// unanswered reminds who asked for a booking, once, that the admins wait for an
// answer; unless it came, or they have asked again since. Of a series it is the
// first date that could be reminded of.
func (r *round) unanswered(d space.Due) (store.Change, error) {
	b, ok, err := r.db.Booking(r.ctx, d.Subject)
	if err != nil || !ok || !r.unansweredStill(b, d) {
		return store.Change{}, err
	}
	speaks, waiting, err := r.speaksFor(b, func(o space.Booking) bool { return r.unansweredStill(o, d) })
	if err != nil || !speaks {
		return store.Change{}, err
	}
	if later, asleep, err := r.asleep(d, []int64{b.Resident.ID}, b.Start.Add(-r.point.Notice)); asleep || err != nil {
		return later, err
	}
	change := store.Change{Expect: []space.Booking{b}}
	residents, err := r.readers([]int64{b.Resident.ID})
	for _, to := range residents {
		text := to.say.T("ask.remind", "Ago", to.say.Ago(r.now.Sub(d.For))) + "\n\n" + r.lines(to.say, b)
		way := r.openBooking(to, b)
		if b.Joint() {
			way = wholeSeries(to, b.Series)
		}
		if waiting > 1 {
			text += "\n" + to.say.T("series.more_dates", "Count", waiting-1)
		}
		change.Outs = append(change.Outs, r.about(d, b, to, text, way))
	}
	return change, err
}

// unansweredStill says whether a booking waits for the answer, and is not to
// begin before the reminder comes.
func (r *round) unansweredStill(b space.Booking, d space.Due) bool {
	return b.Unanswered(d.For) && r.now.Before(b.Start) && d.For.Add(space.ReplyAfter).Before(b.Start)
}
