package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/space"
)

// verbDay begins to reserve on a day of the schedule.
const verbDay = "day"

// dayButton does so, where the day may have room.
func (t *turn) dayButton(day space.Date) []chat.Button {
	if day.Before(t.point.Day(t.now)) || t.closedAll(day) != "" {
		return nil
	}
	return []chat.Button{styled(button(t.say.Plain("schedule.book_day"), verbDay, "", 0, day.String()), chat.Primary)}
}

// bookDay begins to reserve on the day, or takes it into the conversation that
// goes on.
func (t *turn) bookDay(p chat.Press) error {
	day, err := space.ParseDate(p.Arg)
	if err != nil {
		t.stale()
		return nil
	}
	b, going, err := t.goingOn()
	if err != nil {
		return err
	}
	if going && b.Day == day {
		t.toast(t.say.Plain("schedule.day_chosen"))
		return nil
	}
	refusal, err := b.dayRefusal(day)
	if err != nil {
		return err
	}
	if refusal != nil {
		t.alert(refusalPlain(t.say, t.point, refusal))
		return nil
	}
	if !going {
		if b, err = t.newBooker(); err != nil {
			return err
		}
	}
	b.Day, b.Days, b.Month, b.below = day, nil, "", true
	return b.advance()
}

// goingOn is the conversation that reserves a room, if it goes on, else one
// that has not begun.
func (t *turn) goingOn() (*booker, bool, error) {
	if !t.known.Talking || t.known.Session.Flow != flowBook {
		return &booker{conversation: conversation{turn: t}}, false, nil
	}
	b, err := t.booking()
	return b, true, err
}
