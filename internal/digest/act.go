package digest

import (
	"strconv"
	"strings"
	"time"

	"samovar/internal/space"
)

// Do is what a button of a digest does.
type Do string

// What buttons do. Those about a booking have it as their Subject and its start
// in seconds as their Version: they bind to the occasion. That of a page has the
// digest's subject.
const (
	Turn  Do = "page" // turns to a page
	Yes   Do = "yes"  // the event takes place
	Move  Do = "move" // the event is to be at another time: begins the change
	Free  Do = "free" // it is off: asks back
	Book  Do = "book" // begins to book a slot like the booking
	OnDay Do = "day"  // begins to book on a day
)

// Act is what a button of a digest says: see Do.
type Act struct {
	Do   Do
	Page int        // the page it stands on, or turns to
	Own  bool       // whether the digest is a person's own
	Slot space.Slot // of Book
	Day  space.Date // of OnDay
}

// Arg writes the act as a button's argument.
func (a Act) Arg() string {
	switch a.Do {
	case Book:
		return string(a.Do) + "=" + a.Slot.Room + "|" + strconv.FormatInt(a.Slot.Start.Unix(), 36) + "|" + strconv.Itoa(int(a.Slot.Length()/time.Minute))
	case OnDay:
		return string(a.Do) + "=" + a.Day.String()
	}
	arg := string(a.Do) + "=" + strconv.Itoa(a.Page)
	if a.Own {
		arg += "|me"
	}
	return arg
}

// ParseAct reads what Arg wrote; false for anything else, which is forged.
func ParseAct(arg string) (Act, bool) {
	do, rest, _ := strings.Cut(arg, "=")
	a := Act{Do: Do(do)}
	var err error
	switch a.Do {
	case Book:
		a.Slot, err = parseSlot(rest)
	case OnDay:
		a.Day, err = space.ParseDate(rest)
	case Turn, Yes, Move, Free:
		rest, a.Own = strings.CutSuffix(rest, "|me")
		a.Page, err = strconv.Atoi(rest)
	}
	return a, err == nil && a.Page >= 0 && a.Arg() == arg
}

func parseSlot(text string) (space.Slot, error) {
	room, rest, _ := strings.Cut(text, "|")
	start, length, _ := strings.Cut(rest, "|")
	seconds, err := strconv.ParseInt(start, 36, 64)
	if err != nil {
		return space.Slot{}, err
	}
	minutes, err := strconv.Atoi(length)
	from := time.Unix(seconds, 0).UTC()
	return space.Slot{Room: room, Start: from, End: from.Add(time.Duration(minutes) * time.Minute)}, err
}
