package digest

import (
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// How much of names a line shows, in characters.
const (
	titleShown     = 80
	communityShown = 60
	closuresShown  = 3
)

// wording is a digest on its way into words.
type wording struct {
	Digest
	say  lang.Speaker
	page int
}

// frame is what stands at the head of a page: on the first also the house's
// news and the closures.
func (d Digest) frame(say lang.Speaker, page int) string {
	point := d.week.Name.In(string(say.Tag()))
	text := say.T("digest.head_own", "Point", point)
	if d.reader.Community != "" {
		text = say.T("digest.head", "Community", lang.Shorten(d.reader.Name, communityShown), "Point", point)
	}
	if page > 0 {
		return text
	}
	if d.News != "" {
		text += "\n\n" + say.T("digest.news", "Text", d.News)
	}
	if len(d.Closures) > 0 {
		text += "\n\n" + d.closures(say)
	}
	return text
}

// closures are those that come soon, in one line.
func (d Digest) closures(say lang.Speaker) string {
	var all []string
	for _, c := range d.Closures[:min(closuresShown, len(d.Closures))] {
		what := say.Plain("digest.closed_all")
		if c.Room != "" {
			what = d.week.room(say, c.Room)
		}
		days := d.week.day(say, c.First)
		if c.First != c.Last {
			days += " – " + d.week.day(say, c.Last)
		}
		one := say.Plain("digest.closed_one", "What", what, "Days", days)
		if why := c.Reason.In(string(say.Tag())); why != "" {
			one = say.Plain("digest.closed_why", "What", one, "Why", lang.Shorten(why, communityShown))
		}
		all = append(all, one)
	}
	return say.T("digest.closed", "What", strings.Join(all, say.Plain("digest.closed_next")))
}

// items are all that the digest tells, in its order.
func (w *wording) items() []item {
	all := w.own()
	add := func(key string, lines []string) {
		for _, line := range lines {
			all = append(all, item{head: w.say.T(key), line: line})
		}
	}
	add("digest.waiting", w.waiting())
	add("digest.wishes", w.wishes())
	all = append(all, w.free()...)
	return append(all, w.others()...)
}

// own are the reader's events, each with its buttons.
func (w *wording) own() []item {
	var all []item
	for i, b := range w.Own {
		line := w.say.T("digest.own_line", "Number", i+1, "When", w.week.clocks(w.say, b.Slot), "Title", lang.Shorten(b.Title, titleShown), "Room", w.week.room(w.say, b.Room))
		if b.StillOn.About(b) {
			line += " · " + w.say.T("digest.sure")
		}
		if w.reader.Community == "" {
			line += w.community(b)
		}
		all = append(all, item{head: w.say.T("digest.own"), line: line, buttons: w.ownButtons(i+1, b)})
	}
	return w.byDay(all, w.Own)
}

// byDay puts the days of the bookings above the lines about them.
func (w *wording) byDay(all []item, of []space.Booking) []item {
	for i, b := range of {
		if i > 0 && w.week.Day(b.Start) == w.week.Day(of[i-1].Start) {
			all[i].day = all[i-1].day
			continue
		}
		all[i].day = w.say.T("digest.day", "Day", w.say.DayHere(w.week.Now.In(w.week.Zone), b.Start.In(w.week.Zone)))
	}
	return all
}

// ownButtons say that the event takes place, move it or give it up. Where
// nobody is ever asked whether it does, nobody has to say so.
func (w *wording) ownButtons(number int, b space.Booking) []chat.Button {
	press := func(key string, do Do) chat.Button {
		act := Act{Do: do, Page: w.page, Own: w.reader.Community == ""}
		return chat.NewButton(w.say.Plain(key, "Number", number), chat.Press{Verb: chat.VerbDigest, Subject: b.ID, Version: b.Start.Unix(), Arg: act.Arg()})
	}
	var row []chat.Button
	if len(w.week.Questions(b.Room)) > 0 && !b.StillOn.About(b) {
		row = append(row, press("digest.yes", Yes))
	}
	return append(row, press("digest.move", Move), press("digest.free_up", Free))
}

// waiting are the reader's requests, and how long they have waited.
func (w *wording) waiting() []string {
	var lines []string
	for _, b := range w.Waiting {
		lines = append(lines, w.line(b, w.week.when(w.say, b.Slot))+" · "+w.say.T("state."+b.State.String())+" · "+
			w.say.T("digest.since", "Ago", w.say.Ago(w.week.Now.Sub(b.WaitsSince()))))
	}
	return lines
}

// wishes are the reader's places in the line.
func (w *wording) wishes() []string {
	var lines []string
	for _, p := range w.Wishes {
		lines = append(lines, w.wish(p))
	}
	return lines
}

func (w *wording) wish(p space.Place) string {
	title := lang.Shorten(p.Wish.Title, titleShown)
	if o := p.Wish.Offer; p.Number == 0 && o != nil {
		until := w.say.Moment(o.Deadline.In(w.week.Zone))
		return w.say.T("digest.offered", "Title", title, "When", w.week.when(w.say, o.Slot), "Until", until)
	}
	days := w.week.day(w.say, p.Wish.Want.First)
	if p.Wish.Want.First != p.Wish.Want.Last {
		days += " – " + w.week.day(w.say, p.Wish.Want.Last)
	}
	if p.Number == 0 {
		return w.say.T("digest.wish_somewhere", "Title", title, "Days", days)
	}
	return w.say.T("digest.wish", "Title", title, "Days", days, "Number", p.Number)
}

// free are slots that the reader may like, each with a button that books it.
func (w *wording) free() []item {
	var all []item
	for _, s := range w.Free {
		head, press := "digest.free", chat.Press{Verb: chat.VerbDigest, Subject: w.week.Point.ID, Arg: Act{Do: OnDay, Day: w.week.Day(s.Start)}.Arg()}
		if s.Like != nil {
			head, press = "digest.free_habit", chat.Press{Verb: chat.VerbDigest, Subject: s.Like.ID, Arg: Act{Do: Book, Slot: s.Slot}.Arg()}
		}
		room, _ := w.week.Room(s.Room)
		start := s.Start.In(w.week.Zone)
		label := w.say.Plain("digest.book", "Day", w.say.DayShort(start), "Clock", w.say.Clock(start))
		line := w.say.T("digest.free_line", "When", w.week.when(w.say, s.Slot), "Room", w.week.room(w.say, s.Room), "Count", room.Seats)
		all = append(all, item{head: w.say.T(head), line: line, buttons: []chat.Button{chat.NewButton(label, press)}})
	}
	return all
}

// others are open events of others.
func (w *wording) others() []item {
	var all []item
	for _, b := range w.Others {
		all = append(all, item{head: w.say.T("digest.others"), line: w.line(b, w.week.clocks(w.say, b.Slot)) + w.community(b)})
	}
	return w.byDay(all, w.Others)
}

func (w *wording) line(b space.Booking, when lang.HTML) string {
	return w.say.T("digest.line", "When", when, "Title", lang.Shorten(b.Title, titleShown), "Room", w.week.room(w.say, b.Room))
}

func (w *wording) community(b space.Booking) string {
	if name := w.week.names[b.Community]; name != "" {
		return " · " + lang.Escape(lang.Shorten(name, communityShown))
	}
	return ""
}

// arrows turn the pages.
func (w *wording) arrows(pages int) []chat.Button {
	if pages < 2 {
		return nil
	}
	own, subject := w.reader.Community == "", w.reader.Community
	if own {
		subject = w.week.Point.ID
	}
	to := func(text string, page int) chat.Button {
		return chat.NewButton(text, chat.Press{Verb: chat.VerbDigest, Subject: subject, Arg: Act{Do: Turn, Page: page, Own: own}.Arg()})
	}
	var row []chat.Button
	if w.page > 0 {
		row = append(row, to("‹", w.page-1))
	}
	row = append(row, to(w.say.Plain("my.page", "Page", w.page+1, "Pages", pages), w.page))
	if w.page < pages-1 {
		row = append(row, to("›", w.page+1))
	}
	return row
}

// menu leads on, in private: in a group it would be everybody's.
func (w *wording) menu() chat.Keyboard {
	if w.reader.Group {
		return nil
	}
	return chat.Keyboard{}.Row(
		chat.NewButton(w.say.Plain("clock.book"), chat.Press{Verb: chat.VerbMenu, Subject: w.week.Point.ID, Arg: "book"}),
		chat.NewButton(w.say.Plain("clock.my"), chat.Press{Verb: chat.VerbMenu, Subject: w.week.Point.ID, Arg: "my"}))
}

// when is a slot, shown in the reader's own zone.
func (w *week) when(say lang.Speaker, s space.Slot) lang.HTML {
	return say.SpanHere(w.Now.In(w.Zone), s.Start.In(w.Zone), s.End.In(w.Zone))
}

// clocks is a slot likewise, without its day.
func (w *week) clocks(say lang.Speaker, s space.Slot) lang.HTML {
	return say.ClocksHere(w.Now.In(w.Zone), s.Start.In(w.Zone), s.End.In(w.Zone))
}

func (w *week) day(say lang.Speaker, d space.Date) string {
	return say.DayFrom(w.Now.In(w.Zone), w.At(d, 12*60).In(w.Zone))
}

// room is a room's name.
func (w *week) room(say lang.Speaker, id string) string { return w.RoomName(id, string(say.Tag())) }
