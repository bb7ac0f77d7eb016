package handlers

import (
	"strconv"
	"strings"

	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// rivalsShown is how many of those who compete for a request's time are shown.
const rivalsShown = 4

// rivalry is who waits for the time that a request holds, and how what they
// have had compares.
type rivalry struct {
	all   []space.Rival // in the order they would be served
	more  bool          // there are more of them than were read
	place int           // of the request among them, from 1
	own   space.Standing
	names []string // of the holders of those that are shown
}

// rivalry finds who competes for what a booking wants; stored is what there is
// of it already, nil for nothing, and o what holds the house besides.
func (t *turn) rivalry(wanted space.Booking, stored *space.Booking, o space.Occupancy) (rivalry, error) {
	line, all, err := t.line().Meeting(t.ctx, wanted.Slot)
	if err != nil || len(line) == 0 {
		return rivalry{}, err
	}
	had, err := t.standings(line, wanted, stored)
	if err != nil {
		return rivalry{}, err
	}
	v := space.View{Point: t.point, Occupancy: o, Now: t.now}
	r := rivalry{own: had[wanted.Holder()], more: !all}
	r.all, r.place = v.Rivals(wanted, line, func(holder string) space.Standing { return had[holder] }, t.point.Policy)
	for _, rival := range r.all[:min(len(r.all), rivalsShown)] {
		name, err := t.holderName(rival.Wish)
		if err != nil {
			return rivalry{}, err
		}
		r.names = append(r.names, name)
	}
	return r, nil
}

// standings are what the holders of a line have had, and that of the request,
// as if the request were not: what it holds is what is competed for.
func (t *turn) standings(line []space.Wish, wanted space.Booking, stored *space.Booking) (map[string]space.Standing, error) {
	ids, seen := []string{wanted.Holder()}, map[string]bool{wanted.Holder(): true}
	for _, w := range line {
		if !seen[w.Holder()] {
			seen[w.Holder()] = true
			ids = append(ids, w.Holder())
		}
	}
	without := store.Change{Wishes: t.write.Wishes}
	if stored != nil && stored.State.Waits() {
		without.Bookings = []store.BookingChange{refused(*stored, t.who.Party(), t.now)}
	}
	return t.db.StandingsAfter(t.ctx, without, ids, t.point.Policy, t.now)
}

// holderName is whom a wish is for.
func (t *turn) holderName(w space.Wish) (string, error) {
	name, err := t.communityName(space.Booking{Community: w.Community})
	if name == "" {
		name = w.Resident.Name
	}
	return shorten(name, 40), err
}

// competing says who else wants a request's time, a line each, beside what its
// own holder has had.
func competing(say lang.Speaker, r rivalry) string {
	if len(r.all) == 0 {
		return ""
	}
	many := strconv.Itoa(len(r.all))
	if r.more {
		many += "+"
	}
	lines := []string{"\n\n" + say.T("rivals.head", "Many", many), say.T("rivals.own", "Had", hadText(say, r.own))}
	for i, name := range r.names {
		lines = append(lines, rivalLine(say, name, r.all[i], r.own))
	}
	if more := len(r.all) - len(r.names); more > 0 {
		lines = append(lines, say.T("rivals.more", "Count", more))
	}
	if r.place > 1 && !r.more {
		lines = append(lines, say.T("rivals.place", "Number", r.place))
	}
	return strings.Join(lines, "\n")
}

// rivalLine is one who competes, and what sets them before the request.
func rivalLine(say lang.Speaker, name string, r space.Rival, own space.Standing) string {
	line := say.T("rivals.line", "Who", name, "Heads", r.Headcount, "Had", hadText(say, r.Standing))
	if why := whyBefore(r, own); why != "" {
		line += say.T("rivals.before", "Why", say.Plain("rivals."+why))
	}
	return line
}

// hadText is what a holder has had of the rooms and has ahead.
func hadText(say lang.Speaker, s space.Standing) string {
	text := say.Plain("rivals.had_none")
	if hours := s.Past + s.Ahead; hours > 0 {
		text = say.Plain("rivals.had", "Hours", say.Length(hours))
	}
	if s.NoShows > 0 {
		text += say.Plain("rivals.no_shows", "Count", s.NoShows)
	}
	return text
}

// whyBefore names what sets a rival before the request in the line, "" where
// nothing does: hours are said only where they are fewer by themselves.
func whyBefore(r space.Rival, own space.Standing) string {
	if r.Before == space.ByHours && r.Past+r.Standing.Ahead >= own.Past+own.Ahead {
		return "presence"
	}
	return string(r.Before)
}
