package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// verbRest is that of the buttons about a date of a series and all that follow
// it: Subject is the booking of the date.
const verbRest = "rest"

// restButton leads to what can be done with a date and all that follow.
func restButton(say lang.Speaker, b space.Booking, do string) chat.Button {
	return button(say.Plain("series.rest"), verbRest, b.ID, b.Version, do)
}

// restPress carries out such a button.
func (t *turn) restPress(p chat.Press) error {
	b, ok, err := t.answeredFor(p)
	if err != nil || !ok {
		return err
	}
	if b.Series == "" || b.Version != p.Version || !b.State.Holds() || !b.Start.After(t.now) {
		t.alert(t.say.Plain("my.not_now", "State", stateName(t.say, b.State)))
		return t.showCard(b, "0", false)
	}
	rest, err := t.restOf(b)
	if err != nil {
		return err
	}
	switch do, page := cut(p.Arg); do {
	case "ask":
		return t.askRest(b, rest)
	case "off":
		return t.askRestOff(b, rest, page == chat.FromNotice)
	case "yes":
		return t.restOff(b, rest)
	case "move":
		if b.Changeable(t.now) && !b.Asks() {
			return t.startRest(b)
		}
	}
	t.stale()
	return nil
}

// startRest begins the conversation that changes a booking, for it and all
// dates of its series that follow.
func (t *turn) startRest(of space.Booking) error {
	b, err := t.newBooker()
	if err != nil {
		return err
	}
	b.talk.Flow = flowChange
	b.Of, b.of, b.Rest, b.Repeat = of.ID, &of, of.Series, &repeat{}
	b.copyEvent(of)
	b.setSlot(of.Slot)
	return b.goTo(stepCard)
}

// restOf are the coming dates of a series from a booking on.
func (t *turn) restOf(b space.Booking) ([]space.Booking, error) {
	dates, err := t.db.DatesOf(t.ctx, b.Series)
	return slices.DeleteFunc(t.coming(dates), func(o space.Booking) bool { return o.Start.Before(b.Start) }), err
}

func (t *turn) askRest(b space.Booking, rest []space.Booking) error {
	item := func(key, arg string) chat.Button { return button(t.say.Plain(key), verbRest, b.ID, b.Version, arg) }
	k := chat.Keyboard{}
	if b.Changeable(t.now) && !b.Asks() {
		k = k.Row(item("series.rest_move", "move"))
	}
	k = k.Row(styled(item("series.rest_off", "off"), chat.Danger)).
		Row(button(t.say.Plain("button.back"), verbShow, b.ID, b.Version, "0"))
	t.panel(myPanel, t.restText(b, rest)+"\n\n"+t.say.T("series.ask_rest"), k)
	return nil
}

// restText names a date and all that follow.
func (t *turn) restText(b space.Booking, rest []space.Booking) string {
	slots := make([]space.Slot, len(rest))
	for i, o := range rest {
		slots[i] = o.Slot
	}
	rule := space.Rule{First: t.point.Day(b.Start), Start: clockOf(t.local(b.Start)), Length: b.Length()}
	return t.say.T("card.title", "Title", shorten(b.Title, titleShown)) + "\n" +
		t.say.T("card.when", "When", t.span(b.Slot)) + "\n" + t.say.T("card.where", "Room", roomName(t.say, t.point, b.Room)) + "\n" +
		t.say.T("series.list_rest", "Count", len(rest), "Dates", dateNames(t.say, t.point, rule, b.Room, slots))
}

// askRestOff asks back, in the same message or in one of its own.
func (t *turn) askRestOff(b space.Booking, rest []space.Booking, fresh bool) error {
	yes := styled(button(t.say.Plain("button.yes"), verbRest, b.ID, b.Version, "yes"), chat.Danger)
	no := button(t.say.Plain("button.no"), verbShow, b.ID, b.Version, "0")
	return t.askBack(myPanel, fresh, t.restText(b, rest)+"\n\n"+t.say.T("series.sure_off", "Count", len(rest)), yes, no)
}

// restOff gives up a date and all that follow, those that wait in the queue and
// those to be asked for later included, in one step.
func (t *turn) restOff(b space.Booking, rest []space.Booking) error {
	s, ok, err := t.db.Series(t.ctx, b.Series)
	if err != nil || !ok {
		return err
	}
	if err := t.leaveSeriesWishes(s, b); err != nil {
		return err
	}
	confirmed := false
	for _, o := range rest {
		if to := givenUp(o); to != "" {
			confirmed = confirmed || to == space.Cancelled
			t.decided(o, o, to, "")
		}
	}
	s = t.noMore(s)
	dates, err := t.datesAfter(s.ID)
	if err != nil {
		return err
	}
	t.toast(t.say.Plain("series.off"))
	t.panel(myPanel, t.restText(b, rest)+"\n\n"+t.say.T("series.off_done", "Count", len(rest)), chat.Keyboard{}.Row(backToMy(t.say, "0")))
	if err := t.tellAdminsOff(s, dates, rest, confirmed); err != nil {
		return err
	}
	if s.Resident.ID != t.who.ID {
		if err := t.tellSeriesResident(s, dates, "series.lead_off"); err != nil {
			return err
		}
	} else if slices.ContainsFunc(rest, isAsked) {
		if err := t.redrawSeriesNotice(s, dates); err != nil {
			return err
		}
	}
	return t.tellSeriesLeads(s, dates, "series.lead_off")
}

// leaveSeriesWishes takes out of the queue what waits for dates of a series
// from a booking on.
func (t *turn) leaveSeriesWishes(s space.Series, b space.Booking) error {
	wishes, err := t.db.WishesOf(t.ctx, s.Resident.ID)
	for _, w := range wishes {
		if w.Series == s.ID && w.State.CanBecome(space.WishLeft) && !w.Want.First.Before(t.point.Day(b.Start)) {
			t.write.Wishes = append(t.write.Wishes, store.WishChange{Before: &w, After: w.Ended(space.WishLeft)})
		}
	}
	return err
}

// tellAdminsOff tells the admins once that confirmed dates are off; where all
// that was given up waited for them, their card says so.
func (t *turn) tellAdminsOff(s space.Series, dates, rest []space.Booking, confirmed bool) error {
	if !confirmed {
		return t.redrawSeries(s.ID)
	}
	name, err := t.communityName(space.Booking{Community: s.Community})
	if err != nil {
		return err
	}
	admins := slices.DeleteFunc(t.decidersOf(rest), func(id int64) bool { return id == t.who.ID })
	say, err := t.speakers(admins)
	for _, id := range admins {
		text, keyboard := t.seriesCard(say[id], id, s, dates, name, crowd{}, "")
		t.out(chat.Out{Kind: chat.Say, Chat: id, Panel: chat.SeriesPanel(s.ID), Fresh: true,
			Text: say[id].T("series.off_admin", "Who", t.who.Name) + "\n\n" + text, Keyboard: keyboard})
	}
	return err
}
