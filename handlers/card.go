package handlers

import (
	"strings"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
)

// How much of what people write a message shows, in characters: whatever they
// write, it has to fit into one message.
const (
	titleShown       = 200
	descriptionShown = 700
)

// bookingLines says what a booking is, in HTML, a line for each: title, when,
// where, who comes, and what is needed and described, if anything.
func bookingLines(say lang.Speaker, p *space.Point, now time.Time, b space.Booking) string {
	lines := []string{
		say.T("card.title", "Title", shorten(b.Title, titleShown)),
		say.T("card.when", "When", spanIn(say, p, now, b.Slot)),
		say.T("card.where", "Room", roomName(say, p, b.Room)),
		say.T("card.people", "Count", b.Headcount, "Format", formatName(say, b.Format), "Access", accessName(say, b.Open)),
	}
	if len(b.Equipment) > 0 {
		lines = append(lines, say.T("card.equipment", "What", equipmentNames(say, p, b.Equipment)))
	}
	if b.Description != "" {
		lines = append(lines, say.T("card.description", "Text", shorten(b.Description, descriptionShown)))
	}
	return strings.Join(lines, "\n")
}

// listed is a list, a line each, as far as it is shown.
func listed[T any](say lang.Speaker, all []T, most int, line func(T) string) string {
	var text strings.Builder
	for _, one := range all[:min(len(all), most)] {
		text.WriteString("\n" + line(one))
	}
	if more := len(all) - most; more > 0 {
		text.WriteString("\n" + say.T("house.more", "Count", more))
	}
	return text.String()
}

// communityLine says whose event it is; nothing for a person's own.
func communityLine(say lang.Speaker, name string) string {
	if name == "" {
		return ""
	}
	return "\n" + say.T("card.community", "Name", name)
}

func formatName(say lang.Speaker, f space.Format) string {
	return say.Plain("format." + f.String())
}

func accessName(say lang.Speaker, open bool) string {
	if open {
		return say.Plain("card.open")
	}
	return say.Plain("card.closed")
}

// stateName is a booking's state with its sign.
func stateName(say lang.Speaker, s space.State) string { return say.Plain("state." + s.String()) }

// equipmentName is what a piece of equipment is called: as the Point names it,
// else as the texts do.
func equipmentName(say lang.Speaker, p *space.Point, id string) string {
	if name := p.EquipmentNames[id].In(string(say.Tag())); name != "" {
		return name
	}
	return say.Plain("equipment." + id)
}

// equipmentNames lists equipment.
func equipmentNames(say lang.Speaker, p *space.Point, ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = equipmentName(say, p, id)
	}
	return strings.Join(names, say.Plain("card.comma"))
}

// shorten cuts a text to n characters.
func shorten(s string, n int) string { return lang.Shorten(s, n) }
