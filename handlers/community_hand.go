package handlers

import (
	"errors"
	"slices"
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// heirsOf are the other leads of a community, as far as they ever wrote to the
// bot and can be written to.
func (t *turn) heirsOf(c space.Community) ([]space.Person, error) {
	people, err := t.db.People(t.ctx, c.Leads)
	if err != nil {
		return nil, err
	}
	lost, err := t.db.Unreached(t.ctx, c.Leads)
	return slices.DeleteFunc(people, func(p space.Person) bool {
		return p.ID == t.who.ID || p.Consent.IsZero() || lost[p.ID]
	}), err
}

// askHeirs asks to whom a lead hands over: to another lead, or by a link.
func (t *turn) askHeirs(c space.Community, _ string) error {
	heirs, err := t.heirsOf(c)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	for _, p := range heirs[:min(len(heirs), deputiesShown)] {
		k = k.Row(button(shorten(p.Name, 40), verbCommunity, c.ID, c.Version, "to="+strconv.FormatInt(p.ID, 10)))
	}
	k = k.Row(button(t.say.Plain("community.by_link"), verbCommunity, c.ID, c.Version, "link")).Row(t.backToCard(c))
	t.panel(communityPanel, t.say.T("community.ask_heir", "Name", c.Name), k)
	return nil
}

func (t *turn) backToCard(c space.Community) chat.Button {
	return button(t.say.Plain("button.back"), verbCommunity, c.ID, c.Version, "card")
}

// heir is the lead that a button names, or false with a word about it.
func (t *turn) heir(c space.Community, id string) (space.Person, bool, error) {
	heirs, err := t.heirsOf(c)
	i := slices.IndexFunc(heirs, func(p space.Person) bool { return strconv.FormatInt(p.ID, 10) == id })
	if err != nil || i < 0 {
		t.stale()
		return space.Person{}, false, err
	}
	return heirs[i], true, nil
}

// askHandOver asks back, and says what goes along.
func (t *turn) askHandOver(c space.Community, id string) error {
	to, ok, err := t.heir(c, id)
	if err != nil || !ok {
		return err
	}
	mine, err := t.answeredBy(c, t.who.ID)
	yes := styled(button(t.say.Plain("button.yes"), verbCommunity, c.ID, c.Version, "heir="+id), chat.Danger)
	text := t.say.T("community.sure_hand", "Name", c.Name, "To", to.Name, "Count", len(mine))
	return errors.Join(err, t.askBack(communityPanel, false, text, yes, t.backToCard(c)))
}

// handCommunity hands over to another lead, with what who did it has booked.
func (t *turn) handCommunity(c space.Community, id string) error {
	to, ok, err := t.heir(c, id)
	if err != nil || !ok {
		return err
	}
	after := t.changeCommunity(c, c.Unled(t.who.ID))
	count, err := t.handBookings(c, t.who.ID, to.Party())
	if err != nil {
		return err
	}
	t.panel(communityPanel, t.say.T("community.handed", "Name", c.Name, "To", to.Name, "Count", count), nil)
	say, err := t.speakers([]int64{to.ID})
	if err != nil {
		return err
	}
	t.out(chat.Out{Kind: chat.Say, Chat: to.ID, Text: say[to.ID].T("community.inherited", "Name", c.Name, "From", t.who.Name, "Count", count),
		Keyboard: chat.Keyboard{}.Row(t.cardButton(say[to.ID], after))})
	return t.tellCoLeads(after.Unled(to.ID), "community.told_handed", "To", to.Name, "Count", count)
}

// answeredBy are the coming bookings of a community that one person answers
// for.
func (t *turn) answeredBy(c space.Community, person int64) ([]space.Booking, error) {
	coming, err := t.comingIn(c)
	return slices.DeleteFunc(coming, func(b space.Booking) bool { return b.Resident.ID != person }), err
}

// handBookings makes another person the resident of a community's coming
// bookings, of its series and of its places in the queue, and returns how many
// bookings those are.
func (t *turn) handBookings(c space.Community, from int64, to space.Party) (int, error) {
	coming, err := t.answeredBy(c, from)
	if err != nil {
		return 0, err
	}
	series := map[string]bool{}
	for _, b := range coming {
		series[b.Series] = b.Series != ""
		after := b
		after.Resident = to
		t.write.Bookings = append(t.write.Bookings, store.BookingChange{Before: &b, After: after})
		after.Version++
		if after.Series != "" || len(after.Messenger) == 0 {
			continue
		}
		if err := t.showAdmins(after, false); err != nil {
			return 0, err
		}
	}
	if err := t.handSeries(series, from, to); err != nil {
		return 0, err
	}
	return len(coming), t.handWishes(c, from, to)
}

func (t *turn) handSeries(ids map[string]bool, from int64, to space.Party) error {
	for id, real := range ids {
		if !real {
			continue
		}
		s, ok, err := t.db.Series(t.ctx, id)
		if err != nil {
			return err
		}
		if ok && s.Resident.ID == from {
			after := s
			after.Resident = to
			t.write.Series = append(t.write.Series, store.SeriesChange{Before: &s, After: after})
		}
	}
	return nil
}

// wishesIn are the places in the queue that a person has for a community.
func (t *turn) wishesIn(c space.Community, person int64) ([]space.Wish, error) {
	all, err := t.db.WishesOf(t.ctx, person)
	return slices.DeleteFunc(all, func(w space.Wish) bool { return w.Community != c.ID || !w.State.Live() }), err
}

// handWishes gives the places in the queue on, with what is offered to them.
func (t *turn) handWishes(c space.Community, from int64, to space.Party) error {
	wishes, err := t.wishesIn(c, from)
	for _, w := range wishes {
		after := w
		after.Resident = to
		t.write.Wishes = append(t.write.Wishes, store.WishChange{Before: &w, After: after})
		err = errors.Join(err, t.line().Handed(t.ctx, &t.write, w.Resident, after, t.now))
	}
	return err
}

// askLeave asks back before a lead steps down.
func (t *turn) askLeave(c space.Community, _ string) error {
	if c.State == space.CommunityProposed {
		t.alert(t.say.Plain("community.asleep.proposed"))
		return nil
	}
	mine, err := t.answeredBy(c, t.who.ID)
	key := "community.sure_leave"
	if len(c.Leads) == 1 {
		key = "community.sure_leave_last"
	}
	text := t.say.T(key, "Name", c.Name)
	if len(mine) > 0 {
		text += "\n\n" + t.say.T("community.keep_yours", "Count", len(mine))
	}
	wishes, wrong := t.wishesIn(c, t.who.ID)
	heirs, lost := t.heirsOf(c)
	switch {
	case len(wishes) == 0:
	case len(heirs) > 0:
		text += "\n\n" + t.say.T("community.wishes_pass", "Count", len(wishes), "To", heirs[0].Name)
	default:
		text += "\n\n" + t.say.T("community.wishes_end", "Count", len(wishes))
	}
	yes := styled(button(t.say.Plain("button.yes"), verbCommunity, c.ID, c.Version, "left"), chat.Danger)
	return errors.Join(err, wrong, lost, t.askBack(communityPanel, false, text, yes, t.backToCard(c)))
}

// stepDown makes a lead a resident like others. When nobody is left the admins are told, with what they can
// do about it.
func (t *turn) stepDown(c space.Community, _ string) error {
	if c.State == space.CommunityProposed {
		t.alert(t.say.Plain("community.asleep.proposed"))
		return nil
	}
	after := t.changeCommunity(c, c.Unled(t.who.ID))
	t.panel(communityPanel, t.say.T("community.left", "Name", c.Name), nil)
	if err := t.leaveWishes(c); err != nil {
		return err
	}
	lost, err := t.db.Unreached(t.ctx, after.Leads)
	if err != nil {
		return err
	}
	if after.Active() && !after.Reached(lost) {
		return t.tellLeaderless(after)
	}
	return t.tellCoLeads(after, "community.told_left")
}

// leaveWishes gives the places in the queue that a lead has for a community, which
// only leads can take offers for, to another lead; with nobody to take them they
// end.
func (t *turn) leaveWishes(c space.Community) error {
	wishes, err := t.wishesIn(c, t.who.ID)
	if err != nil || len(wishes) == 0 {
		return err
	}
	heirs, err := t.heirsOf(c)
	if err != nil {
		return err
	}
	if len(heirs) == 0 {
		for _, w := range wishes {
			t.write.Wishes = append(t.write.Wishes, store.WishChange{Before: &w, After: w.Ended(space.WishLeft)})
		}
		return nil
	}
	to := heirs[0]
	say, err := t.speakers([]int64{to.ID})
	if err != nil {
		return err
	}
	t.out(chat.Out{Kind: chat.Say, Chat: to.ID, Text: say[to.ID].T("community.told_wishes", "Name", c.Name, "From", t.who.Name, "Count", len(wishes))})
	return t.handWishes(c, t.who.ID, to.Party())
}

// tellLeaderless tells the admins that nobody leads a community any more, or
// nobody who can be written to.
func (t *turn) tellLeaderless(c space.Community) error {
	key, where := "community.leaderless", placeAt("leadless", 0)
	if !c.Leaderless() {
		key, where = "community.unreached", placeAt("unreached", 0)
	}
	admins := t.onDuty()
	say, err := t.speakers(admins)
	for _, id := range admins {
		k := chat.Keyboard{}.Row(overButton(say[id], "community.invite", c, "invite", where)).
			Row(styled(overButton(say[id], "community.archive", c, "arch", where), chat.Danger), overButton(say[id], "community.open", c, "card=new", where))
		t.out(chat.Out{Kind: chat.Say, Chat: id, Text: say[id].T(key, t.withNames(c, nil)...), Keyboard: k})
	}
	return err
}
