package told_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
	"samovar/internal/told"
)

const (
	anna   = 42 // a resident who reads English
	boris  = 43 // leads quanta, never wrote
	keeper = 11 // an admin
	former = 12 // was one
)

// noon is noon at the Point.
var noon = time.Date(2026, 11, 21, 3, 0, 0, 0, time.UTC)

// house is a Point on a Redis of its own, with the booking of an evening there
// in ten days.
type house struct {
	t    *testing.T
	told told.Told
	b    space.Booking
}

func open(t *testing.T) *house {
	t.Helper()
	texts, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(redisserver.ForTest(t).URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	p := &space.Point{ID: "blg", Zone: time.FixedZone("", 9*60*60), Admins: []int64{keeper}, StillOn: []time.Duration{7 * 24 * time.Hour}, NoShowAfter: time.Minute,
		Rooms: []space.Room{{ID: "hall", Name: space.Local{"ru": "Зал", "en": "Hall"}}, {ID: "class", Name: space.Local{"ru": "Класс", "en": "Classroom"}}}}
	h := &house{t: t, told: told.Told{Point: p, Store: s.Point(p), Texts: texts, Lane: chat.Broadcast, Occasion: "end"}}
	h.b = space.Booking{ID: "b1", State: space.Confirmed, Slot: space.Slot{Room: "hall", Start: noon.AddDate(0, 0, 10), End: noon.AddDate(0, 0, 10).Add(time.Hour)},
		Event: space.Event{Title: "Qubits & tea"}, Resident: space.Party{ID: anna}, Community: "quanta", Messenger: []int64{keeper, former}}
	if err := h.told.Store.Commit(t.Context(), store.Change{People: []space.Person{{ID: anna, Language: "en"}}}, noon); err != nil {
		t.Fatal(err)
	}
	if err := h.told.Store.ImportCommunities(t.Context(), []space.Community{{ID: "quanta", Name: "Кванты", Leads: []int64{boris}}}, noon); err != nil {
		t.Fatal(err)
	}
	return h
}

// corrected are the messages of a change of the booking, beside which others
// are written.
func (h *house) corrected(now time.Time, change func(*space.Booking), beside ...chat.Out) []chat.Out {
	h.t.Helper()
	before, after := h.b, h.b
	change(&after)
	c := store.Change{Bookings: []store.BookingChange{{Before: &before, After: after}}, Outs: beside}
	if err := h.told.Correct(h.t.Context(), &c, now); err != nil {
		h.t.Fatal(err)
	}
	return c.Outs
}

// expect holds the messages that are edited against those that are wanted.
func (h *house) expect(what string, outs []chat.Out, want ...string) {
	h.t.Helper()
	var got []string
	for _, o := range outs {
		if o.Kind != chat.Undress || o.Lane != chat.Broadcast || o.Occasion != "end" {
			h.t.Errorf("%s: %+v", what, o)
		}
		got = append(got, fmt.Sprint(o.Panel, " of ", o.Chat))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		h.t.Errorf("%s: edited are\n%q, want\n%q", what, got, want)
	}
}

func panel(name string, person int64) string { return fmt.Sprint(name, " of ", person) }

func cancel(b *space.Booking) { b.State = space.Cancelled }

func TestAllWhoWereToldOfABookingReadThatItIsOver(t *testing.T) {
	h := open(t)
	outs := h.corrected(noon, cancel)
	h.expect("ten days before", outs, panel(chat.OwnPanel("b1"), anna), panel(chat.Receipt("b1"), anna),
		panel(chat.LeadPanel("b1"), boris), panel(chat.RequestPanel("b1"), keeper))
	for _, o := range outs {
		words := []string{"✖️ отменена", "Qubits &amp; tea", "1 декабря", "12:00–13:00", "Зал"}
		if o.Chat == anna {
			words = []string{"✖️ cancelled", "Qubits &amp; tea", "1 December", "12:00–13:00", "Hall"}
		}
		for _, word := range words {
			if !strings.Contains(o.Text, word) {
				t.Errorf("%s of %d reads %q, without %q", o.Panel, o.Chat, o.Text, word)
			}
		}
	}
}

func TestABookingThatMovedIsCorrectedAndOneThatDidNotIsLeftAlone(t *testing.T) {
	h := open(t)
	for what, change := range map[string]func(*space.Booking){
		"another room":    func(b *space.Booking) { b.Room = "class" },
		"a later start":   func(b *space.Booking) { b.Start = b.Start.Add(15 * time.Minute) },
		"an earlier end":  func(b *space.Booking) { b.End = b.End.Add(-15 * time.Minute) },
		"nobody came":     func(b *space.Booking) { b.State = space.NoShow },
		"nobody said yes": func(b *space.Booking) { b.State = space.Released },
	} {
		if outs := h.corrected(noon, change); len(outs) != 4 {
			t.Errorf("%s: %d messages are corrected", what, len(outs))
		}
	}
	for what, change := range map[string]func(*space.Booking){
		"another title":      func(b *space.Booking) { b.Title = "Kites" },
		"it has begun":       func(b *space.Booking) { b.State = space.Running },
		"it has taken place": func(b *space.Booking) { b.State = space.Done },
		"the same moments":   func(b *space.Booking) { b.Start, b.End = b.Start.Local(), b.End.Local() },
	} {
		h.expect(what, h.corrected(noon, change))
	}
	h.b.State = space.Cancelled
	h.expect("what was over already", h.corrected(noon, func(b *space.Booking) { b.State = space.Expired }))
	made := store.Change{Bookings: []store.BookingChange{{After: h.b}}}
	if err := h.told.Correct(t.Context(), &made, noon); err != nil || len(made.Outs) > 0 {
		t.Errorf("of a new booking %v, %v", made.Outs, err)
	}
}

func TestWhatTheSameCommitDrawsIsNotCorrected(t *testing.T) {
	h := open(t)
	drawn := chat.Out{Kind: chat.Say, Chat: anna, Panel: chat.Receipt("b1"), Text: "gone"}
	anew := chat.Out{Kind: chat.Say, Chat: anna, Panel: chat.OwnPanel("b1"), Text: "gone", Fresh: true}
	outs := h.corrected(noon, cancel, drawn, anew)
	h.expect("the others", outs[2:], panel(chat.LeadPanel("b1"), boris), panel(chat.RequestPanel("b1"), keeper))
	if outs[0].Text != "gone" || outs[0].Former != "" {
		t.Errorf("what is drawn in place becomes %+v", outs[0])
	}
	if outs[1].Text != "gone" || !strings.Contains(outs[1].Former, "✖️ cancelled") {
		t.Errorf("of what is sent anew the message before would read %q", outs[1].Former)
	}
}

func TestAQuestionIsCorrectedOnceItWasPut(t *testing.T) {
	h := open(t)
	h.b.Messenger = nil
	told := []string{panel(chat.OwnPanel("b1"), anna), panel(chat.Receipt("b1"), anna), panel(chat.LeadPanel("b1"), boris)}
	still := []string{panel(chat.StillPanel("b1"), anna), panel(chat.StillPanel("b1"), boris), panel(chat.StillPanel("b1"), keeper)}
	door := []string{panel(chat.DoorPanel("b1"), anna), panel(chat.DoorPanel("b1"), boris), panel(chat.DoorPanel("b1"), keeper)}
	asked := h.b.Start.AddDate(0, 0, -7)
	h.expect("before it was put", h.corrected(asked.Add(-time.Second), cancel), told...)
	h.expect("once it was", h.corrected(asked, cancel), slices.Concat(told, still)...)
	h.b.State = space.Running
	h.expect("at the door", h.corrected(h.b.Start, cancel), slices.Concat(told, still, door)...)
}

func TestWhatTheClockStillHasToSayOfABookingThatEndsIsTakenBack(t *testing.T) {
	h := open(t)
	before, after := h.b, h.b
	cancel(&after)
	c := store.Change{Bookings: []store.BookingChange{{Before: &before, After: after}}}
	if err := h.told.Correct(t.Context(), &c, before.Start.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	for _, id := range []int64{anna, boris, keeper} {
		if !slices.Contains(c.Unsaid, store.Unsaid{Chat: id, About: "b1"}) {
			t.Errorf("of %d nothing is taken back: %v", id, c.Unsaid)
		}
	}
}

func TestARoomThatIsGoneIsCalledByItsID(t *testing.T) {
	h := open(t)
	for _, o := range h.corrected(noon, func(b *space.Booking) { b.Room = "attic" }) {
		if !strings.Contains(o.Text, "📍 attic") {
			t.Errorf("%q", o.Text)
		}
	}
}
