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
	rivals    rivalry         // who waits for it
}

// facts loads what stands around a booking, itself left out; where a change of
// it waits, around what it would be.
func (t *turn) facts(b space.Booking) (facts, error) {
	contested := b.State.Waits() || b.Asks() && !b.Covers(b.Change.Slot)
	if b.Asks() {
		b = b.Change.Proposed(b)
	}
	stored, o, err := t.around(b)
	if err != nil {
		return facts{}, err
	}
	name, err := t.communityName(b)
	if err != nil {
		return facts{}, err
	}
	f := facts{community: name, most: o.Most(b.Slot)}
	if contested {
		if f.rivals, err = t.rivalry(b, stored, o); err != nil {
			return facts{}, err
		}
	}
	day := t.point.Day(b.Start)
	around, err := t.db.Scheduled(t.ctx, t.point.RoomIDs(), t.point.At(day, 0), t.point.At(day.Plus(1), 0))
	f.sort(b, around)
	return f, err
}

// around is what holds the house on the day of a booking besides itself, offers
// that are held included, and the booking as it is stored; nil for a new one.
func (t *turn) around(b space.Booking) (*space.Booking, space.Occupancy, error) {
	day := t.point.Day(b.Start)
	o, err := t.db.Occupancy(t.ctx, t.point.At(day.Plus(-1), int(lang.Noon)), t.point.At(day.Plus(1), int(lang.Noon)))
	if err != nil {
		return nil, o, err
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
	if err != nil || !known {
		return nil, o, err
	}
	return &stored, o.Without(stored), nil
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
	b.Version, b.Messenger = 1, t.deciders(b)
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
	if b.Series != "" && len(b.Messenger) == 0 && !fresh {
		return t.redrawSeries(b.Series)
	}
	f, err := t.facts(b)
	if err != nil {
		return err
	}
	admins, former := t.known.Staff.CardHolders(t.point, b, t.now)
	for _, id := range former {
		t.out(chat.Out{Kind: chat.Undress, Chat: id, Panel: chat.RequestPanel(b.ID)})
	}
	if len(admins) == 0 {
		admins = t.deciders(b)
	}
	say, err := t.speakers(admins)
	for _, admin := range admins {
		text, keyboard := t.requestCard(say[admin], b, f, "")
		theirs := t.known.Staff.May(t.point, admin, b.DecidedRoom(), t.now)
		if !theirs {
			keyboard = nil
		}
		t.out(chat.Out{Kind: chat.Say, Chat: admin, Panel: chat.RequestPanel(b.ID), Fresh: fresh && theirs, Text: text, Keyboard: keyboard,
			Former: formerCard(say[admin], b, fresh && theirs)})
	}
	return err
}

// formerCard is what a card says once a newer one stands below it.
func formerCard(say lang.Speaker, b space.Booking, anew bool) string {
	if !anew {
		return ""
	}
	return say.T("ask.card_below", "Title", shorten(b.Title, titleShown))
}

// requestCard is what admins see of a booking in any state: while it waits for
// them with the buttons to decide, later with who decided what and when. page
// is where in the queue it is shown, "" outside of it.
func (t *turn) requestCard(say lang.Speaker, b space.Booking, f facts, page string) (string, chat.Keyboard) {
	if b.Asks() {
		return t.changeCard(say, b, f, page)
	}
	lines := []string{
		say.T("request.head", "State", stateName(say, b.State), "ID", b.ID),
		say.T("request.who", "Who", linked(b.Resident)) + communityLine(say, f.community),
		bookingLines(say, t.point, t.now, b),
	}
	if !b.State.Waits() {
		return strings.Join(lines, "\n") + soFar(say, t.point, t.now, b) + changeLine(say, t.point, t.now, b), chat.Keyboard{}.Row(logButton(say, b))
	}
	text := strings.Join(append(lines, t.measures(say, b, f)), "\n") + t.surroundings(say, b, f) + competing(say, f.rivals)
	return text + soFar(say, t.point, t.now, b) + t.sinceAsked(say, b) + t.offeredTimes(say, b), decideButtons(say, b, page).Row(logButton(say, b))
}

// sinceAsked says what the resident changed after an admin had asked, or that the
// slot is as it was where they only replied.
func (t *turn) sinceAsked(say lang.Speaker, b space.Booking) string {
	r, worded := b.Worded()
	if was, changed := t.was[b.ID]; changed {
		return "\n" + differences(say, t.point, t.now, was, b)
	}
	if b.State != space.Requested || !worded || r.Admin || r.Text == "" {
		return ""
	}
	return "\n" + say.T("ask.unmoved", "Slot", slotLabel(say, t.point, b.Slot))
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
			button(say.Plain("ask.ask"), verbDecide, b.ID, b.Version, onPage("ask", page))).
		Row(styled(button(say.Plain("request.decline"), verbDecide, b.ID, b.Version, onPage("no", page)), chat.Danger))
}

// longestPage is how long what a button of ours names is at most: a page of a
// list, or the id of a conversation.
const longestPage = 8

// onPage makes a button's argument that says where in the queue it stands. A
// page as nobody was given it is forgotten: it must not make the button too long.
func onPage(arg, page string) string {
	if page == "" || len(page) > longestPage {
		return arg
	}
	return arg + "=" + page
}
