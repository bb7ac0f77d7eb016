package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// lookedAt is the date that is looked at; false where the plan has it no more.
func (b *booker) lookedAt() (planned, bool, error) {
	p, refusal, err := b.plan()
	if err != nil || refusal != nil {
		return planned{}, false, err
	}
	for _, d := range p.dates {
		if d.day == b.Repeat.Day {
			return d, true, nil
		}
	}
	return planned{}, false, nil
}

// askDate shows one date, and what can be done about it.
func (b *booker) askDate() (string, chat.Keyboard, error) {
	d, ok, err := b.lookedAt()
	if err != nil {
		return "", nil, err
	}
	if !ok {
		b.talk.Go(stepDates)
		return b.askDates()
	}
	slots, err := b.instead(d)
	var k chat.Keyboard
	for _, s := range slots {
		k = k.Row(b.talk.Button(b.slotLabel(s), slotArg(s)))
	}
	if d.Waitable() && d.fate != fateWaits && b.Rest == "" {
		k = k.Row(styled(b.talk.Button(b.say.Plain("series.wait"), "w=1"), chat.Primary))
	}
	if d.fate == fateElse || d.fate == fateWaits || d.fate == fateSkipped {
		k = k.Row(b.talk.Button(b.say.Plain("series.as_planned"), "o=1"))
	}
	if d.fate != fateSkipped {
		k = k.Row(b.talk.Button(b.say.Plain(b.restKey("series.skip")), "x=1"))
	}
	text := b.say.T("series.date", "When", b.span(d.Slot), "Room", roomName(b.say, b.point, d.Room))
	switch {
	case d.Collides():
		text += "\n" + refusalText(b.say, b.point, d.Refusal)
	case d.Later():
		text += "\n" + b.say.T("series.date_later", "Day", b.dayFrom(d.day.Plus(-b.point.Horizon)))
	}
	return text + "\n\n" + b.say.T("series.ask_date"), k, err
}

// slotArg names a slot in a button's argument.
func slotArg(s space.Slot) string {
	return "a=" + s.Room + "|" + strconv.FormatInt(s.Start.Unix(), 10) + "|" + strconv.Itoa(int(s.Length()/time.Minute))
}

// instead are the slots that a date could have in place of its own.
func (b *booker) instead(d planned) ([]space.Slot, error) {
	if d.Later() {
		return nil, nil
	}
	v, err := b.viewOver([]space.Date{d.day})
	if err != nil {
		return nil, err
	}
	return space.InOrder(v.Instead(d.Slot, b.what(), offered)), nil
}

// pickDate does with the date what was tapped. A slot has to be one of those
// that are offered: a button can be forged.
func (b *booker) pickDate(key, value string) (bool, error) {
	d, ok, err := b.lookedAt()
	if err != nil || !ok {
		return ok, err
	}
	var p pick
	switch key {
	case "x":
		p.Skip = true
	case "w":
		p.Wait = true
	case "a":
		slots, err := b.instead(d)
		i := slices.IndexFunc(slots, func(s space.Slot) bool { return strings.TrimPrefix(slotArg(s), "a=") == value })
		if err != nil || i < 0 {
			return false, err
		}
		p.Slot = &slots[i]
	case "o":
	default:
		return false, nil
	}
	if b.Repeat.Picks == nil {
		b.Repeat.Picks = map[string]pick{}
	}
	b.Repeat.Picks[d.day.String()] = p
	return true, b.goTo(stepDates)
}
