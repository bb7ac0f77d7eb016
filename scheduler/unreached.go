package scheduler

import (
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// unreached passes on what is offered to a person who cannot be written to, as
// if they had let it lapse: they will not answer. Whoever wrote again meanwhile
// keeps it. The admins hear of the communities that this leaves without a lead
// who can be written to.
func (r *round) unreached(d space.Due) (store.Change, error) {
	person, err := strconv.ParseInt(d.Subject, 10, 64)
	if err != nil {
		return store.Change{}, nil // not of ours: there is nobody to look for
	}
	mark, away, err := r.Store.Mark(r.ctx, r.point.ID, person)
	if err != nil || !away {
		return store.Change{}, err
	}
	lapsed, err := r.line().Unanswered(r.ctx, person, r.now)
	change := store.Change{Wishes: lapsed}
	if err != nil || mark.Since.Unix() != d.For.Unix() {
		return change, err // it is due again for each message that is withheld
	}
	return change, r.tellCutOff(d, person, &change)
}

// tellCutOff tells the admins of each community that loses with this person its
// last lead who could be written to. The message has a name, so that what is said
// twice within a second is said once.
func (r *round) tellCutOff(d space.Due, person int64, change *store.Change) error {
	lost, err := r.lostWith(person)
	if err != nil || len(lost) == 0 {
		return err
	}
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return err
	}
	admins, err := r.readers(staff.OnDuty(r.point, r.now))
	for _, c := range lost {
		for _, to := range admins {
			card := chat.NewButton(to.say.Plain("community.open"), chat.Press{Verb: chat.VerbOversee, Subject: c.ID, Version: c.Version, Arg: chat.OverseeLost})
			out := r.out(d, to.chat, to.say.T("community.cut_off", "Name", c.Name), chat.Keyboard{}.Row(card))
			out.Panel = "cutoff:" + c.ID + ":" + strconv.FormatInt(d.For.Unix(), 10)
			change.Outs = append(change.Outs, out)
		}
	}
	return err
}

// lostWith are the active communities of which a person was the last lead who
// could be written to: the one of their leads who was marked last.
func (r *round) lostWith(person int64) ([]space.Community, error) {
	communities, err := r.db.Communities(r.ctx)
	if err != nil {
		return nil, err
	}
	shut, err := r.Store.UnreachableChats(r.ctx, r.point.ID)
	var lost []space.Community
	for _, c := range communities {
		if c.Active() && c.LedBy(person) && lastMarked(c.Leads, shut) == person {
			lost = append(lost, c)
		}
	}
	return lost, err
}

// lastMarked is which of the people was marked last, 0 where one is not.
func lastMarked(people []int64, shut map[int64]store.Unreachable) (last int64) {
	for _, id := range people {
		mark, marked := shut[id]
		if !marked {
			return 0
		}
		if last == 0 || mark.Since.After(shut[last].Since) {
			last = id
		}
	}
	return last
}
