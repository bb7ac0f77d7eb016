package handlers

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// askRoom shows all rooms: those that fit at the time, and why the others do
// not.
func (b *booker) askRoom() (string, chat.Keyboard, error) {
	start, end := b.when()
	v, err := b.dayView(b.Day)
	if err != nil {
		return "", nil, err
	}
	choices := []dialog.Choice{{Text: b.say.Plain("book.tightest"), Arg: "r=", Chosen: b.Room == ""}}
	why := ""
	for _, room := range b.point.Rooms {
		name := room.Name.In(b.who.Language)
		refusal := v.Judge(space.Slot{Room: room.ID, Start: start, End: end}, b.what())
		label := b.say.Plain("book.room_seats", "Room", name, "Count", room.Seats)
		choices = append(choices, dialog.Choice{Text: label, Arg: "r=" + room.ID, Chosen: b.Room == room.ID, Off: refusal != nil})
		if refusal != nil {
			why += "\n" + b.whyNot(name, refusalText(b.say, b.point, refusal))
		}
	}
	return b.say.T("book.ask_room", "When", b.span(space.Slot{Start: start, End: end})) + why, b.talk.Choices(choices), nil
}

// whyNot is a line about a room that does not fit; many reasons name it
// themselves.
func (b *booker) whyNot(room, why string) string {
	if strings.Contains(why, lang.Escape(room)) {
		return b.say.T("book.room_named", "Why", lang.HTML(why))
	}
	return b.say.T("book.room_why", "Room", room, "Why", lang.HTML(why))
}

// pickRoom takes a room; one that does not fit leads to alternatives.
func (b *booker) pickRoom(key, value string) (bool, error) {
	_, known := b.point.Room(value)
	if key != "r" || value != "" && !known {
		return false, nil
	}
	b.Room = value
	return true, b.advance()
}

func (b *booker) roomText() (bool, error) {
	id, ok := lang.RoomAnswer(b.event.Text, b.vocabulary())
	if !ok {
		return false, nil
	}
	return b.pickRoom("r", id)
}

func (b *booker) askFormat() (string, chat.Keyboard, error) {
	var choices []dialog.Choice
	for _, f := range space.Formats() {
		choices = append(choices, dialog.Choice{Text: b.say.Plain("format." + f.String()), Arg: "f=" + f.String(), Chosen: b.format() == f})
	}
	return b.say.T("book.ask_format"), b.talk.Choices(choices), nil
}

func (b *booker) pickFormat(key, value string) (bool, error) {
	f, err := space.ParseFormat(value)
	if key != "f" || err != nil {
		return false, nil
	}
	b.Format = f
	return true, b.advance()
}

func (b *booker) formatText() (bool, error) {
	f, ok := lang.FormatAnswer(b.event.Text)
	if !ok {
		return false, nil
	}
	return b.pickFormat("f", f)
}

// askEquipment shows all that any room has; what is chosen keeps to the rooms
// that have it.
func (b *booker) askEquipment() (string, chat.Keyboard, error) {
	var choices []dialog.Choice
	for _, id := range b.point.Equipment() {
		choices = append(choices, dialog.Choice{Text: capital(equipmentName(b.say, b.point, id)), Arg: "e=" + id, Chosen: slices.Contains(b.Equipment, id)})
	}
	done := b.talk.Button(b.say.Plain("book.done"), "ok=1")
	return b.say.T("book.ask_equipment"), b.talk.Choices(choices).Row(styled(done, chat.Primary)), nil
}

// capital begins a text with a capital letter.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func (b *booker) pickEquipment(key, value string) (bool, error) {
	if key == "ok" {
		return true, b.advance()
	}
	if key != "e" || !slices.Contains(b.point.Equipment(), value) {
		return false, nil
	}
	if i := slices.Index(b.Equipment, value); i >= 0 {
		b.Equipment = slices.Delete(b.Equipment, i, i+1)
	} else {
		b.Equipment = append(b.Equipment, value)
	}
	return true, b.show(false)
}

func (b *booker) askDescription() (string, chat.Keyboard, error) {
	var k chat.Keyboard
	if b.Description != "" {
		k = k.Row(b.talk.Button(b.say.Plain("book.no_description"), "none=1"))
	}
	return b.say.T("book.ask_description"), k, nil
}

// dropDescription leaves the event without one.
func (b *booker) dropDescription(key, _ string) (bool, error) {
	if key != "none" {
		return false, nil
	}
	b.Description = ""
	return true, b.advance()
}

func (b *booker) descriptionText() (bool, error) {
	text := clean(b.event.Text)
	if n := utf8.RuneCountInString(text); n > longestDescription {
		return b.complain(b.say.T("book.long_description", "Count", n, "Most", longestDescription))
	}
	b.Description = text
	return true, b.advance()
}
