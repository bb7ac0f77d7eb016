package main

import (
	"regexp"
	"strings"
	"testing"

	"samovar/internal/emulator"
	"samovar/internal/space"
)

// theKeeper is an admin who reads the language of the story.
const theKeeper = 990

func TestARoomIsClosedAndOpenedInThreeLanguages(t *testing.T) {
	closes := map[string]string{"ru": "/close конференц-зал завтра, новый пол", "en": "/close conference hall tomorrow, new floor", "zh": "/close 会议厅 明天 换地板"}
	for _, words := range tongues() {
		t.Run(words.code, func(t *testing.T) {
			t.Parallel()
			r := playing(t, func(p *space.Point) { p.Admins = append(p.Admins, theKeeper) })
			anna, keeper := r.joins(900, words.names[0], words.code), r.joins(theKeeper, words.names[1], words.code)
			keeper.Starts("")
			keeper.chooses(keeper.text("start.agree"))
			r.booksInOneMessage(anna, words)
			keeper.Says(closes[words.code])
			keeper.reads(words.lineTitle)
			keeper.choosesOne(beginning(keeper.text("house.cancel.close", "Count", 7)))
			keeper.gets(keeper.text("house.done"))
			anna.gets(anna.text("house.struck.declined"), words.lineTitle)
			anna.choosesOne(`–`)
			anna.reads(words.lineTitle)
			anna.chooses(anna.text("book.send"))
			keeper.Says("/house")
			keeper.choosesOne(`^🔓`)
			keeper.choosesOne("^" + keeper.text("house.do.reopen") + "$")
			r.isOpenAgain(keeper)
		})
	}
}

// isOpenAgain waits until the admin is told, and holds that nothing is closed.
func (r *raised) isOpenAgain(keeper actor) {
	r.t.Helper()
	keeper.awaits(func(c emulator.Chat) bool {
		done := 0
		for _, m := range c.FromBot() {
			if strings.HasPrefix(m.Text, keeper.text("house.done")) {
				done++
			}
		}
		return done == 2
	})
	kept, err := r.app.store.Point(r.app.points[0]).House(r.ctx)
	if err != nil || len(kept.Closings) != 0 || kept.Version != 2 {
		r.t.Errorf("the house is %+v, %v", kept, err)
	}
}

// beginning matches a button by its words before the number.
func beginning(text string) string {
	return "^" + regexp.QuoteMeta(strings.TrimSpace(strings.SplitN(text, "7", 2)[0]))
}

func TestHoursAndSeatsAreChangedInThreeLanguages(t *testing.T) {
	says := map[string][2]string{
		"ru": {"/hours с 1 февраля 2027 пн-сб 8:00-22:00", "/seats учебный класс 45"},
		"en": {"/hours from February 1 2027 mon-sat 8:00-22:00", "/seats classroom 45"},
		"zh": {"/hours 从2027年2月1日 周一到周六 8:00-22:00", "/seats 教室 45"},
	}
	for _, words := range tongues() {
		t.Run(words.code, func(t *testing.T) {
			t.Parallel()
			r := playing(t, func(p *space.Point) { p.Admins = append(p.Admins, theKeeper) })
			keeper := r.joins(theKeeper, words.names[1], words.code)
			keeper.Starts("")
			keeper.chooses(keeper.text("start.agree"))
			for i, button := range []string{"house.do.hours", "house.do.seats"} {
				keeper.Says(says[words.code][i])
				keeper.chooses(keeper.text(button))
				keeper.gets(keeper.text("house.done"))
			}
			kept, err := r.app.store.Point(r.app.points[0]).House(r.ctx)
			if err != nil || len(kept.Hours) != 1 || kept.Hours[0].Hours != (space.Hours{Open: 8 * 60, Close: 22 * 60}) || kept.Seats["class"] != 45 {
				t.Errorf("the house is %+v, %v", kept, err)
			}
		})
	}
}
