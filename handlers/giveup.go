package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/space"
)

const verbGiveUp = "giveup"

// giveUpHere is the argument that asks back in a message of its own: under a
// notice, which stays.
const giveUpHere = "here"

// givenUp is the state of a booking that is given up, "" where it cannot be.
func givenUp(b space.Booking) space.State {
	for _, to := range []space.State{space.Withdrawn, space.Cancelled} {
		if b.State.CanBecome(to) {
			return to
		}
	}
	return ""
}

// giveUp withdraws a request or cancels a booking, with one question back.
func (t *turn) giveUp(p chat.Press) error {
	answer, page := cut(p.Arg)
	b, ok, err := t.answeredFor(p)
	if err != nil || !ok {
		return err
	}
	to := givenUp(b)
	if b.Version != p.Version || to == "" || !b.Start.After(t.now) {
		t.alert(t.say.Plain("my.not_now", "State", stateName(t.say, b.State)))
		return t.showCard(b, page, false)
	}
	switch answer {
	case "ask", giveUpHere:
		return t.askGiveUp(b, to, page, answer == giveUpHere)
	case "yes":
		return t.doGiveUp(b, to, page)
	}
	t.stale()
	return nil
}

// askGiveUp asks back, in the same message or in one of its own.
func (t *turn) askGiveUp(b space.Booking, to space.State, page string, fresh bool) error {
	name, err := t.communityName(b)
	if err != nil {
		return err
	}
	yes := styled(button(t.say.Plain("button.yes"), verbGiveUp, b.ID, b.Version, onPage("yes", page)), chat.Danger)
	no := button(t.say.Plain("button.no"), verbShow, b.ID, b.Version, pageOrFirst(page))
	text := t.ownCard(b, name) + "\n\n" + t.say.T("my.sure."+to.String())
	if b.Series == "" {
		return t.askBack(myPanel, fresh, text, yes, no)
	}
	yes.Text = t.say.Plain("series.only_this")
	k := chat.Keyboard{}.Row(yes).Row(styled(restButton(t.say, b, "off"), chat.Danger)).Row(no)
	t.panelAnew(myPanel, fresh, text, k)
	return nil
}

// pageOrFirst is the page to go back to; a card that stood alone has the first
// behind it.
func pageOrFirst(page string) string {
	if page == chat.FromNotice || page == "" {
		return "0"
	}
	return page
}

// doGiveUp frees the slot and tells all whom it concerns.
func (t *turn) doGiveUp(b space.Booking, to space.State, page string) error {
	after := t.decided(b, b, to, "")
	t.toast(t.say.Plain("my.given_up." + to.String()))
	if err := t.showCard(after, page, false); err != nil {
		return err
	}
	if err := t.tellAdmins(b, after); err != nil {
		return err
	}
	if t.event.From.ID != b.Resident.ID {
		if err := t.tellResident(after, nil); err != nil {
			return err
		}
	} else if err := t.redrawNotice(b, after); err != nil {
		return err
	}
	return t.tellLeads(after)
}

// redrawNotice brings what the resident was told of a decision, about the booking
// or about its series, up to date.
func (t *turn) redrawNotice(before, after space.Booking) error {
	switch {
	case isAsked(before):
		s, ok, err := t.db.Series(t.ctx, before.Series)
		if err != nil || !ok {
			return err
		}
		dates, err := t.datesAfter(s.ID)
		if err != nil {
			return err
		}
		return t.redrawSeriesNotice(s, dates)
	case before.Decision != nil:
		text, keyboard := t.notice(t.say, after, nil)
		redrawn := chat.Out{Kind: chat.Say, Chat: after.Resident.ID, Panel: chat.OwnPanel(after.ID), Silent: true, Text: text, Keyboard: keyboard}
		if before.Series != "" { // of most dates the resident was told with their series only
			redrawn.Kind, redrawn.Keyboard = chat.Undress, nil
		}
		t.out(redrawn)
	}
	return nil
}

// tellAdmins redraws the cards of a request; that a confirmed booking is off
// they are told in a message of its own.
func (t *turn) tellAdmins(before, after space.Booking) error {
	if before.State.Waits() {
		return t.showAdmins(after, false)
	}
	f, err := t.facts(after)
	if err != nil {
		return err
	}
	admins := slices.DeleteFunc(t.deciders(after), func(id int64) bool { return id == t.event.From.ID })
	say, err := t.speakers(admins)
	for _, admin := range admins {
		text, _ := t.requestCard(say[admin], after, f, "")
		t.out(chat.Out{Kind: chat.Say, Chat: admin, Panel: chat.RequestPanel(after.ID), Fresh: true,
			Text: say[admin].T("request.slot_free") + "\n\n" + text})
	}
	return err
}
