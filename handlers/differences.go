package handlers

import (
	"slices"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// tellOthers tells who answers for a booking besides who changed it.
func (t *turn) tellOthers(key string, b space.Booking) error {
	people, err := t.answering(b)
	if err != nil {
		return err
	}
	people = slices.DeleteFunc(space.OnceEach(people), func(id int64) bool { return id == t.who.ID })
	say, err := t.speakers(people)
	for _, id := range people {
		panel := chat.LeadPanel(b.ID)
		if id == b.Resident.ID {
			panel = chat.OwnPanel(b.ID)
		}
		text := say[id].T(key, "Who", t.who.Name) + "\n\n" + bookingLines(say[id], t.point, t.now, b) + changeLine(say[id], t.point, t.now, b)
		t.out(chat.Out{Kind: chat.Say, Chat: id, Panel: panel, Fresh: true, Text: text, Keyboard: chat.Keyboard{}.Row(noticeButtons(say[id], b)...)})
	}
	return err
}

// differences says what was and what is to be, a line each, "" where nothing
// differs.
func differences(say lang.Speaker, p *space.Point, now time.Time, before, after space.Booking) string {
	var lines []string
	add := func(key string, was, is any) {
		if was != is {
			lines = append(lines, say.T(key, "Was", was, "Is", is))
		}
	}
	add("change.when", spanIn(say, p, now, before.Slot), spanIn(say, p, now, after.Slot))
	add("change.room", roomName(say, p, before.Room), roomName(say, p, after.Room))
	add("change.heads", before.Headcount, after.Headcount)
	add("change.title", shorten(before.Title, 80), shorten(after.Title, 80))
	add("change.format", formatName(say, before.Format), formatName(say, after.Format))
	add("change.access", accessName(say, before.Open), accessName(say, after.Open))
	add("change.equipment", orDash(equipmentNames(say, p, before.Equipment)), orDash(equipmentNames(say, p, after.Equipment)))
	if before.Description != after.Description {
		lines = append(lines, say.T("change.description"))
	}
	return strings.Join(lines, "\n")
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}
