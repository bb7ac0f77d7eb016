package handlers

import (
	"strconv"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// offered is how many alternatives are shown.
const offered = 6

// askTaken says what stands against the wish, and offers what could be instead.
func (b *booker) askTaken() (string, chat.Keyboard, error) {
	room, refusal, err := b.judge()
	if err != nil {
		return "", nil, err
	}
	if refusal == nil {
		b.talk.Instead(stepCard) // it became free meanwhile
		return b.askCard()
	}
	b.AtTaken = b.placing.copied()
	alternatives, err := b.alternatives()
	if err != nil {
		return "", nil, err
	}
	var k chat.Keyboard
	for _, s := range alternatives {
		arg := "a=" + s.Room + "|" + strconv.FormatInt(s.Start.Unix(), 10) + "|" + strconv.Itoa(int(s.Length()/time.Minute))
		k = k.Row(b.talk.Button(b.slotLabel(s), arg))
	}
	k = k.Row(b.withoutButton(refusal)...).Row(b.talk.Button(b.say.Plain("book.other_day"), "go="+stepDay), b.talk.Button(b.say.Plain("book.other_time"), "go="+stepStart))
	if (refusal.Reason == space.Taken || refusal.Reason == space.HouseFull) && b.Of == "" {
		k = k.Row(styled(b.talk.Button(b.say.Plain("queue.join"), "go="+stepJoin), chat.Primary)).
			Row(b.talk.Button(b.say.Plain("series.repeat"), "go="+stepRhythm))
	}
	if refusal.Reason == space.TooBig || refusal.Reason == space.HouseFull {
		k = k.Row(b.talk.Button(b.say.Plain("book.other_heads"), "go="+stepHeads))
	}
	key := "book.taken"
	if len(alternatives) == 0 {
		key = "book.taken_no_alternative"
	}
	return b.say.T(key, "Wish", b.wish(room), "Why", lang.HTML(refusalText(b.say, b.point, refusal))), k, nil
}

// wish is what was asked for, in a line.
func (b *booker) wish(room space.Room) string {
	start, end := b.when()
	text := b.span(space.Slot{Start: start, End: end})
	if b.Room != "" {
		text = room.Name.In(b.who.Language) + b.say.Plain("card.part") + text
	}
	return text
}

// alternatives are looked for around the wanted time, or around the nearest
// day that can be booked at all.
func (b *booker) alternatives() ([]space.Slot, error) {
	start, end := b.when()
	v, err := b.viewAround(b.point.Reachable(start, b.now))
	if err != nil {
		return nil, err
	}
	if v, err = b.barring(v, b.who.ID, b.Title); err != nil {
		return nil, err
	}
	all := v.Alternatives(space.Slot{Room: b.Room, Start: start, End: end}, b.what(), 3*offered)
	within, err := b.withinQuota(all)
	return space.InOrder(within[:min(offered, len(within))]), err
}

// slotLabel is a slot on a button: "чт 25.12 · 18:00–20:00 · Класс".
func (t *turn) slotLabel(s space.Slot) string {
	start, end := t.local(s.Start), t.local(s.End)
	return t.say.DayShort(start) + " · " + t.say.Clock(start) + "–" + t.say.Clock(end) + " · " + roomName(t.say, t.point, s.Room)
}

// pickAlternative takes one of the slots offered. It is judged again on the
// way to the card: the offer may be gone, or forged.
func (b *booker) pickAlternative(key, value string) (bool, error) {
	if key == argWithout {
		return b.doWithout()
	}
	part := strings.Split(value, "|")
	if key != "a" || len(part) != 3 {
		return false, nil
	}
	start, err := strconv.ParseInt(part[1], 10, 64)
	minutes, err2 := strconv.Atoi(part[2])
	if _, known := b.point.Room(part[0]); !known || err != nil || err2 != nil || minutes < 1 || minutes > 24*60 {
		return false, nil
	}
	at := time.Unix(start, 0).UTC()
	b.setSlot(space.Slot{Room: part[0], Start: at, End: at.Add(time.Duration(minutes) * time.Minute)})
	if b.Tentative {
		b.Length, b.Tentative = 0, false
	}
	return true, b.advance()
}
