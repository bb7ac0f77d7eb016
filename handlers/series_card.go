package handlers

import (
	"slices"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// verbSeries is that of the buttons about a series: Subject is its id, Version
// that of all its dates together, see seriesVersion.
const verbSeries = chat.VerbSeries

// decidersOf are who is asked about any of the bookings.
func (t *turn) decidersOf(all []space.Booking) []int64 {
	var ids []int64
	for _, b := range all {
		ids = append(ids, t.deciders(b)...)
	}
	return space.OnceEach(ids)
}

// showSeries draws the one card of a series for everyone who has it, or anew
// for who decides. The dates are as they will be written.
func (t *turn) showSeries(s space.Series, dates []space.Booking, fresh bool) error {
	for i := range dates {
		dates[i].Version = max(dates[i].Version, 1)
	}
	holders, former := t.known.Staff.Holders(t.point, s.Messenger, dates, t.now)
	for _, id := range former {
		t.out(chat.Out{Kind: chat.Undress, Chat: id, Panel: chat.SeriesPanel(s.ID)})
	}
	if len(holders) == 0 {
		holders = t.decidersOf(dates)
	}
	return t.showSeriesTo(holders, s, dates, fresh)
}

// showSeriesTo draws it for these people.
func (t *turn) showSeriesTo(holders []int64, s space.Series, dates []space.Booking, fresh bool) error {
	most, err := t.seriesMost(dates)
	if err != nil {
		return err
	}
	name, err := t.communityName(space.Booking{Community: s.Community})
	if err != nil {
		return err
	}
	say, err := t.speakers(holders)
	for _, id := range holders {
		text, keyboard := t.seriesCard(say[id], id, s, dates, name, most, "")
		t.out(chat.Out{Kind: chat.Say, Chat: id, Panel: chat.SeriesPanel(s.ID), Fresh: fresh, Text: text, Keyboard: keyboard})
	}
	return err
}

// redrawSeries draws the card of the series that a booking is a date of, as
// this turn leaves it.
func (t *turn) redrawSeries(id string) error {
	s, ok, err := t.db.Series(t.ctx, id)
	if err != nil || !ok || len(s.Messenger) == 0 {
		return err
	}
	dates, err := t.datesAfter(id)
	if err != nil {
		return err
	}
	return t.showSeries(s, dates, false)
}

// crowd is when most people are in the building, of all dates that wait.
type crowd struct {
	people int
	at     space.Slot
}

// seriesMost looks for it: the people of the date itself are counted in.
func (t *turn) seriesMost(dates []space.Booking) (crowd, error) {
	waiting := joint(dates)
	if len(waiting) == 0 {
		return crowd{}, nil
	}
	v, err := t.view(waiting[0].Start.AddDate(0, 0, -1), waiting[len(waiting)-1].End.AddDate(0, 0, 1))
	if err != nil {
		return crowd{}, err
	}
	var most crowd
	for _, b := range waiting {
		o := v.Occupancy
		if !t.isNew(b.ID) {
			o = o.Without(t.stored(b))
		}
		b = asWanted(b)
		if n := o.Most(b.Slot) + b.Headcount; n > most.people {
			most = crowd{n, b.Slot}
		}
	}
	return most, nil
}

// seriesCard is what admins see of a series: what it is, how its dates stand,
// and while any wait for the reader the buttons to decide. page is where in the queue it
// stands, "" outside of it.
func (t *turn) seriesCard(say lang.Speaker, reader int64, s space.Series, dates []space.Booking, community string, most crowd, page string) (string, chat.Keyboard) {
	waiting := t.waitingFor(reader, dates)
	lines := []string{
		say.T("series.card_head", "Rule", ruleLineIn(say, s.Rule), "Count", len(dates)),
		say.T("request.who", "Who", linked(s.Resident)),
		say.T("card.title", "Title", shorten(s.Event.Title, titleShown)),
		t.seriesBody(say, s, community),
		t.dateStates(say, s, dates),
	}
	if len(waiting) == 0 {
		return strings.Join(lines, "\n") + t.seriesSoFar(say, dates), nil
	}
	if moves := t.moveLines(say, waiting); moves != "" {
		lines = append(lines, moves)
	}
	room, _ := t.point.Room(asWanted(waiting[0]).Room)
	lines = append(lines, say.T("series.measures", "Heads", s.Event.Headcount, "Seats", room.Seats,
		"Inside", most.people, "House", t.point.Headcount, "When", spanIn(say, t.point, t.now, most.at)))
	version := seriesVersion(dates)
	item := func(key, arg string, style chat.Style) chat.Button {
		return styled(button(say.Plain(key, "Count", len(waiting)), verbSeries, s.ID, version, onPage(arg, page)), style)
	}
	row := []chat.Button{item("series.by_dates", "t", chat.Plain)}
	if len(t.requestsIn(waiting)) > 0 {
		row = append(row, item("ask.ask", "ask", chat.Plain))
	}
	return strings.Join(lines, "\n") + t.seriesSoFar(say, dates), chat.Keyboard{}.
		Row(item("series.approve_all", "yes", chat.Success)).Row(row...).Row(item("series.decline_all", "no", chat.Danger))
}

// waitingFor are the dates that wait together and that the person may decide.
func (t *turn) waitingFor(person int64, dates []space.Booking) []space.Booking {
	return slices.DeleteFunc(joint(dates), func(b space.Booking) bool {
		return !t.known.Staff.May(t.point, person, b.DecidedRoom(), t.now)
	})
}

// seriesButton opens a series for who answers for it.
func seriesButton(say lang.Speaker, s space.Series) chat.Button {
	return button(say.Plain("series.open"), verbSeries, s.ID, 0, "mine="+chat.FromNotice)
}

// queuedSeries is the card of a series in the queue of requests.
func (t *turn) queuedSeries(b space.Booking, page string) (string, chat.Keyboard, error) {
	s, ok, err := t.db.Series(t.ctx, b.Series)
	if err != nil || !ok {
		return "", nil, err
	}
	dates, err := t.db.DatesOf(t.ctx, s.ID)
	if err != nil {
		return "", nil, err
	}
	most, err := t.seriesMost(dates)
	if err != nil {
		return "", nil, err
	}
	name, err := t.communityName(b)
	text, keyboard := t.seriesCard(t.say, t.event.From.ID, s, dates, name, most, page)
	return text, keyboard, err
}
