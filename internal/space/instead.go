package space

import (
	"slices"
	"strings"
	"time"
)

// What a decline says about what could be instead is in its reason. Of the ready
// ones "commerce" and "beliefs" are about the event, wherever it were held;
// "details" about what is not known of it, so that the slot itself will do once it
// is; "unfit" about the room; "city" about a day that is the whole house's; "works",
// and what an admin writes, about the room on that day.

// declinedFor is the code of the reason why the booking was declined; "" where it
// was not, and what was typed as it is.
func (b Booking) declinedFor() string {
	if b.State != Declined || b.Decision == nil {
		return ""
	}
	return strings.TrimPrefix(b.Decision.Reason, ReasonMark)
}

// Hopeless says whether the booking was declined for what the event is: no other
// slot helps.
func (b Booking) Hopeless() bool {
	return slices.Contains([]string{"commerce", "beliefs"}, b.declinedFor())
}

// OnlyUnclear says whether it was declined for what it does not tell: once it
// does, the slot is as good as before.
func (b Booking) OnlyUnclear() bool { return b.declinedFor() == "details" }

// DeclinedAs returns those of the bookings that were declined to an event of that
// title.
func DeclinedAs(title string, all []Booking) []Booking {
	return keep(all, func(b Booking) bool { return b.State == Declined && strings.EqualFold(b.Title, title) })
}

// Barring returns the view in which what is not to be suggested instead of the
// declined bookings counts as taken.
func (v View) Barring(declined ...Booking) View {
	for _, b := range declined {
		day := v.Day(b.Start)
		from, to := v.At(day, 0), v.At(day.Plus(1), 0)
		switch why := b.declinedFor(); {
		case b.Hopeless() || b.OnlyUnclear():
		case why == "unfit":
			v.Occupancy = v.barred(b.Room, v.From, v.To)
		case why == "city":
			for _, room := range v.Rooms {
				v.Occupancy = v.barred(room.ID, from, to)
			}
		default:
			v.Occupancy = v.barred(b.Room, from, to)
		}
	}
	return v
}

// barred returns the occupancy with all of a span of a room taken. Busy slots do
// not overlap: those in it become part of it.
func (o Occupancy) barred(room string, from, to time.Time) Occupancy {
	span := Slot{Room: room, Start: from, End: to}
	rest := o.clone()
	rest.Busy[room] = slices.DeleteFunc(rest.Busy[room], func(s Slot) bool {
		within := s.Overlaps(Slot{Room: room, Start: from, End: to})
		if within {
			span.Start, span.End = earlier(span.Start, s.Start), later(span.End, s.End)
		}
		return within
	})
	return rest.Plus(Held{Print: span})
}
