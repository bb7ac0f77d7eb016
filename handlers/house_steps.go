package handlers

import (
	"strconv"
	"time"
	"unicode/utf8"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// The steps of changing the house.
const (
	stepWhat     = "what"  // a room, or all of it
	stepFirst    = "first" // the first day, or that from which on it counts
	stepLast     = "last"
	stepWhy      = "why"
	stepWeekdays = "weekdays"
	stepHours    = "hours"
	stepSeats    = "seats"
	stepSure     = "sure" // what it would do
)

// longestWhy is how long the reason of a closure can be, in characters.
const longestWhy = 200

// steps are the questions by name.
func (k *keeper) steps() map[string]step {
	return map[string]step{
		stepWhat:     {k.askWhat, k.pickWhat, k.whatText},
		stepFirst:    {k.askFirst, k.pickDay, k.daysText},
		stepLast:     {k.askLast, k.pickDay, k.daysText},
		stepWhy:      {k.askWhy, k.skipWhy, k.whyText},
		stepWeekdays: {k.askWeekdays, k.pickWeekdays, k.hoursText},
		stepHours:    {k.askHours, k.pickHours, k.hoursText},
		stepSeats:    {k.askSeats, k.pickSeats, k.seatsText},
		stepSure:     {k.askSure, k.pickSure, k.sureText},
	}
}

// missing returns the first step whose answer is not known yet, else the last.
func (k *keeper) missing() string {
	closes, hours, seats := k.Kind == houseClose, k.Kind == houseHours, k.Kind == houseSeats
	switch {
	case closes && k.Room == nil, seats && (k.Room == nil || *k.Room == ""):
		return stepWhat
	case hours && k.Days == nil:
		return stepWeekdays
	case hours && k.Hours == nil:
		return stepHours
	case (closes || hours) && k.First.IsZero():
		return stepFirst
	case closes && k.Last.IsZero():
		return stepLast
	case closes && k.Reason == nil:
		return stepWhy
	case seats && k.Seats == 0:
		return stepSeats
	}
	return stepSure
}

func (k *keeper) askWhat() (string, chat.Keyboard, error) {
	var choices []dialog.Choice
	if k.Kind == houseClose {
		choices = append(choices, dialog.Choice{Text: k.say.Plain("house.whole"), Arg: "r="})
	}
	for _, room := range k.point.Rooms {
		label := k.say.Plain("book.room_seats", "Room", roomName(k.say, k.point, room.ID), "Count", room.Seats)
		choices = append(choices, dialog.Choice{Text: label, Arg: "r=" + room.ID})
	}
	key := "house.ask_what"
	if k.Kind == houseSeats {
		key = "house.ask_room"
	}
	return k.say.T(key), chat.Keyboard{}.Grid(1, buttonsOf(k.talk, choices)...), nil
}

func (k *keeper) pickWhat(key, value string) (bool, error) {
	_, known := k.point.Room(value)
	if key != "r" || !known && (value != "" || k.Kind != houseClose) {
		return false, nil
	}
	k.Room = &value
	return true, k.advance()
}

func (k *keeper) whatText() (bool, error) {
	if id, ok := lang.RoomAnswer(k.event.Text, k.vocabulary()); ok {
		return k.pickWhat("r", id)
	}
	if c := lang.ReadClosing(k.event.Text, k.local(k.now), k.say.Tag(), k.vocabulary()); c.House && k.Kind == houseClose {
		return k.pickWhat("r", "")
	}
	return false, nil
}

func (k *keeper) askFirst() (string, chat.Keyboard, error) {
	text := k.say.T("house.ask_from")
	if k.Kind == houseClose {
		text = k.say.T("house.ask_first", "What", whatClosed(k.say, k.point, *k.Room))
	}
	return text, k.calendar(k.point.Day(k.now)), nil
}

func (k *keeper) askLast() (string, chat.Keyboard, error) {
	same := k.talk.Button(k.say.Plain("house.same_day"), "d="+k.First.String())
	return k.say.T("house.ask_last", "What", whatClosed(k.say, k.point, *k.Room), "Day", k.dayIn(k.say, k.First)), k.calendar(k.First).Row(same), nil
}

// calendar is a month of days to choose from, none before earliest.
func (k *keeper) calendar(earliest space.Date) chat.Keyboard {
	month, err := time.ParseInLocation("2006-01", k.Month, k.point.Zone)
	if first := k.point.At(space.Date{Year: earliest.Year, Month: earliest.Month, Day: 1}, 0).In(k.point.Zone); err != nil || month.Before(first) {
		month = first
	}
	latest := earliest.Plus(space.LongestClosure - 1)
	return k.talk.Calendar(dialog.Calendar{
		Month: month, Earliest: noonOf(k.point, earliest), Latest: noonOf(k.point, latest),
		Mark: func(day int) dialog.Mark {
			if d := dayOf(month, day); d.Before(earliest) || latest.Before(d) {
				return dialog.Closed
			}
			return dialog.Free
		},
		Arg:  func(day int) string { return "d=" + dayOf(month, day).String() },
		Turn: func(months int) string { return "m=" + month.AddDate(0, months, 0).Format("2006-01") },
	})
}

// pickDay takes a day of the calendar, or turns its page.
func (k *keeper) pickDay(key, value string) (bool, error) {
	switch key {
	case "-":
		k.toast("")
		return true, nil
	case "m":
		if _, err := time.Parse("2006-01", value); err != nil {
			return false, nil
		}
		k.Month = value
		return true, k.show()
	case "d":
		day, err := space.ParseDate(value)
		if err != nil {
			return false, nil
		}
		return true, k.setDay(day, space.Date{})
	}
	return false, nil
}

// setDay takes the day that was asked for, and the last one where it was said
// along.
func (k *keeper) setDay(day, last space.Date) error {
	if k.talk.Step == stepLast {
		k.Last = day
		if !last.IsZero() && last != day {
			k.First, k.Last = day, last
		}
	} else {
		k.First, k.Last = day, last
	}
	k.Month = ""
	return k.advance()
}

func (k *keeper) daysText() (bool, error) {
	first, last, troubles := lang.ReadDays(k.event.Text, k.local(k.now), k.say.Tag())
	if first == (lang.Date{}) {
		if len(troubles) == 0 {
			return false, nil
		}
		k.noteTroubles(troubles)
		return true, k.show()
	}
	through := space.Date{}
	if last != first {
		through = space.Date(last)
	}
	return true, k.setDay(space.Date(first), through)
}

func (k *keeper) askWhy() (string, chat.Keyboard, error) {
	return k.say.T("house.ask_why"), chat.Keyboard{}.Row(k.talk.Button(k.say.Plain("house.no_reason"), "none=1")), nil
}

func (k *keeper) skipWhy(key, _ string) (bool, error) {
	if key != "none" {
		return false, nil
	}
	none := ""
	k.Reason = &none
	return true, k.advance()
}

func (k *keeper) whyText() (bool, error) {
	reason := clean(k.event.Text)
	if n := utf8.RuneCountInString(reason); n > longestWhy {
		k.remark(k.say.T("request.long_reason", "Count", n, "Most", longestWhy))
		return true, k.show()
	}
	if reason == "" {
		return false, nil
	}
	k.Reason = &reason
	return true, k.advance()
}

func (k *keeper) askSeats() (string, chat.Keyboard, error) {
	room, _ := k.point.Room(*k.Room)
	return k.say.T("house.ask_seats", "Room", roomName(k.say, k.point, room.ID), "Count", room.Seats), nil, nil
}

func (k *keeper) pickSeats(key, value string) (bool, error) {
	n, err := strconv.Atoi(value)
	if key != "n" || err != nil {
		return false, nil
	}
	k.Seats = n
	return true, k.advance()
}

func (k *keeper) seatsText() (bool, error) {
	_, n := lang.ReadSeats(k.event.Text, lang.Vocabulary{})
	if n == 0 {
		return false, nil
	}
	return k.pickSeats("n", strconv.Itoa(n))
}
