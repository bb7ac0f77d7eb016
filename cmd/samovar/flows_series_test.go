package main

import (
	"regexp"
	"testing"
	"time"

	"samovar/internal/space"
)

func TestASeriesIsPlayedInThreeLanguages(t *testing.T) {
	inEachLanguage(t, (*flows).aSeriesIsApprovedAndGivenUp)
}

// aSeriesIsApprovedAndGivenUp repeats an evening in the hall for four weeks,
// has it approved with one tap, and gives up all of it again.
func (f *flows) aSeriesIsApprovedAndGivenUp() {
	f.t.Helper()
	guest, title, day := f.guest(), f.event(), f.freeDay(10, "hall")
	f.asks(guest, day, "hall", 40, title)
	guest.chooses(f.Plain("series.repeat"))
	guest.choosesOne(capitalOrNot(f.Plain("series.weekly." + weekdayKey(day))))
	guest.chooses(f.Plain("series.dates", "Count", 4))
	guest.reads(displayed(f.Plain("series.dates_in_all", "Count", 4)))
	guest.choosesOne(`^✅`)
	guest.gets(append(guest.pieces("series.sent", "ID"), title)...)

	n := len(f.dates(f.people))
	f.boss.on(f.Plain("series.approve_all", "Count", n), title)
	guest.gets(append(guest.pieces("series.approved", "Who"), title)...)
	for _, b := range f.dates(f.people) {
		if b.State != space.Confirmed {
			f.t.Errorf("the date of %s is %s", b.Start, b.State)
		}
	}

	guest.Says("/my")
	guest.choosesOne(`1\. `)
	guest.chooses(f.Plain("series.rest"))
	guest.chooses(f.Plain("series.rest_off"))
	guest.chooses(f.Plain("button.yes"))
	guest.gets(guest.text("series.off_done", "Count", n))
	f.boss.gets(append(f.boss.pieces("series.off_admin", "Who"), title)...)
	for _, b := range f.dates(f.people) {
		if b.State != space.Cancelled {
			f.t.Errorf("the date of %s is %s", b.Start, b.State)
		}
	}
}

func TestChangesInASeriesAreAskedForInThreeLanguages(t *testing.T) {
	inEachLanguage(t, (*flows).aSeriesIsTalkedAbout)
}

// aSeriesIsTalkedAbout has the admin ask for changes in four evenings at once,
// the guest reply, and all of them approved.
func (f *flows) aSeriesIsTalkedAbout() {
	f.t.Helper()
	guest, title, day := f.guest(), f.event(), f.freeDay(10, "hall")
	f.asks(guest, day, "hall", 40, title)
	guest.chooses(f.Plain("series.repeat"))
	guest.choosesOne(capitalOrNot(f.Plain("series.weekly." + weekdayKey(day))))
	guest.chooses(f.Plain("series.dates", "Count", 4))
	guest.choosesOne(`^✅`)

	n := len(f.dates(f.people))
	words, reply := f.said("Начните на час позже", "Begin an hour later", "请晚一个小时开始"), f.said("Раньше не сможем", "We cannot, sorry", "不行，抱歉")
	f.boss.on(f.Plain("ask.ask"), title)
	f.boss.gets(append(f.boss.pieces("ask.ask_words", "Title"), title)...)
	f.boss.Says(words)
	guest.gets(guest.text("ask.notice"), title, words)
	guest.chooses(f.Plain("ask.reply"))
	guest.Says(reply)
	guest.gets(append(guest.pieces("ask.replied", "Title", "Words"), reply)...)
	f.boss.on(f.Plain("series.approve_all", "Count", n), title, words, reply)
	guest.gets(append(guest.pieces("series.approved", "Who"), title, reply)...)
	for _, b := range f.dates(f.people) {
		if b.State != space.Confirmed {
			f.t.Errorf("the date of %s is %s", b.Start, b.State)
		}
	}
}

// dates are the bookings of a person.
func (f *flows) dates(person int64) []space.Booking {
	f.t.Helper()
	all, err := f.app.store.Point(f.app.points[0]).BookingsOf(f.ctx, person, time.Time{}, time.Time{})
	if err != nil {
		f.t.Fatal(err)
	}
	return all
}

func weekdayKey(day space.Date) string {
	return [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}[day.Weekday()]
}

// capitalOrNot matches a text with a first letter of either size.
func capitalOrNot(text string) string { return "(?i)^" + regexp.QuoteMeta(text) + "$" }
