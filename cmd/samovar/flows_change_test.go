package main

import (
	"fmt"
	"testing"

	"samovar/internal/lang"
	"samovar/internal/space"
)

func TestChangingABookingIsPlayedInThreeLanguages(t *testing.T) {
	inEachLanguage(t, func(f *flows) {
		f.aChangeIsMadeOrDecided()
		f.aLeadHandsOver()
	})
}

func TestAQuotaIsSaidWithItsFigureInThreeLanguages(t *testing.T) {
	inEachLanguage(t, (*flows).theSecondEveningIsTooMany)
}

// aChangeIsMadeOrDecided gives a booking another title, which nobody has to
// decide, and twice more people, which the admin allows once; the history shows
// it all.
func (f *flows) aChangeIsMadeOrDecided() {
	guest, title, day := f.guest(), f.event(), f.freeDay(10, "hall")
	f.asks(guest, day, "hall", 40, title)
	guest.chooses(f.Plain("book.send"))
	f.boss.on(f.Plain("request.approve"), title)
	guest.gets(guest.text("notice.confirmed"), title)

	guest.opens()
	guest.chooses(f.Plain("change.edit"))
	guest.chooses(f.Plain("book.change_title"))
	title = f.event()
	guest.Says(title)
	guest.chooses(f.Plain("change.save"))
	guest.gets(append(guest.pieces("change.done", "Title", "Lines"), title)...)

	f.asksForMore(guest, 50)
	f.boss.on(f.Plain("request.approve"), append(f.boss.pieces("change.request_head", "ID"), title, "50")...)
	guest.gets(append(guest.pieces("change.allowed", "Who"), title)...)

	f.asksForMore(guest, 60)
	f.boss.on(f.Plain("request.decline"), append(f.boss.pieces("change.request_head", "ID"), title, "60")...)
	f.boss.isAnswered(f.Plain("reason.short.works"), f.Plain("request.declined"))
	guest.gets(append(guest.pieces("change.refused", "Who"), f.Plain("reason.works"), title)...)

	f.boss.on(f.Plain("log.open"), title, f.Plain("reason.works"))
	f.boss.gets(append(f.boss.pieces("log.title", "Title", "ID"), title, f.boss.pieces("log.asked", "Slot")[0],
		f.boss.text("log.answer.declined"), f.Plain("reason.works"))...)
}

// asksForMore asks for more people than the booking has.
func (f *flows) asksForMore(guest actor, heads int) {
	f.t.Helper()
	guest.opens()
	guest.chooses(f.Plain("change.edit"))
	guest.Says(fmt.Sprintf(map[lang.Tag]string{lang.Russian: "%d человек", lang.English: "%d people", lang.Chinese: "%d人"}[f.Tag()], heads))
	guest.reads(guest.text("change.will_ask"))
	guest.chooses(f.Plain("change.ask"))
	guest.gets(append(guest.pieces("change.asked", "Title", "Lines"), fmt.Sprint(heads))...)
}

// aLeadHandsOver makes the other lead answer for a booking.
func (f *flows) aLeadHandsOver() {
	title := f.books(f.leads[0], f.freeDay(10, "class"), "class")
	f.leads[0].opens()
	f.leads[0].chooses(f.Plain("change.hand"))
	f.leads[0].isAnswered("Lead2", f.Plain("change.handed", "Name", "Lead2"))
	f.leads[1].gets(append(f.leads[1].pieces("change.handed_to", "Who"), title)...)
	f.leads[1].opens()
	f.leads[1].reads(title)
}

// theSecondEveningIsTooMany asks for another evening of the month in which the
// guest has one already.
func (f *flows) theSecondEveningIsTooMany() {
	guest := f.guest()
	first := f.freeFrom(space.Date{Year: 2027, Month: 2, Day: 1}, "meeting")
	f.books(guest, first, "meeting")
	f.asks(guest, f.freeFrom(first.Plus(1), "meeting"), "meeting", 20, f.event())
	start, _ := f.evening(first)
	guest.reads(guest.text("quota.evenings", "Count", 1, "Most", 1, "Month", f.Month(start)))
}
