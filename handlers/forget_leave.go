package handlers

import (
	"errors"
	"slices"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// leaveAll gives up at every Point what a person has ahead, and lets the clocks
// forget them. The Point where they act is the last: cut off before it, all is
// asked for again, and what was done is done.
func (t *turn) leaveAll(all []*parting) error {
	for i, p := range all {
		if err := p.leave(i == len(all)-1); err != nil {
			return err
		}
		if p.turn == t {
			continue
		}
		if err := p.finish(); err != nil {
			return err
		}
	}
	t.panel(privacyPanel, t.say.T("privacy.going"), nil)
	return nil
}

// leave gives up what a person has ahead at a Point: events of communities pass
// to other leads, their own are cancelled, and the line moves up. From then on
// whatever they do has to wait until the clock is done.
func (p *parting) leave(tells bool) error {
	for _, do := range []func() error{p.handOver, p.cancelOwn, p.leaveQueue, p.leaveCommunities, p.leaveStaff} {
		if err := do(); err != nil {
			return err
		}
	}
	p.endSession()
	p.who.Leaving = p.now
	p.keepPerson()
	part := space.Parting{Person: p.who.ID, Before: store.Latest, Tells: tells}
	p.write.Due = append(p.write.Due, part.Due(p.now, p.now))
	return nil
}

// handOver makes other leads the residents of what communities have ahead.
func (p *parting) handOver() error {
	for id, heir := range p.heirs {
		if heir.ID == 0 {
			continue
		}
		if err := p.handTo(id, heir); err != nil {
			return err
		}
	}
	return nil
}

func (p *parting) handTo(community string, heir space.Person) error {
	c, ok, err := p.db.Community(p.ctx, community)
	if err != nil || !ok {
		return err
	}
	count, err := p.handBookings(c, p.who.ID, heir.Party())
	if err != nil || count == 0 {
		return err
	}
	say, err := p.speakers([]int64{heir.ID})
	p.out(chat.Out{Kind: chat.Say, Chat: heir.ID, Text: say[heir.ID].T("privacy.inherited", "Name", c.Name, "Count", count)})
	return err
}

// cancelOwn cancels what nobody takes over. Of a series the admins hear once.
func (p *parting) cancelOwn() error {
	series := map[string][]space.Slot{}
	for _, b := range p.off {
		after := b
		after.Proposed = nil
		after = p.decided(b, after, givenUp(b), "")
		if b.Series != "" {
			series[b.Series] = append(series[b.Series], b.Slot)
			continue
		}
		if err := errors.Join(p.tellAdmins(b, after), p.tellLeads(after)); err != nil {
			return err
		}
	}
	for id, freed := range series {
		if err := p.endSeries(id, freed); err != nil {
			return err
		}
	}
	return nil
}

// endSeries sees to it that no more dates of a series are asked for, and tells
// which are free.
func (p *parting) endSeries(id string, freed []space.Slot) error {
	s, ok, err := p.db.Series(p.ctx, id)
	if err != nil || !ok {
		return err
	}
	after := s
	after.Later = nil
	p.write.Series = append(p.write.Series, store.SeriesChange{Before: &s, After: after})
	admins := slices.DeleteFunc(p.onDuty(), func(id int64) bool { return id == p.who.ID })
	say, err := p.speakers(admins)
	space.InOrder(freed)
	for _, admin := range admins {
		lines := ""
		for _, slot := range freed {
			lines += "\n" + lang.Escape(slotLabel(say[admin], p.point, slot))
		}
		head := say[admin].T("privacy.series_off", "Title", shorten(s.Event.Title, titleShown), "Count", len(freed))
		p.out(chat.Out{Kind: chat.Say, Chat: admin, Text: head + cutLines(lines, sheetShown)})
	}
	return err
}

func (p *parting) leaveQueue() error {
	for _, w := range p.wishes {
		p.write.Wishes = append(p.write.Wishes, store.WishChange{Before: &w, After: w.Ended(space.WishLeft)})
	}
	return nil
}

// leaveCommunities makes a lead one no more. A proposal goes with its proposer.
func (p *parting) leaveCommunities() error {
	for _, c := range p.led {
		if c.State == space.CommunityProposed {
			after := p.changeCommunity(c, c.Judged(space.CommunityRefused, p.who.Party(), space.ReasonWithdrawn, p.now))
			if err := p.showProposal(after, false); err != nil {
				return err
			}
			continue
		}
		left, _ := space.EraserOf(p.who.Party()).Community(c) // as long as it is known that they lead it
		after := p.changeCommunity(c, left)
		lost, err := p.db.Unreached(p.ctx, after.Leads)
		if err == nil && after.Active() && !after.Reached(lost) {
			err = p.tellLeaderless(after)
		} else if err == nil {
			err = p.tellCoLeads(after, "community.told_left")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// leaveStaff makes an admin one no more, as far as the config does not name them,
// and lets nobody stand in for them, or they for others.
func (p *parting) leaveStaff() error {
	if !p.serves {
		return nil
	}
	before := p.known.Staff
	p.keepStaff(p.staff)
	if a, away := before.AwayAt(p.who.ID, p.now); away {
		p.write.Undue = append(p.write.Undue, a.Due())
		if err := p.relieve(a, before); err != nil {
			return err
		}
	}
	p.hints()
	return p.tellBereft(p.who.Party(), before)
}
