package handlers

import (
	"slices"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// facts are what a request is decided on, besides itself.
type facts struct {
	community string
	most      int             // people in the building at that time, without it
	sameRoom  []space.Booking // of that day, by their start
	elsewhere []space.Booking // at that time
}

// facts loads what stands around a booking, itself left out; where a change of
// it waits, around what it would be.
func (t *turn) facts(b space.Booking) (facts, error) {
	if b.Asks() {
		b = b.Change.Proposed(b)
	}
	most, err := t.inside(b)
	if err != nil {
		return facts{}, err
	}
	name, err := t.communityName(b)
	if err != nil {
		return facts{}, err
	}
	f := facts{community: name, most: most}
	rooms := make([]string, len(t.point.Rooms))
	for i, room := range t.point.Rooms {
		rooms[i] = room.ID
	}
	day := t.point.Day(b.Start)
	around, err := t.db.Scheduled(t.ctx, rooms, t.point.At(day, 0), t.point.At(day.Plus(1), 0))
	f.sort(b, around)
	return f, err
}

// inside is how many people are expected in the building during a booking,
// besides its own: those of offers that are held count, too.
func (t *turn) inside(b space.Booking) (int, error) {
	day := t.point.Day(b.Start)
	o, err := t.db.Occupancy(t.ctx, t.point.At(day, 0), t.point.At(day.Plus(1), 0))
	if err != nil {
		return 0, err
	}
	for _, w := range t.write.Wishes { // an offer that becomes this very booking
		if w.Before == nil {
			continue
		}
		if print, held := w.Before.Hold(); held {
			o = o.Minus(space.Held{Slot: w.Before.Offer.Slot, Print: print, Heads: w.Before.Headcount})
		}
	}
	stored, known, err := t.db.Booking(t.ctx, b.ID)
	if known {
		o = o.Without(stored)
	}
	return o.Most(b.Slot), err
}

// sort puts the bookings of the day where they belong.
func (f *facts) sort(b space.Booking, around []space.Booking) {
	for _, o := range around {
		if o.ID == b.ID || !o.State.Holds() {
			continue
		}
		switch {
		case o.Room == b.Room:
			f.sameRoom = append(f.sameRoom, o)
		case o.Start.Before(b.End) && b.Start.Before(o.End):
			f.elsewhere = append(f.elsewhere, o)
		}
	}
}

// askAdmins shows a new request to every admin, with the buttons to decide,
// and notes with it who has its card. b is the booking as it will be written;
// its version then is 1.
func (t *turn) askAdmins(b space.Booking) error {
	b.Version, b.Messenger = 1, t.staff()
	for i := range t.write.Bookings {
		if t.write.Bookings[i].After.ID == b.ID {
			t.write.Bookings[i].After.Messenger = b.Messenger
		}
	}
	return t.showAdmins(b, true)
}

// showAdmins draws a request's card, as it is now, for every admin who has it:
// in the message they have, or anew. The card of who is no admin any more only
// loses its buttons.
func (t *turn) showAdmins(b space.Booking, fresh bool) error {
	f, err := t.facts(b)
	if err != nil {
		return err
	}
	admins, former := b.CardHolders(t.staff())
	for _, id := range former {
		t.out(chat.Out{Kind: chat.Undress, Chat: id, Panel: chat.RequestPanel(b.ID)})
	}
	if len(admins) == 0 {
		admins = t.staff()
	}
	say, err := t.speakers(admins)
	for _, admin := range admins {
		text, keyboard := t.requestCard(say[admin], b, f, "")
		t.out(chat.Out{Kind: chat.Say, Chat: admin, Panel: chat.RequestPanel(b.ID), Fresh: fresh, Text: text, Keyboard: keyboard})
	}
	return err
}

// requestCard is what admins see of a booking in any state: while it waits for
// them with the buttons to decide, later with who decided what and when. page
// is where in the queue it is shown, "" outside of it.
func (t *turn) requestCard(say lang.Speaker, b space.Booking, f facts, page string) (string, chat.Keyboard) {
	if b.Asks() {
		return t.changeCard(say, b, f, page)
	}
	lines := []string{
		say.T("request.head", "State", stateName(say, b.State)),
		say.T("request.who", "Who", linked(b.Resident)) + communityLine(say, f.community),
		bookingLines(say, t.point, t.now, b),
	}
	if b.State != space.Requested {
		return strings.Join(lines, "\n") + decisionLine(say, t.point, t.now, b) + changeLine(say, t.point, t.now, b), chat.Keyboard{}.Row(logButton(say, b))
	}
	text := strings.Join(append(lines, t.measures(say, b, f)), "\n") + t.surroundings(say, b, f)
	return text + decisionLine(say, t.point, t.now, b), decideButtons(say, b, page).Row(logButton(say, b))
}

// measures holds the headcount against the seats and against the building.
func (t *turn) measures(say lang.Speaker, b space.Booking, f facts) string {
	room, _ := t.point.Room(b.Room)
	return say.T("request.measures", "Heads", b.Headcount, "Seats", room.Seats,
		"Inside", f.most+b.Headcount, "House", t.point.Headcount)
}

// surroundings says what runs before and after in the room, and elsewhere at
// the same time.
func (t *turn) surroundings(say lang.Speaker, b space.Booking, f facts) string {
	var lines []string
	if i := slices.IndexFunc(f.sameRoom, func(o space.Booking) bool { return o.Start.After(b.Start) }); i >= 0 {
		lines = append(lines, say.T("request.after", "What", t.briefly(say, f.sameRoom[i])))
		f.sameRoom = f.sameRoom[:i]
	}
	if n := len(f.sameRoom); n > 0 {
		lines = slices.Insert(lines, 0, say.T("request.before", "What", t.briefly(say, f.sameRoom[n-1])))
	}
	for i, o := range f.elsewhere {
		if i == elsewhereShown {
			lines = append(lines, say.T("request.more", "Count", len(f.elsewhere)-i))
			break
		}
		lines = append(lines, say.T("request.beside", "Room", roomName(say, t.point, o.Room), "What", t.briefly(say, o)))
	}
	if len(lines) == 0 {
		return "\n" + say.T("request.quiet")
	}
	return "\n" + say.T("request.around") + "\n" + strings.Join(lines, "\n")
}

// elsewhereShown is how many events in other rooms a card tells of.
const elsewhereShown = 6

// briefly is another booking in a few words: its hours, title and headcount.
func (t *turn) briefly(say lang.Speaker, o space.Booking) lang.HTML {
	return lang.HTML(say.T("request.other", "Hours", hoursOf(say, t.point, o.Slot),
		"Title", shorten(o.Title, 60), "Heads", o.Headcount))
}

// hoursOf writes the hours of a slot: "18:00–20:00".
func hoursOf(say lang.Speaker, p *space.Point, s space.Slot) string {
	return say.Clock(s.Start.In(p.Zone)) + "–" + endClock(say, p, s.Start, s.End)
}

// endClock writes an end; midnight is 24:00 of the day before.
func endClock(say lang.Speaker, p *space.Point, start, end time.Time) string {
	if p.Day(start) != p.Day(end) && lang.ClockOf(end.In(p.Zone)) == lang.Midnight {
		return lang.DayEnd.String()
	}
	return say.Clock(end.In(p.Zone))
}

// decideButtons are what an admin can do with a request.
func decideButtons(say lang.Speaker, b space.Booking, page string) chat.Keyboard {
	return chat.Keyboard{}.
		Row(styled(button(say.Plain("request.approve"), verbDecide, b.ID, b.Version, onPage("yes", page)), chat.Success)).
		Row(button(say.Plain("request.other_time"), verbPropose, b.ID, b.Version, onPage("m", page)),
			styled(button(say.Plain("request.decline"), verbDecide, b.ID, b.Version, onPage("no", page)), chat.Danger))
}

// onPage makes a button's argument that says where in the queue it stands.
func onPage(arg, page string) string {
	if page == "" {
		return arg
	}
	return arg + "=" + page
}
