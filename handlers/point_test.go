package handlers

import (
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// opensKhabarovsk gives the bot a second Point, with the same staff.
func (h *house) opensKhabarovsk() *store.Point {
	h.Helper()
	khv := boilingPoint()
	khv.ID, khv.Name = "khv", space.Local{"ru": "Хабаровск", "en": "Khabarovsk"}
	h.opensAlso(khv)
	return h.desk.Store.Point(khv)
}

// livesIn makes a Point somebody's own.
func (g *guest) livesIn(point string) {
	g.Helper()
	if err := g.desk.Store.SetHome(g.Context(), g.ID, point); err != nil {
		g.Fatal(err)
	}
}

// doesTwice is something that somebody does, in a process that dies before it
// marks the update as done.
func (g *guest) doesTwice(e chat.Event) {
	g.Helper()
	e = g.event(e)
	g.handle(e)
	if len(g.news) == 0 {
		g.Errorf("%s reads nothing the first time", g.Name)
	}
	g.handle(e)
	if len(g.news) > 0 {
		g.Errorf("%s reads the second time: %q", g.Name, g.news)
	}
}

func TestWordsThatEndedAConversationAtAnotherPointAreNotTakenAgain(t *testing.T) {
	h, _, boss, _ := staffed(t)
	khv := h.opensKhabarovsk()
	boss.livesIn("blg")
	b := space.Booking{ID: "k7f3m2ab", State: space.Requested, Slot: space.Slot{Room: "hall", Start: h.at(2, 12), End: h.at(2, 13)},
		Event: space.Event{Title: "Lecture", Format: space.Meeting, Headcount: 5}, Resident: space.Party{ID: 99, Name: "X"}, Created: h.now, Messenger: []int64{boss.ID}}
	change := store.Change{Bookings: []store.BookingChange{{After: b}}, People: []space.Person{{ID: boss.ID, Name: "Boss", Language: "en", Consent: h.now}}}
	if err := khv.Commit(t.Context(), change, h.now); err != nil {
		t.Fatal(err)
	}
	boss.forges("decide:k7f3m2ab:1:own")
	boss.doesTwice(chat.Event{Kind: chat.Text, Text: "come tomorrow at 18:00, 20 people"})
	if b, _, err := khv.Booking(t.Context(), b.ID); err != nil || b.State != space.Declined {
		t.Errorf("%+v, %v", b, err)
	}
}

func TestALinkThatWasUsedAtAnotherPointIsNotUsedAgain(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	khv := h.opensKhabarovsk()
	boss.livesIn("khv")
	boss.says("/start")
	boss.presses("I agree")
	link := boss.adminLink()
	anna.livesIn("blg")
	anna.doesTwice(chat.Event{Kind: chat.Command, Command: "start", Text: link})
	if staff, err := khv.Staff(t.Context()); err != nil || len(staff.Added) != 1 {
		t.Errorf("%+v, %v", staff, err)
	}
}

func TestAPickedPointIsRememberedAlsoWhereThatWasCutOff(t *testing.T) {
	h := openHouse(t)
	h.opensKhabarovsk()
	anna := h.guest(42, "Анна", "ru")
	e := anna.event(chat.Event{Kind: chat.Pressed, PressID: "p", Data: "point::0:khv"})
	if err := h.begins(e).commit(); err != nil {
		t.Fatal(err)
	}
	h.handle(e)
	if home, err := h.desk.Store.Home(t.Context(), anna.ID); err != nil || home != "khv" {
		t.Errorf("at home in %q, %v", home, err)
	}
}

// Cut off once one Point has written that the person leaves, and the other has
// not: what is left is explained again.
func TestForgettingIsAskedForAgainWhereItWasCutOffBetweenPoints(t *testing.T) {
	h := openHouse(t)
	khv := h.opensKhabarovsk()
	g := h.guest(470815, "Lidia", "en")
	g.livesIn("blg")
	me := space.Person{ID: g.ID, Name: g.Name, Language: "en", Consent: h.now}
	if err := khv.Commit(t.Context(), store.Change{People: []space.Person{me}}, h.now); err != nil {
		t.Fatal(err)
	}
	g.says("/forget")
	g.presses("Forget me")
	yes, _ := g.button("Yes, forget me")
	e := g.event(chat.Event{Kind: chat.Pressed, PressID: "p", Data: yes.Data})
	h.begins(e)
	h.handle(e)
	g.presses("Forget me")
	g.presses("Yes, forget me")
	h.now = h.now.Add(time.Minute)
	h.ticks()
	if left := h.traces("470815", "Lidia"); len(left) > 0 {
		t.Errorf("left is %v", left)
	}
}

func TestWhoseCommunityWasAcceptedAtAnotherPointBooksThere(t *testing.T) {
	h, anna, boss := twoPoints(t)
	anna.proposes("Книжный клуб")
	anna.says("/point")
	anna.presses("Благовещенск")
	boss.presses("Принять")
	anna.sees("теперь с нами")
	anna.presses("Забронировать")
	known, err := h.desk.Store.Point(&space.Point{ID: "khv"}).Know(t.Context(), anna.ID, anna.ID, 0)
	if err != nil || !known.Talking {
		t.Errorf("she does not book where her community is: %+v, %v", known, err)
	}
}
