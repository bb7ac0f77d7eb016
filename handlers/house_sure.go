package handlers

import (
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// The answers to what is to be done.
const (
	sureCancel = "cancel" // change the house and end what stands in the way
	sureKeep   = "keep"   // change it for what is new
)

// changed returns the house as it will be, or what stands against that.
func (k *keeper) changed() (space.House, *space.Refusal) {
	p, house := k.point.Config(), k.known.House.Forget(k.point.Config(), k.now)
	switch k.Kind {
	case houseClose:
		reason := space.Local(nil)
		if *k.Reason != "" {
			reason = space.Local{k.who.Language: *k.Reason}
		}
		return house.Close(p, space.Closing{ID: k.ID, By: k.who.Party(), At: k.now,
			Closure: space.Closure{First: k.First, Last: k.Last, Room: *k.Room, Reason: reason}}, k.now)
	case houseHours:
		return house.ChangeHours(p, space.HoursChange{ID: k.ID, From: k.First, Days: *k.Days, Hours: *k.Hours,
			By: k.who.Party(), At: k.now}, k.now)
	case houseSeats:
		return house.Seat(p, *k.Room, k.Seats)
	case houseReopen:
		return house.Reopen(k.ID)
	}
	return house.RestoreHours(k.ID)
}

// mend forgets the answer that was refused, and returns the step that asks for
// it again; "" where nothing can be said anew.
func (k *keeper) mend(r *space.Refusal) string {
	switch {
	case r.Reason == space.NoSuchChange:
		return ""
	case r.Reason == space.NoRoom:
		k.Room = nil
		return stepWhat
	case k.Kind == houseSeats:
		k.Seats = 0
		return stepSeats
	case r.Reason == space.BadHours, r.Reason == space.NothingNew:
		k.Hours = nil
		return stepHours
	}
	k.First, k.Last = space.Date{}, space.Date{}
	return stepFirst
}

// askSure shows what the change would do, before anything is done.
func (k *keeper) askSure() (string, chat.Keyboard, error) {
	house, r := k.changed()
	if r != nil { // it was said before this; only a forged way back leads here
		return k.refusedText(r), nil, nil
	}
	i, err := k.impact(house)
	if err != nil {
		return "", nil, err
	}
	k.Version, k.Sum = k.known.House.Version, i.sum()
	text := k.heading(k.say, i) + "\n\n" + strings.Join(k.effects(i), "\n\n")
	return text, k.sureButtons(i), nil
}

// sureButtons are what can be done now.
func (k *keeper) sureButtons(i impact) chat.Keyboard {
	if len(i.hit) == 0 {
		return chat.Keyboard{}.Row(styled(k.talk.Button(k.say.Plain("house.do."+k.Kind), "do="+sureCancel), chat.Primary))
	}
	cancel := k.talk.Button(k.say.Plain("house.cancel."+k.Kind, "Count", len(i.hit)), "do="+sureCancel)
	keep := k.talk.Button(k.say.Plain("house.keep."+k.Kind), "do="+sureKeep)
	return chat.Keyboard{}.Row(k.pager(i.hit, k.Page, k.pageButton)...).Row(styled(cancel, chat.Danger)).Row(keep)
}

// heading is the change itself, in a language.
func (k *keeper) heading(say lang.Speaker, i impact) string {
	switch k.Kind {
	case houseClose:
		return say.T("house.head.close", "What", whatClosed(say, k.point, *k.Room), "Days", k.daysBetween(say, k.First, k.Last), "Why", *k.Reason)
	case houseHours:
		return say.T("house.head.hours", "Days", weekdaysText(say, *k.Days), "Hours", hoursText(say, *k.Hours), "From", k.dayIn(say, k.First))
	case houseSeats:
		was, _ := i.before.Room(*k.Room)
		return say.T("house.head.seats", "Room", roomName(say, k.point, *k.Room), "Was", was.Seats, "Is", k.Seats)
	case houseReopen:
		return say.T("house.head.reopen", "What", whatClosed(say, k.point, *k.Room), "Days", k.daysBetween(say, k.First, k.Last))
	}
	return say.T("house.head.restore", "Days", weekdaysText(say, *k.Days), "Hours", hoursText(say, *k.Hours), "From", k.dayIn(say, k.First))
}

// effects say what the change does to what is there, a part each.
func (k *keeper) effects(i impact) []string {
	var parts []string
	if len(i.hit) > 0 {
		hit, _, _ := struckFrom(i.hit, k.Page)
		parts = append(parts, k.say.T("house.hit", "Count", len(i.hit))+listed(k.say, hit, struckShown, k.hitLine))
	} else {
		parts = append(parts, k.say.T("house.hits_nothing"))
	}
	if len(i.running) > 0 {
		parts = append(parts, k.say.T("house.running")+listed(k.say, i.running, struckShown, k.hitLine))
	}
	for _, c := range []struct {
		key   string
		count int
	}{{"house.moving", len(i.moving)}, {"house.offers", len(i.offers)}, {"house.waiting", len(i.hopeful)}, {"house.vain", len(i.vain)}} {
		if c.count > 0 {
			parts = append(parts, k.say.T(c.key, "Count", c.count))
		}
	}
	if len(i.opened) > 0 {
		parts = append(parts, k.say.T("house.opens"))
	}
	return parts
}

// hitLine is a booking that the change hits.
func (k *keeper) hitLine(b space.Booking) string {
	return k.say.T("house.booking", "When", k.span(b.Slot), "Room", roomName(k.say, k.point, b.Room),
		"Title", shorten(b.Title, 50), "Who", shorten(b.Resident.Name, 30), "State", stateName(k.say, b.State))
}

// pickSure does it, if what was shown is still what would be done.
func (k *keeper) pickSure(key, value string) (bool, error) {
	if key == "p" {
		return true, k.turnTo(pageOf(value))
	}
	if key != "do" || value != sureCancel && value != sureKeep {
		return false, nil
	}
	house, r := k.changed()
	if r != nil {
		return true, k.advance()
	}
	i, err := k.impact(house)
	if err != nil {
		return true, err
	}
	if k.known.House.Version != k.Version || i.sum() != k.Sum {
		k.toast(k.say.Plain("house.redrawn"))
		return true, k.show()
	}
	return true, k.carryOut(i, value == sureKeep)
}

// sureText waits for a button: nothing is closed by a word said in passing.
func (k *keeper) sureText() (bool, error) {
	k.remark(k.say.T("house.press_please"))
	return true, k.show()
}

// whatClosed names a room, or the whole house.
func whatClosed(say lang.Speaker, p *space.Point, room string) string {
	if room == "" {
		return say.Plain("house.whole")
	}
	return roomName(say, p, room)
}

// daysBetween writes the days from one to another.
func (t *turn) daysBetween(say lang.Speaker, first, last space.Date) string {
	if first == last {
		return t.dayIn(say, first)
	}
	return t.dayIn(say, first) + " – " + t.dayIn(say, last)
}

// dayIn writes a day, with its year where that is another.
func (t *turn) dayIn(say lang.Speaker, d space.Date) string {
	return say.DayFrom(t.local(t.now), noonOf(t.point, d))
}

// refusedText says what stands against a change of the house.
func (k *keeper) refusedText(r *space.Refusal) string {
	what, days, why := "", "", ""
	if c := r.Closure; c != nil {
		what, days, why = whatClosed(k.say, k.point, c.Room), k.daysBetween(k.say, c.First, c.Last), c.Reason.In(string(k.say.Tag()))
	}
	return k.say.T("house.refused."+string(r.Reason), "Most", r.Limit, "What", what, "Days", days, "Why", why)
}
