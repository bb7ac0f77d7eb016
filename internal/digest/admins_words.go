package digest

import (
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

const (
	adminLines = 3 // of one kind, the rest is counted
	namesShown = 8 // of communities, likewise
)

// Page words the report, with a button to what waits.
func (r Report) Page(say lang.Speaker) (string, chat.Keyboard) {
	parts := []string{say.T("digest.admins", "Point", r.week.Name.In(string(say.Tag())))}
	for _, part := range []string{r.waiting(say), r.clashing(say), r.occupied(say), r.noShows(say), r.quietOnes(say)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	queue := chat.NewButton(say.Plain("clock.queue"), chat.Press{Verb: chat.VerbMenu, Subject: r.week.Point.ID, Arg: "queue"})
	return strings.Join(parts, "\n\n"), chat.Keyboard{}.Row(queue)
}

// waiting is what waits for a decision and how long, and how many are in line.
func (r Report) waiting(say lang.Speaker) string {
	text := say.T("digest.admins_nothing")
	if len(r.Pending) > 0 {
		text = say.T("digest.admins_pending", "Count", len(r.Pending))
	}
	for _, b := range r.Pending[:min(adminLines, len(r.Pending))] {
		text += "\n" + say.T("digest.admins_request", "Title", lang.Shorten(b.Title, titleShown), "When", r.week.when(say, b.Slot),
			"Ago", say.Ago(r.week.Now.Sub(b.WaitsSince())))
	}
	text += more(say, len(r.Pending), adminLines)
	if r.Queue > 0 {
		text += "\n" + say.T("digest.admins_queue", "Count", r.Queue)
	}
	return text
}

// clashing is what collides: wishes for the same, bookings against the house.
func (r Report) clashing(say lang.Speaker) string {
	var lines []string
	for _, c := range r.Clashes {
		lines = append(lines, say.T("digest.admins_clash", "Day", r.week.day(say, c.Day), "Count", c.Wishes))
	}
	for _, m := range r.Misfits[:min(adminLines, len(r.Misfits))] {
		lines = append(lines, say.T("digest.admins_misfit", "Title", lang.Shorten(m.Booking.Title, titleShown), "When", r.week.when(say, m.Booking.Slot),
			"Room", r.week.room(say, m.Booking.Room), "Why", say.Plain("digest.misfit."+misfitWord(m.Why))))
	}
	if len(lines) == 0 {
		return ""
	}
	return say.T("digest.admins_collides") + "\n" + strings.Join(lines, "\n") + more(say, len(r.Misfits), adminLines)
}

// misfitWord names why a booking does not fit the house.
func misfitWord(why *space.Refusal) string {
	switch {
	case why.Reason == space.TooBig:
		return "seats"
	case why.Closure != nil:
		return "closed"
	}
	return "hours"
}

// occupied is how much of their open time the rooms were and will be used.
func (r Report) occupied(say lang.Speaker) string {
	text := say.T("digest.admins_rooms")
	for i, last := range r.Last {
		next := r.Next[i]
		key, name := "digest.admins_room", r.week.room(say, last.Room)
		if last.Room == "" {
			key = "digest.admins_all"
		}
		text += "\n" + say.T(key, "Room", name, "Last", percent(last), "Next", percent(next))
	}
	return text
}

func percent(s space.Share) string {
	if s.Open == 0 {
		return "—"
	}
	return strconv.Itoa(s.Percent()) + "%"
}

// noShows are the events of last week that nobody came to.
func (r Report) noShows(say lang.Speaker) string {
	if len(r.Missed) == 0 {
		return ""
	}
	text := say.T("digest.admins_missed", "Count", len(r.Missed))
	for _, b := range r.Missed[:min(adminLines, len(r.Missed))] {
		who := r.week.names[b.Community]
		if who == "" {
			who = b.Resident.Name
		}
		text += "\n" + say.T("digest.admins_no_show", "Title", lang.Shorten(b.Title, titleShown), "When", r.week.when(say, b.Slot), "Who", lang.Shorten(who, communityShown))
	}
	return text + more(say, len(r.Missed), adminLines)
}

// quietOnes are the communities nothing is heard of, and those that cannot be
// written to.
func (r Report) quietOnes(say lang.Speaker) string {
	var lines []string
	if len(r.Silent) > 0 {
		lines = append(lines, say.T("digest.admins_silent", "Count", len(r.Silent), "Names", named(say, r.Silent)))
	}
	if len(r.Unreachable) > 0 {
		lines = append(lines, say.T("digest.admins_unreachable", "Count", len(r.Unreachable), "Names", named(say, r.Unreachable)))
	}
	return strings.Join(lines, "\n")
}

// named are the first of the communities' names.
func named(say lang.Speaker, all []space.Community) string {
	var names []string
	for _, c := range all[:min(namesShown, len(all))] {
		names = append(names, lang.Shorten(c.Name, 40))
	}
	text := strings.Join(names, say.Plain("card.comma"))
	if rest := len(all) - namesShown; rest > 0 {
		text += say.Plain("card.comma") + say.Plain("digest.more_names", "Count", rest)
	}
	return text
}

// more says how many of a kind are not shown.
func more(say lang.Speaker, n, shown int) string {
	if n <= shown {
		return ""
	}
	return "\n" + say.T("digest.more", "Count", n-shown)
}
