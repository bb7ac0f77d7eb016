package scheduler

import (
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// ledSeries returns a series in the name of who leads its community: its
// resident, or, where that is no lead any more, another; false where nobody
// leads it. What an archived community has passes to nobody.
func (r *round) ledSeries(s space.Series, c space.Community) (space.Series, bool, error) {
	if s.Community == "" || !c.Active() || c.LedBy(s.Resident.ID) {
		s.Rests = time.Time{}
		return s, true, nil
	}
	leads, err := r.db.People(r.ctx, c.Leads)
	if err != nil {
		return s, false, err
	}
	lost, err := r.db.Unreached(r.ctx, c.Leads)
	heir, led := c.Heir(leads, lost)
	if err != nil || !led {
		return s, false, err
	}
	s.Resident, s.Rests = heir.Party(), time.Time{}
	return s, true, nil
}

// rest leaves the dates of a series be until somebody leads its community again,
// which is looked for each morning; the date that is past by then is let go. The
// admins hear of it once.
func (r *round) rest(o opening, c space.Community, change store.Change) (store.Change, error) {
	if r.now.Before(o.slot.Start) {
		change.Series[0].After = o.Series
	}
	change.Series[0].After = r.point.Rested(change.Series[0].After, r.now)
	if !o.Rests.IsZero() {
		return change, nil // they know
	}
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return change, err
	}
	admins, err := r.readers(staff.OnDuty(r.point, r.now))
	for _, to := range admins {
		card := chat.NewButton(to.say.Plain("community.open"), chat.Press{Verb: chat.VerbOversee, Subject: c.ID, Version: c.Version, Arg: chat.OverseeOpen})
		text := to.say.T("series.clock_rests", "Name", c.Name) + "\n\n" + r.dateLines(to, o)
		change.Outs = append(change.Outs, r.out(o.due, to.chat, text, chat.Keyboard{}.Row(card)))
	}
	return change, err
}
