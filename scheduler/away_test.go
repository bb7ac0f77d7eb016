package scheduler

import (
	"context"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	keeper = 31 // approves the hall
	guest  = 33 // stands in
)

// guarded is a house whose hall has its own approver, and that sends nothing but
// what a test asks for.
func guarded(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	h.point.Digest, h.point.Reminders = "", nil
	h.point.Rooms[0].Approvers = []int64{keeper}
	h.write(store.Change{People: []space.Person{{ID: guest, Name: "Guest", Language: "en"}}})
	return h
}

// leaves makes somebody be away from now on.
func (h *house) leaves(who, deputy int64, until time.Time) space.Absence {
	h.t.Helper()
	staff, err := h.db.Staff(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	a := space.Absence{Who: space.Party{ID: who, Name: "Who"}, Deputy: space.Party{ID: deputy, Name: "Guest"}, Since: h.time(), Until: until}
	staff = staff.Leave(a)
	h.write(store.Change{Staff: &staff, Due: []space.Due{a.Due()}})
	return a
}

// waits writes a request for the room in three days.
func (h *house) waits(room string, holders ...int64) space.Booking {
	h.t.Helper()
	b := h.event(space.Requested, saturday.Add(3*day))
	b.Room, b.Messenger = room, holders
	return h.book(b)
}

func TestWhoDecidesAboutARoomIsRemindedAndTheAdminsAreToo(t *testing.T) {
	h := guarded(t)
	h.waits("hall", keeper)
	h.tickAt(h.clock(), saturday.Add(day))
	h.expect("a day later", each("undecided", keeper, admin1, admin2))
}

func TestRemindersGoToWhoStandsIn(t *testing.T) {
	h := guarded(t)
	h.waits("class", admin1, admin2)
	h.leaves(admin1, guest, saturday.Add(30*time.Hour))
	c := h.clock()
	h.tickAt(c, saturday.Add(day))
	h.expect("while one is away", each("undecided", guest, admin2))
	h.tickAt(c, saturday.Add(30*time.Hour))
	h.sent()
	h.tickAt(c, saturday.Add(2*day))
	h.expect("when they are back", each("undecided", admin1, admin2))
}

func TestQuestionsGoToWhoStandsIn(t *testing.T) {
	h := asking(t)
	h.point.NoShowAfter = 20 * time.Minute
	c := h.clock()
	start := saturday.Add(20 * day)
	h.book(h.event(space.Confirmed, start))
	h.leaves(admin1, guest, start.Add(day))
	h.tickAt(c, start.Add(-14*day))
	h.tickAt(c, start.Add(-13*day))
	h.sent()
	h.tickAt(c, start.Add(-12*day))
	h.expect("nobody answered", each("still_admins", guest, admin2))
	h.tickAt(c, start)
	h.sent()
	h.tickAt(c, start.Add(20*time.Minute))
	h.expect("nobody came", each("no_show", guest, admin2))
}

func TestWhoComesBackIsToldWhatBecameOfTheRequests(t *testing.T) {
	h := guarded(t)
	first, second := h.waits("class", admin1, admin2), h.event(space.Requested, saturday.Add(4*day))
	h.book(second)
	h.waits("hall", keeper)
	h.leaves(admin1, guest, saturday.Add(10*time.Hour))
	h.set(saturday.Add(time.Hour))
	h.change(first.ID, func(b *space.Booking) {
		b.State = space.Confirmed
		b.Decision = &space.Decision{By: space.Party{ID: admin2, Name: "B"}, At: h.time(), State: space.Confirmed}
	})
	c := h.clock()
	h.tickAt(c, saturday.Add(10*time.Hour-time.Second))
	h.expect("before", map[string]int{})
	h.tickAt(c, saturday.Add(10*time.Hour))
	h.tickAt(h.clock(), saturday.Add(10*time.Hour))
	told, undressed := map[int64]string{}, 0
	for _, o := range h.sent() {
		if o.Kind == chat.Undress {
			undressed++
			if o.Chat != guest {
				t.Errorf("%d loses buttons", o.Chat)
			}
			continue
		}
		if told[o.Chat] != "" {
			t.Errorf("%d is told twice", o.Chat)
		}
		told[o.Chat] = o.Text
	}
	if len(told) != 2 || !strings.Contains(told[guest], "Who is back") {
		t.Errorf("told %v", told)
	}
	for _, words := range []string{"С возвращением", "Без вас решили 1 заявку", "Ждут решения: 2"} {
		if !strings.Contains(told[admin1], words) {
			t.Errorf("no %q in %q", words, told[admin1])
		}
	}
	if undressed != 2 {
		t.Errorf("%d cards lost their buttons", undressed)
	}
	if staff, err := h.db.Staff(t.Context()); err != nil || len(staff.Away) != 0 {
		t.Errorf("still away: %+v, %v", staff, err)
	}
}

func TestAnAbsenceThatWasEndedOrProlongedEndsNoMore(t *testing.T) {
	h := guarded(t)
	a := h.leaves(admin1, 0, saturday.Add(time.Hour))
	h.leaves(admin1, 0, saturday.Add(2*time.Hour))
	staff, err := h.db.Staff(t.Context())
	if err != nil || len(staff.Away) != 1 {
		t.Fatalf("%+v, %v", staff, err)
	}
	h.leaves(keeper, 0, saturday.Add(time.Hour))
	staff, _ = h.db.Staff(t.Context())
	staff = staff.Back(keeper)
	h.write(store.Change{Staff: &staff})
	c := h.clock()
	h.tickAt(c, a.Until)
	h.expect("at the old end", map[string]int{})
	h.tickAt(c, saturday.Add(2*time.Hour))
	h.expect("at the new end", each("back", admin1))
}

func TestACardThatExpiresIsShownToWhoStandsInAndNotToWhoIsAway(t *testing.T) {
	h := guarded(t)
	h.point.Undecided = 30 * day
	b := h.waits("hall", keeper)
	h.leaves(keeper, guest, saturday.Add(20*day))
	h.tickAt(h.clock(), b.Start)
	cards := map[int64]chat.OutKind{}
	for _, o := range h.sent() {
		if o.Panel == chat.RequestPanel(b.ID) {
			cards[o.Chat] = o.Kind
		}
	}
	if len(cards) != 2 || cards[guest] != chat.Say || cards[keeper] != chat.Undress {
		t.Errorf("cards %v", cards)
	}
}
