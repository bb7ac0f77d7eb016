package handlers

import (
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// showOwn opens a booking's card.
func (t *turn) showOwn(p chat.Press) error {
	b, ok, err := t.answeredFor(p)
	if err != nil || !ok {
		return err
	}
	return t.showCard(b, p.Arg, p.Arg == chat.FromNotice)
}

// showCard draws a booking's card in place of the list.
func (t *turn) showCard(b space.Booking, page string, fresh bool) error {
	name, err := t.communityName(b)
	if err != nil {
		return err
	}
	text := t.ownCard(b, name)
	t.panelAnew(myPanel, fresh, text, t.ownButtons(b, page))
	return nil
}

// ownCard is all there is to know of a booking, for who answers for it.
func (t *turn) ownCard(b space.Booking, community string) string {
	return t.say.T("my.state", "State", stateName(t.say, b.State)) + communityLine(t.say, community) + t.seriesLine(b) + "\n" +
		bookingLines(t.say, t.point, t.now, b) + soFar(t.say, t.point, t.now, b) + changeLine(t.say, t.point, t.now, b)
}

// ownButtons are what can be done with a booking in its state.
func (t *turn) ownButtons(b space.Booking, page string) chat.Keyboard {
	var k chat.Keyboard
	if b.State == space.ChangesAsked {
		for i, s := range b.Proposed {
			k = k.Row(styled(button(slotLabel(t.say, t.point, s), verbTake, b.ID, b.Version, onPage(strconv.Itoa(i), page)), chat.Success))
		}
		if len(b.Proposed) > 0 {
			k = k.Row(button(t.say.Plain("notice.none_suits"), verbTake, b.ID, b.Version, onPage(noneSuits, page)))
		}
		if b.Start.After(t.now) {
			k = k.Row(t.replyButton(t.say, b, page))
		}
	}
	if b.State == space.Confirmed || b.State == space.Running {
		k = k.Row(calendarButton(t.say, b))
	}
	if b.Changeable(t.now) {
		k = k.Row(t.changeWays(b, page)...)
	}
	if to := givenUp(b); to != "" && b.Start.After(t.now) {
		label := t.say.Plain("my.give_up." + to.String())
		k = k.Row(styled(button(label, verbGiveUp, b.ID, b.Version, onPage("ask", page)), chat.Danger))
	}
	return k.Row(t.seriesWays(b)...).Row(backToMy(t.say, page))
}

// changeWays are the buttons that change a booking.
func (t *turn) changeWays(b space.Booking, page string) []chat.Button {
	item := func(key, arg string) chat.Button {
		return button(t.say.Plain(key), verbChange, b.ID, b.Version, onPage(arg, page))
	}
	row := []chat.Button{item("change.edit", changeEdit)}
	if b.Asks() {
		row = append(row, item("change.drop", changeDrop))
	}
	if b.Community != "" {
		row = append(row, item("change.hand", changeHand))
	}
	return row
}

// backToMy leads back to the list.
func backToMy(say lang.Speaker, page string) chat.Button {
	return button(say.Plain("my.back"), verbMy, "", 0, strconv.Itoa(pageOf(page)))
}
