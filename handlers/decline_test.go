package handlers

import (
	"strconv"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// suggested are the slots under the latest message that suggests any.
func (g *guest) suggested() []space.Slot {
	g.Helper()
	for i := len(g.messages) - 1; i >= 0; i-- {
		var found []space.Slot
		for _, row := range g.messages[i].keyboard {
			p, err := chat.ParsePress(row[0].Data)
			room, start, ok := slotOf(p.Arg)
			if err == nil && p.Verb == verbAgain && ok {
				found = append(found, space.Slot{Room: room, Start: start, End: start.Add(2 * time.Hour)})
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// declines declines the request that waits for a ready reason.
func (g *guest) declines(reason string) {
	g.Helper()
	g.presses("Decline")
	g.presses(reason)
}

func TestTheEveningThatWasDeclinedIsNotSuggestedInItsRoomAgain(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.declines("Maintenance")
	first := anna.suggested()
	if len(first) != insteadShown {
		t.Fatalf("suggested are %v", first)
	}
	for _, s := range first {
		if s.Room == "hall" && h.point.Day(s.Start) == h.point.Day(b.Start) {
			t.Errorf("suggested is %v", s)
		}
	}
	anna.asks(func(b *space.Booking) { b.Slot = h.slot("hall", 27, 18, 20) })
	boss.declines("Maintenance")
	for _, s := range anna.suggested() {
		if day := h.point.Day(s.Start); s.Room == "hall" && (day == h.point.Day(b.Start) || day == h.point.Day(h.at(27, 18))) {
			t.Errorf("after the second decline %v is suggested", s)
		}
	}
}

func TestWhatWasDeclinedIsNotSuggestedWhenTheSameIsAskedForAgain(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.declines("Maintenance")
	other := h.guest(43, "Борис", "ru")
	other.has(func(b *space.Booking) { b.Slot, b.Headcount = h.slot("hall", 27, 18, 20), 80 })
	anna.says("/book Лекция о квантах, 27 ноября с 18 до 20, конференц-зал, 40 человек")
	anna.sees("занято")
	for _, m := range anna.messages {
		for _, row := range m.keyboard {
			if p, err := chat.ParsePress(row[0].Data); err == nil && p.Arg == "a=hall|"+strconv.FormatInt(b.Start.Unix(), 10)+"|120" {
				t.Errorf("suggested is %q", row[0].Text)
			}
		}
	}
}

func TestWhoIsAskedForDetailsIsSuggestedTheirOwnTime(t *testing.T) {
	_, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.declines("Too few details")
	anna.sees("Время пока свободно")
	got := anna.suggested()
	if len(got) != insteadShown || got[0] != b.Slot {
		t.Fatalf("suggested are %v", got)
	}
	last := anna.messages[len(anna.messages)-1]
	anna.forges(last.keyboard[0][0].Data)
	anna.sees("Лекция о квантах", "18:00–20:00")
	anna.presses("отправить")
	anna.sees("отправлена")
}

func TestATimeThatSomebodyWaitsForIsNotSuggestedToWhomItWasDeclined(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	h.point.Policy = space.DefaultPolicy()
	h.guest(43, "Борис", "ru").waitsFor("Хор", "Именно это время")
	boss.declines("Too few details")
	for _, s := range anna.suggested() {
		if s == b.Slot {
			t.Error("what is offered to another is suggested")
		}
	}
	anna.sees("Вот что свободно")
}

func TestNothingIsSuggestedWhereTheEventCannotBe(t *testing.T) {
	_, anna, boss, _ := staffed(t)
	anna.asks(nil)
	boss.declines("Commerce")
	anna.sees("коммерческие")
	anna.seesNot("свободно", "занято")
	if got := anna.suggested(); len(got) > 0 {
		t.Errorf("suggested are %v", got)
	}
}
