package handlers

import (
	"slices"
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

const (
	verbHouse  = "house"
	housePanel = "house"

	// houseReseat is the button that gives a room its seats of the config again.
	houseReseat = "reseat"
)

// house shows how the house is open now, with what admins changed and buttons
// to change it.
func (t *turn) house() error {
	t.showHouse(true)
	return nil
}

// houseButton leads to that.
func (t *turn) houseButton(say lang.Speaker) chat.Button {
	return button(say.Plain("house.open_list"), verbHouse, t.point.ID, 0, "list")
}

// housePressed begins a change, or the end of one, from the list: the button
// binds to the house as it was drawn.
func (t *turn) housePressed(p chat.Press) error {
	do, what := cut(p.Arg)
	begin := map[string]func() error{houseClose: t.closeHouse, houseHours: t.changeHours, houseSeats: t.changeSeats}[do]
	switch {
	case do == "list":
		t.showHouse(true)
		return nil
	case begin != nil:
		t.event.Text = ""
		return begin()
	case p.Version != t.known.House.Version:
		t.toast(t.say.Plain("house.redrawn"))
		t.showHouse(false)
		return nil
	}
	ends, ok := t.undoing(do, what)
	if !ok {
		t.stale()
		return nil
	}
	k := t.newKeeper(ends.Kind)
	k.plan = ends
	return k.advance()
}

// undoing is the change that ends another.
func (t *turn) undoing(do, what string) (plan, bool) {
	switch do {
	case houseReopen:
		for _, c := range t.known.House.Closings {
			if c.ID == what {
				return plan{Kind: do, ID: c.ID, Room: &c.Room, First: c.First, Last: c.Last}, true
			}
		}
	case houseRestore:
		for _, c := range t.known.House.Hours {
			if c.ID == what {
				return plan{Kind: do, ID: c.ID, Days: &c.Days, Hours: &c.Hours, First: c.From}, true
			}
		}
	case houseReseat:
		if room, ok := t.point.Config().Room(what); ok {
			return plan{Kind: houseSeats, ID: space.NewID(), Room: &room.ID, Seats: room.Seats}, true
		}
	}
	return plan{}, false
}

// showHouse draws the list.
func (t *turn) showHouse(fresh bool) {
	parts := []string{t.say.T("house.title"), t.hoursList(), t.closureList(), t.seatsList()}
	t.panelAnew(housePanel, fresh, strings.Join(parts, "\n\n"), t.houseKeyboard())
}

// hoursList are the opening hours of the config and their changes.
func (t *turn) hoursList() string {
	text := t.say.T("house.list_hours")
	week, names := t.point.Config().Hours, t.say.Weekdays()
	for i := 0; i < 7; {
		last := i
		for last < 6 && week[everyDay()[last+1]] == week[everyDay()[i]] {
			last++
		}
		days := names[i]
		if last > i {
			days += "–" + names[last]
		}
		text += "\n" + t.say.T("house.list_day", "Days", days, "Hours", hoursText(t.say, week[everyDay()[i]]))
		i = last + 1
	}
	hours := t.known.House.Hours
	for _, c := range hours[max(0, len(hours)-closuresShown):] {
		text += "\n" + t.say.T("house.list_change", "From", t.dayIn(t.say, c.From), "Days", weekdaysText(t.say, c.Days),
			"Hours", hoursText(t.say, c.Hours), "Who", shorten(c.By.Name, 40))
	}
	return text
}

// closuresShown is how many closures are listed, and can be ended by a button.
const closuresShown = 20

// closureList are the closures to come, those of the config marked.
func (t *turn) closureList() string {
	var all []space.Closing
	for _, c := range t.point.Config().Closures {
		all = append(all, space.Closing{Closure: c})
	}
	all = t.toCome(append(all, t.known.House.Closings...))
	if len(all) == 0 {
		return t.say.T("house.list_open")
	}
	return t.say.T("house.list_closures") + listed(t.say, all, closuresShown, t.closureLine)
}

func (t *turn) closureLine(c space.Closing) string {
	key := "house.list_closing"
	if c.ID == "" {
		key = "house.list_config"
	}
	return t.say.T(key, "What", whatClosed(t.say, t.point, c.Room), "Days", t.daysBetween(t.say, c.First, c.Last),
		"Why", shorten(c.Reason.In(string(t.say.Tag())), 60), "Who", shorten(c.By.Name, 40))
}

// toCome are the closures that are not over, in the order they begin.
func (t *turn) toCome(all []space.Closing) []space.Closing {
	today := t.point.Day(t.now)
	all = slices.DeleteFunc(slices.Clone(all), func(c space.Closing) bool { return c.Last.Before(today) })
	slices.SortStableFunc(all, func(a, b space.Closing) int { return b.First.DaysTo(a.First) })
	return all
}

// seatsList are the rooms with their seats.
func (t *turn) seatsList() string {
	text := t.say.T("house.list_seats")
	for _, room := range t.point.Rooms {
		was, _ := t.point.Config().Room(room.ID)
		key := "house.list_room"
		if was.Seats != room.Seats {
			key = "house.list_room_changed"
		}
		text += "\n" + t.say.T(key, "Room", roomName(t.say, t.point, room.ID), "Seats", room.Seats, "Was", was.Seats)
	}
	return text
}

// houseKeyboard ends what was changed, or changes more.
func (t *turn) houseKeyboard() chat.Keyboard {
	var k chat.Keyboard
	press := func(text, arg string) {
		k = k.Row(button(shorten(text, 60), verbHouse, t.point.ID, t.known.House.Version, arg))
	}
	closings, hours := t.toCome(t.known.House.Closings), t.known.House.Hours
	for _, c := range closings[:min(len(closings), closuresShown)] {
		press(t.say.Plain("house.undo_closing", "What", whatClosed(t.say, t.point, c.Room), "Days", t.daysBetween(t.say, c.First, c.Last)), houseReopen+"="+c.ID)
	}
	for _, c := range hours[max(0, len(hours)-closuresShown):] {
		press(t.say.Plain("house.undo_hours", "From", t.dayIn(t.say, c.From), "Days", weekdaysText(t.say, c.Days), "Hours", hoursText(t.say, c.Hours)), houseRestore+"="+c.ID)
	}
	for _, room := range t.point.Rooms {
		if was, _ := t.point.Config().Room(room.ID); was.Seats != room.Seats {
			press(t.say.Plain("house.undo_seats", "Room", roomName(t.say, t.point, room.ID), "Seats", strconv.Itoa(was.Seats)), houseReseat+"="+room.ID)
		}
	}
	begin := func(key, arg string) chat.Button { return button(t.say.Plain(key), verbHouse, t.point.ID, 0, arg) }
	return k.Row(begin("house.new_closing", houseClose), begin("house.new_hours", houseHours), begin("house.new_seats", houseSeats))
}
