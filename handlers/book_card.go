package handlers

import (
	"slices"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// askCard shows the whole request to check, with what was assumed, and the
// house's rules; each line can be changed by a tap.
func (b *booker) askCard() (string, chat.Keyboard, error) {
	room, refusal, err := b.judge()
	if err != nil {
		return "", nil, err
	}
	if refusal != nil {
		b.talk.Instead(stepTaken)
		return b.askTaken()
	}
	b.OnCard = b.placing.copied()
	if b.of != nil {
		return b.askChange(room)
	}
	b.Shown = room.ID
	booking := b.made(room)
	text := b.say.T("book.card", "Lines", b.lines(booking)) + b.repeatLine() + b.rules()
	key := "book.send"
	if !room.Approval {
		key = "book.reserve"
	}
	if b.Repeat != nil {
		key = "series.to_dates"
	}
	k := chat.Keyboard{}.Row(styled(b.talk.Button(b.say.Plain(key), "send=1"), chat.Success))
	return text, append(k, b.changeButtons()...), nil
}

// changeButtons lead to the steps that change the lines of the card.
func (b *booker) changeButtons() chat.Keyboard {
	change := func(key, arg string) chat.Button { return b.talk.Button(b.say.Plain(key), arg) }
	k := chat.Keyboard{}.
		Row(change("book.change_day", "go="+stepDay), change("book.change_start", "go="+stepStart), change("book.change_length", "go="+stepLength)).
		Row(change("book.change_room", "go="+stepRoom), change("book.change_heads", "go="+stepHeads), change("book.change_format", "go="+stepFormat)).
		Row(change("book.change_title", "go="+stepTitle), change("book.change_description", "go="+stepDescription)).
		Row(change("book.change_equipment", "go="+stepEquipment), change(b.openKey(), "open=1"))
	if b.Of == "" {
		k = k.Row(change("series.repeat", "go="+stepRhythm))
	}
	if len(b.own) > 0 && b.Of == "" {
		k = k.Row(change("book.change_community", "go="+stepCommunity))
	}
	return k
}

func (b *booker) openKey() string {
	if b.Closed {
		return "book.make_open"
	}
	return "book.make_closed"
}

// rules are the house's, a line each below a blank line; nothing where it has
// none.
func (b *booker) rules() string {
	var lines []string
	for _, rule := range b.point.Rules {
		lines = append(lines, b.say.T("book.rule", "Rule", rule.In(b.who.Language)))
	}
	if len(lines) == 0 {
		return ""
	}
	return "\n\n" + b.say.T("book.rules", "Rules", lang.HTML(strings.Join(lines, "\n")))
}

// lines are what the card says of the booking.
func (b *booker) lines(booking space.Booking) lang.HTML {
	return lang.HTML(bookingLines(b.say, b.point, b.now, booking) + communityLine(b.say, b.communityName(booking.Community)))
}

// communityName is the name of one of the person's own communities, or "".
func (b *booker) communityName(id string) string {
	for _, c := range b.own {
		if c.ID == id {
			return c.Name
		}
	}
	return ""
}

// pickOnCard changes what the card shows, or sends it.
func (b *booker) pickOnCard(key, _ string) (bool, error) {
	switch key {
	case "open":
		b.Closed = !b.Closed
		return true, b.show(false)
	case "send":
		if b.Repeat != nil && b.Rest == "" {
			return true, b.goTo(stepDates)
		}
		return true, b.send()
	}
	return false, nil
}

// changeText takes words at the card as changes: another day, time, headcount.
func (b *booker) changeText() (bool, error) {
	if sent, err := b.saidYes(); sent || err != nil {
		return sent, err
	}
	if by, ok := lang.Shift(b.event.Text); ok && b.shift(by) {
		return true, b.advance()
	}
	u := lang.Understand(b.event.Text, b.local(b.now), b.say.Tag(), b.vocabulary())
	if len(u.Troubles) > 0 {
		return b.complain(troubleText(b.say, u.Troubles[0]))
	}
	if len(u.Days) == 0 && len(u.Starts) == 0 && len(u.Ends) == 0 && u.Length == 0 && u.Headcount == 0 && u.Room == "" && len(u.Equipment) == 0 {
		return false, nil
	}
	if u.Headcount > b.mostSeats() {
		return b.complain(b.say.T("book.too_many", "Count", u.Headcount, "Most", b.mostSeats()))
	}
	b.fill(u)
	return true, b.advance()
}

// shift begins earlier or later on the same day, if that can be.
func (b *booker) shift(by time.Duration) bool {
	if b.Start == nil {
		return false
	}
	start := *b.Start + int(by/time.Minute)
	if start < 0 || start >= int(lang.DayEnd) {
		return false
	}
	b.Start = &start
	return true
}

// saidYes presses the button that sends what is shown, where there is one and the
// words are a yes to it.
func (b *booker) saidYes() (bool, error) {
	if yes, _ := lang.YesNo(b.event.Text); !yes {
		return false, nil
	}
	shown := *b
	_, keyboard, err := shown.steps()[shown.talk.Step].ask()
	if err != nil || !slices.ContainsFunc(slices.Concat(keyboard...), sends) {
		return false, err
	}
	return b.steps()[b.talk.Step].press("send", "")
}

// sends says whether a button sends what the conversation has come to.
func sends(b chat.Button) bool {
	p, err := chat.ParsePress(b.Data)
	return err == nil && p.Arg == "send=1"
}

// lostCommunity says whether the person no longer leads the community of the
// draft: then it is asked for again.
func (b *booker) lostCommunity() bool {
	if b.of != nil || *b.Community == "" || b.communityName(*b.Community) != "" {
		return false
	}
	b.remark(b.lostText(*b.Community))
	b.Community = nil
	if len(b.own) == 0 {
		none := ""
		b.Community = &none
	}
	return true
}

// made is the booking that the draft becomes in a room.
func (b *booker) made(room space.Room) space.Booking {
	start, end := b.when()
	made := space.Booking{
		ID: b.talk.ID, State: space.Confirmed,
		Slot:  space.Slot{Room: room.ID, Start: start, End: end},
		SetUp: room.SetUp, ClearUp: room.ClearUp,
		Event: b.what(), Community: *b.Community, Resident: b.who.Party(), Created: b.now,
	}
	if room.Approval {
		made.State = space.Requested
	}
	return made
}

// send writes the request, or the booking where nobody has to decide, with the
// messages it causes. The slot is checked again where it is written.
func (b *booker) send() error {
	if b.lostCommunity() {
		return b.advance()
	}
	room, refusal, err := b.judge()
	if err != nil {
		return err
	}
	if refusal != nil {
		return b.goTo(stepTaken)
	}
	if b.of != nil {
		return b.sendChange(room)
	}
	if b.Room == "" && b.Shown != "" && b.Shown != room.ID { // nobody agreed to that one
		b.remark(b.say.T("book.room_changed", "Room", roomName(b.say, b.point, b.Shown)))
		return b.goTo(stepCard)
	}
	booking := b.made(room)
	b.end()
	b.write.Bookings = append(b.write.Bookings, store.BookingChange{After: booking})
	b.standBehind()
	b.who.Community = booking.Community
	b.keepPerson()
	key := "book.sent"
	if booking.State == space.Confirmed {
		key = "book.reserved"
	}
	b.redraw(b.say.T(key, "Lines", b.lines(booking), "ID", booking.ID), receiptOf(b.say, booking))
	if booking.State == space.Requested {
		return b.askAdmins(booking)
	}
	return b.tellLeads(booking)
}

// receiptOf is what can be done from the message that a finished conversation
// leaves.
func receiptOf(say lang.Speaker, booking space.Booking) chat.Keyboard {
	row := []chat.Button{button(say.Plain("menu.my"), verbMenu, "", 0, "my")}
	if booking.State == space.Confirmed {
		row = append(row, button(say.Plain("book.calendar"), verbCalendar, booking.ID, 1, ""))
	}
	return chat.Keyboard{}.Row(row...)
}
