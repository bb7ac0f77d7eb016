package handlers

import (
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// letsGo leads who writes that they want to cancel or to move something to what
// they booked: to the one that is meant, of several of its name to the next, else
// to all. Nothing is done yet.
func (t *turn) letsGo() (bool, error) {
	if t.event.Kind != chat.Text || t.event.Forwarded {
		return false, nil
	}
	how, u := t.lettingGo()
	switch {
	case how == "" && t.saysStop():
		return true, t.cancel()
	case how == "":
		return false, nil
	}
	own, err := t.meant(how, u)
	if err != nil {
		return false, err
	}
	if len(own) == 1 || len(own) > 1 && lang.Mentioned(t.event.Text, own[0].Title) > 0 {
		return true, t.showCard(own[0], "0", true)
	}
	return true, t.order(string(lang.ToOwn))
}

func (t *turn) lettingGo() (lang.LettingGo, lang.Understood) {
	return lang.LettingGoOf(t.event.Text, t.local(t.now), t.say.Tag(), t.vocabulary())
}

// givesUpAnother shows who writes, while they reserve something, that they give up
// what they booked before the one booking whose day or title they say.
func (t *turn) givesUpAnother() (bool, error) {
	if t.known.Session.Flow != flowBook || t.event.Kind != chat.Text || t.event.Forwarded {
		return false, nil
	}
	how, u := t.lettingGo()
	if how != lang.GivingUp {
		return false, nil
	}
	own, err := t.meant(how, u)
	if err != nil || len(own) != 1 || len(u.Days) == 0 && lang.Mentioned(t.event.Text, own[0].Title) == 0 {
		return false, err
	}
	return true, t.showCard(own[0], "0", true)
}

// meant are the bookings to come that the words fit: by words of their titles and,
// unless the day is the one to move to, by their days.
func (t *turn) meant(how lang.LettingGo, u lang.Understood) ([]space.Booking, error) {
	own, err := t.db.BookingsOf(t.ctx, t.event.From.ID, t.now, time.Time{})
	own = slices.DeleteFunc(own, func(b space.Booking) bool { return !b.State.Holds() || !b.End.After(t.now) })
	own = t.named(own)
	if how == lang.GivingUp && len(u.Days) > 0 {
		own = slices.DeleteFunc(own, func(b space.Booking) bool {
			return !slices.Contains(u.Days, lang.DateOf(t.local(b.Start)))
		})
	}
	return own, err
}

// named are those of the bookings whose titles the text says most of; all of them
// where it says nothing of any.
func (t *turn) named(all []space.Booking) []space.Booking {
	most, best := 0, all
	for _, b := range all {
		switch said := lang.Mentioned(t.event.Text, b.Title); {
		case said > most:
			most, best = said, []space.Booking{b}
		case said == most && most > 0:
			best = append(best, b)
		}
	}
	return best
}
