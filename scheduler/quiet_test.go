package scheduler

import (
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// wants gives a person settings.
func (h *house) wants(id int64, by func(*space.Settings)) {
	h.t.Helper()
	all, err := h.db.People(h.t.Context(), []int64{id})
	if err != nil {
		h.t.Fatal(err)
	}
	who := space.Person{ID: id, Name: "Somebody", Language: "ru"}
	if len(all) > 0 {
		who = all[0]
	}
	by(&who.Settings)
	h.write(store.Change{People: []space.Person{who}})
}

// sleeps gives a person quiet hours from ten in the evening to eight.
func (h *house) sleeps(people ...int64) {
	h.t.Helper()
	for _, id := range people {
		h.wants(id, func(s *space.Settings) { s.Quiet = &space.Quiet{From: 22 * 60, Until: 8 * 60} })
	}
}

// nightHouse is a house without digests.
func nightHouse(t *testing.T) *house {
	h := newHouse(t)
	h.point.Digest = ""
	return h
}

// at is a time of a day of the Point, days after saturday.
func (h *house) at(days, hour, minute int) time.Time {
	return h.point.At(h.point.Day(saturday).Plus(days), hour*60+minute)
}

func TestAReminderWaitsForTheEndOfItsReadersQuietHours(t *testing.T) {
	h := nightHouse(t)
	h.sleeps(anna)
	h.book(h.event(space.Confirmed, h.at(2, 23, 0)))
	clocks := []*Clock{h.clock(), h.clock()}
	h.tickAt(clocks[0], saturday)
	h.tickAt(clocks[0], h.at(1, 23, 0))
	h.expect("a day before, at night: those who are awake", each("remind:24h0m0s", boris, vera))
	h.tickAt(clocks[1], h.at(1, 23, 0))
	h.tickAt(clocks[1], h.at(2, 7, 59))
	h.expect("until their quiet hours end", map[string]int{})
	for _, c := range clocks {
		h.tickAt(c, h.at(2, 8, 0))
	}
	h.expect("then, once", each("remind:24h0m0s", anna))
	h.tickAt(clocks[0], h.at(2, 22, 0))
	h.expect("an hour before, which can wait for nobody", each("remind:1h0m0s", anna, boris, vera))
}

func TestAReminderThatWaitedIsVoidOnceItsEventMoved(t *testing.T) {
	h := nightHouse(t)
	h.sleeps(anna, boris, vera)
	b := h.book(h.event(space.Confirmed, h.at(2, 23, 0)))
	gone := h.event(space.Confirmed, h.at(2, 23, 0))
	gone.Room = "hall"
	gone = h.book(gone)
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, h.at(1, 23, 0))
	h.change(b.ID, func(b *space.Booking) { b.Start, b.End = b.Start.Add(2*day), b.End.Add(2*day) })
	h.change(gone.ID, func(b *space.Booking) { b.State = space.Cancelled })
	h.tickAt(c, h.at(2, 8, 0))
	h.expect("the old time's", map[string]int{})
	h.change(b.ID, func(b *space.Booking) { b.Title = "Совсем другое" })
	h.tickAt(c, h.at(3, 23, 0))
	h.change(b.ID, func(b *space.Booking) { b.Title = "И снова" })
	h.tickAt(c, h.at(4, 8, 0))
	h.expect("the new time's, whatever else changed while it waited", each("remind:24h0m0s", anna, boris, vera))
}

func TestAReminderThatWaitedGivesWayToTheShorterOne(t *testing.T) {
	h := nightHouse(t)
	h.point.Reminders = []time.Duration{day, 12 * time.Hour}
	h.sleeps(anna, boris, vera)
	h.book(h.event(space.Confirmed, h.at(2, 18, 0)))
	h.point.Reminders = []time.Duration{20 * time.Hour, 12 * time.Hour}
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, h.at(1, 22, 0))
	h.tickAt(c, h.at(2, 6, 0))
	h.tickAt(c, h.at(2, 8, 0))
	h.expect("in the morning one of the two", each("remind:12h0m0s", anna, boris, vera))
}

func TestNobodyGetsAReminderThatTheyDoNotWant(t *testing.T) {
	h := nightHouse(t)
	h.wants(vera, func(s *space.Settings) { s.Unwanted = []time.Duration{day} })
	h.wants(boris, func(s *space.Settings) { s.Unwanted = []time.Duration{time.Hour} })
	h.book(h.event(space.Confirmed, h.at(3, 18, 0)))
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, h.at(2, 18, 0))
	h.expect("a day before", each("remind:24h0m0s", anna, boris))
	h.tickAt(c, h.at(3, 17, 0))
	h.expect("an hour before", each("remind:1h0m0s", anna, vera))
}

func TestWhoWantsNoShortReminderGetsTheLongOneLate(t *testing.T) {
	h := nightHouse(t)
	h.wants(boris, func(s *space.Settings) { s.Unwanted = []time.Duration{time.Hour} })
	h.book(h.event(space.Confirmed, h.at(3, 18, 0)))
	h.tickAt(h.clock(), saturday)
	h.tickAt(h.clock(), h.at(3, 17, 30))
	want := each("remind:1h0m0s", anna, vera)
	want["remind:24h0m0s to 43"] = 1
	h.expect("after a standstill", want)
}

func TestAQuestionWaitsUntilOneOfThoseAskedIsAwake(t *testing.T) {
	h := nightHouse(t)
	h.point.Reminders, h.point.StillOn = nil, []time.Duration{7 * day}
	h.sleeps(anna)
	b := h.book(h.event(space.Confirmed, h.at(8, 23, 0)))
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, h.at(1, 23, 0))
	h.change(b.ID, func(b *space.Booking) { b.Title = "Другое имя" })
	h.expect("at night", map[string]int{})
	h.tickAt(c, h.at(2, 8, 0))
	h.expect("in the morning", each("still_on", anna))
	h.tickAt(h.clock(), h.at(2, 8, 1))
	h.expect("once", map[string]int{})
	h.sleeps(boris)
	h.tickAt(c, h.at(3, 8, 0))
	h.expect("a day later the leads", each("still_leads", boris, vera))
}

func TestARequestIsNotRecalledToAdminsWhoSleep(t *testing.T) {
	h := nightHouse(t)
	h.point.Digest = ""
	h.sleeps(admin1, admin2)
	h.set(h.at(0, 23, 0))
	h.book(h.event(space.Requested, h.at(5, 18, 0)))
	c := h.clock()
	h.tickAt(c, h.at(1, 23, 0))
	h.expect("at night", map[string]int{})
	h.tickAt(c, h.at(2, 8, 0))
	h.expect("in the morning", each("undecided", admin1, admin2))
	h.tickAt(c, h.at(3, 8, 0))
	h.expect("a day later again", each("undecided", admin1, admin2))
}

func TestWhatHappensIsToldAtOnceWithoutASoundInQuietHours(t *testing.T) {
	h := nightHouse(t)
	h.sleeps(anna)
	h.book(h.event(space.Requested, h.at(1, 23, 0)))
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, h.at(1, 23, 0))
	silent := map[int64]bool{}
	for _, o := range h.sent() {
		if d, err := space.ParseDue(o.Occasion); err == nil && d.Kind == space.DueExpire {
			silent[o.Chat] = o.Silent
		}
	}
	if s, told := silent[anna]; !told || !s {
		t.Errorf("who sleeps is told without a sound: %v", silent)
	}
	if s, told := silent[boris]; !told || s {
		t.Errorf("who is awake hears it: %v", silent)
	}
}
