package scheduler

import (
	"strings"
	"unicode/utf16"

	"samovar/internal/lang"
	"samovar/internal/space"
)

const (
	longestText     = 4096 // of a message, in UTF-16 units
	linesAtMost     = 20   // of one section, however short
	digestTitle     = 80   // how much of a title a line shows, in characters
	digestCommunity = 60   // how much of a community's name
)

// section is a part of a digest: a head and a line for each thing.
type section struct {
	head  string
	lines []string
}

// text words a digest. Sections that are too long together are cut alike, and
// say how much was left out.
func (w *week) text(say lang.Speaker, c space.Community, d space.Digest) string {
	head := say.T("digest.head", "Community", shorten(c.Name, digestCommunity), "Point", w.Name.In(string(say.Tag())))
	sections := []section{
		{say.T("digest.own"), w.lines(say, c, d.Own)},
		{say.T("digest.waiting"), w.lines(say, c, d.Waiting)},
		{say.T("digest.others"), w.lines(say, c, d.Others)},
		{say.T("digest.free"), w.freeLines(say, d.Free)},
	}
	for most := linesAtMost; ; most-- {
		text := head
		for _, s := range sections {
			text += s.upTo(say, most)
		}
		text += "\n\n" + say.T("digest.foot")
		if most == 1 || len(utf16.Encode([]rune(text))) <= longestText {
			return text
		}
	}
}

// upTo writes at most so many lines of a section; nothing of an empty one.
func (s section) upTo(say lang.Speaker, most int) string {
	if len(s.lines) == 0 {
		return ""
	}
	shown := s.lines[:min(most, len(s.lines))]
	text := "\n\n" + s.head + "\n" + strings.Join(shown, "\n")
	if rest := len(s.lines) - len(shown); rest > 0 {
		text += "\n" + say.T("digest.more", "Count", rest)
	}
	return text
}

// lines are bookings, a line each: whose it is is said of others' events, how
// it stands of requests.
func (w *week) lines(say lang.Speaker, c space.Community, bookings []space.Booking) []string {
	var lines []string
	for _, b := range bookings {
		line := say.T("digest.line", "When", w.when(say, b.Slot), "Title", shorten(b.Title, digestTitle), "Room", w.room(say, b.Room))
		lines = append(lines, line+w.aside(say, c, b))
	}
	return lines
}

func (w *week) aside(say lang.Speaker, c space.Community, b space.Booking) string {
	if b.State.Waits() {
		return " · " + say.T("state."+b.State.String())
	}
	if name := w.communities[b.Community]; name != "" && b.Community != c.ID {
		return " · " + lang.Escape(shorten(name, digestCommunity))
	}
	return ""
}

func (w *week) freeLines(say lang.Speaker, free []space.Slot) []string {
	var lines []string
	for _, s := range free {
		room, _ := w.Room(s.Room)
		lines = append(lines, say.T("digest.free_line", "When", w.when(say, s), "Room", w.room(say, s.Room), "Count", room.Seats))
	}
	return lines
}

func (w *week) when(say lang.Speaker, s space.Slot) string {
	return say.SpanFrom(w.Now.In(w.Zone), s.Start.In(w.Zone), s.End.In(w.Zone))
}

func (w *week) room(say lang.Speaker, id string) string { return roomName(say, w.Point, id) }
