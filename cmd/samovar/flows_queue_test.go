package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/emulator"
	"samovar/internal/space"
)

func TestTheLineForATakenRoomIsPlayedInThreeLanguages(t *testing.T) {
	inEachLanguage(t, func(f *flows) {
		f.anOfferGoesDownTheLine()
		f.eachWayToWaitIsThere()
	})
}

// anOfferGoesDownTheLine has four people wait for one evening: one leaves, one
// is lifted and passes, one does not answer, and one takes it.
func (f *flows) anOfferGoesDownTheLine() {
	day, owner := f.freeDay(20, "meeting"), f.guest()
	f.books(owner, day, "meeting")
	var waiting [4]actor
	var titles [4]string
	for i := range waiting {
		waiting[i], titles[i] = f.guest(), f.event()
		f.waitsFor(waiting[i], day, "meeting", titles[i], f.Plain("queue.want_slot", "Room", f.room("meeting")))
	}
	silent, taker, lifted, leaver := waiting[0], waiting[1], waiting[2], waiting[3]
	leaver.isAnswered(f.Plain("queue.leave"), f.Plain("queue.left"))
	leaver.gets(leaver.text("queue.left_receipt", "Title", titles[3]))

	silent.isAt(1)
	taker.isAt(2, taker.text("queue.ahead_joining", "Count", 1))
	f.isLifted(lifted, titles[2])
	taker.isAt(3, taker.text("queue.ahead_lift", "Count", 1))

	owner.opens()
	owner.chooses(f.Plain("my.give_up.cancelled"))
	owner.isAnswered(f.Plain("button.yes"), f.Plain("my.given_up.cancelled"))
	lifted.gets(lifted.pieces("queue.offer", "Title", "When", "Room", "Clock", "Day")...)
	lifted.chooses(f.Plain("queue.pass"))
	lifted.chooses(f.Plain("queue.pass_yes"))
	lifted.gets(lifted.text("queue.passed", "Title", titles[2]))
	silent.gets(silent.pieces("queue.offer", "Title", "When", "Room", "Clock", "Day")...)
	f.clock.Advance(23 * time.Hour)
	silent.gets(silent.text("queue.lapsed", "Title", titles[0]))
	taker.chooses(f.Plain("queue.take"))
	taker.gets(append(taker.pieces("book.reserved", "Lines", "ID"), titles[1], "18:00–20:00")...)
}

// waitsFor asks for what is taken, and joins the line for it in one of the ways.
func (f *flows) waitsFor(a actor, day space.Date, room, title, way string) {
	f.t.Helper()
	f.joinsFor(a, day, room, title, way)
	a.gets(append(a.pieces("queue.joined", "Title", "Want"), title)...)
}

func (f *flows) joinsFor(a actor, day space.Date, room, title, way string) {
	f.t.Helper()
	f.asks(a, day, room, 20, title)
	a.reads(a.text("refusal.taken"))
	a.chooses(a.text("queue.join"))
	a.chooses(way)
}

// isAt looks up the place in the line, and why it is that.
func (a actor) isAt(number int, why ...string) {
	a.t.Helper()
	a.Says("/my")
	a.reads(a.text("queue.title"))
	a.gets(append(why, a.text("queue.place", "Number", number))...)
}

// isLifted has the admin put the third before all others.
func (f *flows) isLifted(a actor, title string) {
	f.t.Helper()
	reason := f.Plain("line.reason.city")
	f.boss.Says("/line")
	f.boss.chooses(f.boss.text("line.lift", "Number", 3, "Title", title))
	f.boss.isAnswered(reason, f.Plain("line.done"))
	f.boss.gets(append(f.boss.pieces("line.lifted", "Who", "When", "Reason"), reason)...)
	a.gets(a.text("line.told", "Title", title, "Reason", reason))
	a.isAt(1, a.text("queue.lifted", "Reason", reason))
}

// passesAll passes one offer after the other until there is none, and leaves the
// line, or lets the last go that was left to wait for.
func (f *flows) passesAll(a actor, title string) {
	f.t.Helper()
	waits, sure := a.text("queue.passed_waits", "Title", title), a.pieces("queue.pass_sure", "Title", "Slot")
	passed := func(c emulator.Chat) (n int) {
		for _, m := range c.FromBot() {
			if strings.Contains(m.Text, a.text("queue.passed_next", "Title", title)) {
				n++
			}
		}
		return n
	}
	said := func(c emulator.Chat, words ...string) bool {
		return slices.ContainsFunc(c.FromBot(), func(m emulator.Message) bool { return holds(m.Text, words) && strings.Contains(m.Text, title) })
	}
	for n := range 100 {
		a.chooses(f.Plain("queue.pass"))
		a.awaits(func(c emulator.Chat) bool { return passed(c) > n || said(c, waits) || said(c, sure...) })
		switch c := a.Chat(); {
		case said(c, sure...):
			a.chooses(f.Plain("queue.pass_yes"))
			a.gets(a.text("queue.passed", "Title", title))
			return
		case said(c, waits):
			a.isAt(1)
			a.isAnswered(f.Plain("queue.leave_one", "Title", title), f.Plain("queue.left"))
			a.gets(a.text("queue.left_receipt", "Title", title))
			return
		}
	}
	f.t.Fatalf("%s is offered one thing after the other", title)
}

// eachWayToWaitIsThere joins the line in each way: of what is free something is
// offered at once, and who passes it is offered what else is free.
func (f *flows) eachWayToWaitIsThere() {
	day := f.freeDay(20, "class")
	f.books(f.guest(), day, "class")
	start, _ := f.evening(day)
	room, date := f.room("class"), f.Day(start)
	weekday := f.Plain("series.weekly." + strings.ToLower(day.Weekday().String()[:3]))
	for _, way := range []string{
		f.Plain("queue.want_day", "Room", room, "Day", date),
		f.Plain("queue.want_any", "Day", date),
		f.Plain("queue.want_weeks", "Weekday", weekday, "Weeks", 6),
	} {
		a, title := f.guest(), f.event()
		f.joinsFor(a, day, "class", title, way)
		a.gets(a.text("queue.joined_offered", "Title", title))
		a.gets(a.pieces("queue.offer_now", "Title", "When", "Room", "Clock", "Day")...)
		f.passesAll(a, title)
	}
}
