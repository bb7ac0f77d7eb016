package handlers

import (
	"strings"
	"testing"

	"samovar/internal/lang"
	"samovar/internal/space"
)

// taps presses the latest button that carries the argument.
func (g *guest) taps(arg string) {
	g.Helper()
	for i := len(g.messages) - 1; i >= 0; i-- {
		for _, row := range g.messages[i].keyboard {
			for _, b := range row {
				if strings.HasSuffix(b.Data, ":"+arg) {
					g.forges(b.Data)
					return
				}
			}
		}
	}
	g.Fatalf("%s has no button for %q; sees:\n%s", g.Name, arg, g.screen())
}

// lowest is the message that came or was changed last.
func (g *guest) lowest() string {
	m := g.messages[len(g.messages)-1]
	return drawMessage(m.text, m.keyboard)
}

func TestASeriesLooksAsItShouldInEveryLanguage(t *testing.T) {
	for tag, words := range map[lang.Tag]string{
		lang.Russian: "/book в четверг с 18 до 20, учебный класс, 30 человек, Английский клуб",
		lang.English: "/book Thursday 6-8pm, classroom, 30 people, English club",
		lang.Chinese: "/book 11月26日下午六点到八点，教室，30人，英语角",
	} {
		h := openHouse(t)
		h.point.Policy = space.DefaultPolicy()
		h.point.Rules = []space.Local{{"ru": "Без сменки не ходим", "en": "Indoor shoes, please", "zh": "请穿室内鞋"}}
		anna, boss := h.guest(42, "Анна", string(tag)), h.guest(theBoss, "Boss", string(tag))
		h.guest(41, "Борис", "ru").has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(33, 18), h.at(33, 20) })
		var all strings.Builder
		look := func(name string, g *guest) { all.WriteString("== " + name + "\n" + g.lowest() + "\n") }
		anna.says(words)
		for _, arg := range []string{"go=rhythm", "r=monthly", "back", "r=weekly"} {
			anna.taps(arg)
		}
		look("how long", anna)
		anna.says("1000")
		look("a thousand", anna)
		anna.says("9")
		look("the dates", anna)
		anna.taps("d=2026-12-03")
		look("a date", anna)
		anna.taps("w=1")
		anna.taps("d=2026-12-31")
		anna.taps("x=1")
		look("the dates as picked", anna)
		anna.taps("send=1")
		look("the receipt", anna)
		look("the admin's card", boss)
		boss.taps("t")
		look("ticks", boss)
		boss.taps("t.1q.0")
		boss.taps("s.1q")
		look("the reason", boss)
		boss.taps("r.1q.works")
		look("decided", boss)
		look("told", anna)
		anna.says("/my")
		look("my", anna)
		anna.taps("mine=0")
		look("the whole series", anna)
		anna.taps("ask")
		look("the rest", anna)
		anna.taps("off")
		look("give up the rest", anna)
		text := strings.ReplaceAll(all.String(), anna.dates()[0].Series, "ID")
		if strings.Contains(text, "⟦") {
			t.Errorf("%s has a hole", tag)
		}
		golden(t, "series."+string(tag)+".txt", text)
	}
}
