package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/emulator"
)

// forgeries are two hundred payloads made of real ones, by small changes and by
// putting parts of several together. Half of them are well-formed.
func forgeries(real []string, dice *rand.Rand) (forged []string) {
	pick := func() chat.Press {
		p, _ := chat.ParsePress(real[dice.IntN(len(real))])
		return p
	}
	for len(forged) < 200 {
		p := pick()
		switch dice.IntN(8) {
		case 0:
			p.Subject = pick().Subject
		case 1:
			p.Version += int64(dice.IntN(5)) - 2
		case 2:
			p.Arg = pick().Arg
		case 3:
			p.Verb = pick().Verb
		}
		data := fmt.Sprintf("%s:%s:%s:%s", p.Verb, p.Subject, strconv.FormatInt(p.Version, 36), p.Arg)
		switch dice.IntN(8) {
		case 0:
			at := dice.IntN(len(data))
			data = data[:at] + string(rune(33+dice.IntN(90))) + data[at+1:]
		case 1:
			data = data[:1+dice.IntN(len(data)-1)]
		case 2:
			data += []string{"0", "=-1", "|9999999999999", " <b>", "💥", "=../../x"}[dice.IntN(6)]
		}
		if len(data) <= chat.MaxPress && data != "" {
			forged = append(forged, strings.ToValidUTF8(data, "?"))
		}
	}
	return forged
}

// buttons are the values of all buttons that a person has ever been shown: the
// log of calls has those that are gone by now, too.
func (h *premises) buttons(id int64) (all []string) {
	for _, c := range h.telegram.Calls() {
		markup := fmt.Sprintf("%s", c.Params["reply_markup"])
		if c.ChatID != id || !strings.Contains(markup, "callback_data") {
			continue
		}
		for _, part := range strings.Split(markup, `"callback_data":"`)[1:] {
			data, _, _ := strings.Cut(part, `"`)
			if p, err := chat.ParsePress(data); err == nil && p.Verb != "none" {
				all = append(all, data)
			}
		}
	}
	return all
}

// forges presses all of it under a message, waits for the answers, and looks
// what it changed beside the forger's own conversation and settings.
func (w twin) forges(message int, all []string) {
	w.t.Helper()
	before, heard := w.memory(), w.heard()
	var pressed []*emulator.Press
	for _, data := range all {
		pressed = append(pressed, w.PressesData(message, data))
	}
	for _, p := range pressed {
		if _, err := p.Answer(w.ctx); err != nil {
			w.t.Fatalf("%q is not answered: %v", p.Data, err)
		}
	}
	w.settled()
	if changed := before.changed(w.memory(), w.ID()); len(changed) > 0 {
		w.t.Errorf("%d presses of %d changed %v", len(all), w.ID(), changed)
	}
	if now := w.heard(); now != heard {
		w.t.Errorf("%d messages went to others", now-heard)
	}
}

func TestForgedForeignAndOldPressesChangeNothing(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("the seed is %d", seed)
	dice := rand.New(rand.NewPCG(seed, 0))
	h := prepare(t, crowded)
	h.begin()
	anna, boss, thief := h.twin(501, "Анна"), h.twin(11, "Ирина"), h.twin(666, "Тень")
	for _, w := range []twin{boss, anna, thief} {
		w.Says("/start")
		w.presses("agree", "")
	}
	h.leavesButtons(anna, boss)

	real := append(h.buttons(anna.ID()), h.buttons(boss.ID())...)
	t.Logf("%d buttons were shown", len(real))
	last, _ := thief.Chat().Last()
	thief.forges(last.ID, real)                         // foreign ones
	thief.forges(last.ID, forgeries(real, dice))        // and forged ones
	thief.forges(1_000_000, forgeries(real, dice)[:20]) // under a message that is not there
	boss.forges(last.ID, h.talksOf(anna, dice))         // of somebody else's conversation
	anna.forges(last.ID, bygone(h.buttons(anna.ID())))  // her own old ones
	anna.forges(last.ID, h.buttons(boss.ID()))          // and the admin's
	h.nothingWasRefused("message is not modified")
}

// leavesButtons plays what leaves buttons of every kind: a booking that was
// decided, one that waits, one that was proposed other times, a conversation.
func (h *premises) leavesButtons(anna, boss twin) {
	h.t.Helper()
	anna.asksFor(h.day(7) + " с 10 до 12, класс, 20 человек, Кружок")
	boss.presses("decide", "yes")
	anna.presses("menu", "my")
	anna.presses("show", "0")
	anna.presses("giveup", "ask")
	anna.asksFor(h.day(10) + " с 10 до 12, класс, 20 человек, Курсы")
	boss.presses("propose", "m")
	boss.presses("propose", "m.1")
	boss.presses("propose", "s.1")
	anna.asksFor(h.day(13) + " с 10 до 12, класс, 20 человек, Лекция")
	boss.presses("decide", "no")
	boss.presses("menu", "queue")
	boss.presses("menu", "admins")
	anna.presses("menu", "schedule")
	anna.Says("/book")
	h.settled()
	anna.Says("Вечер")
	h.settled()
	anna.presses("talk", "n=20")
}

// talksOf are the buttons of a person's conversations.
func (h *premises) talksOf(w twin, dice *rand.Rand) (all []string) {
	for _, data := range append(h.buttons(w.ID()), forgeries(h.buttons(w.ID()), dice)...) {
		if strings.HasPrefix(data, "talk:") {
			all = append(all, data)
		}
	}
	return all
}

// bygone leaves out the buttons that bind to a booking as it still is: those are
// good, in whatever message they stand.
func bygone(all []string) (rest []string) {
	for _, data := range all {
		verb, _, _ := strings.Cut(data, ":")
		if !slices.Contains([]string{"take", "giveup", "reply", "change"}, verb) {
			rest = append(rest, data)
		}
	}
	return rest
}
