package handlers

import (
	"strings"
	"testing"

	"samovar/internal/space"
	"samovar/internal/store"
)

func TestASeriesEndsWithWhoIsForgottenAndTheAdminsHearOfItOnce(t *testing.T) {
	h := openHouse(t)
	boss, g := h.guest(theBoss, "Boss", "en"), h.guest(470815, "Lidia", "en")
	for i, id := range []string{"date2345", "date3456", "date4567"} {
		g.has(func(b *space.Booking) {
			b.ID, b.Series, b.Title, b.Room = id, "ser23456", "Tea", "zone"
			b.Start, b.End = h.at(26+7*i, 18), h.at(26+7*i, 20)
		})
	}
	first := g.booking(space.Confirmed, nil)
	h.commit(store.Change{Series: []store.SeriesChange{{After: space.Series{ID: "ser23456", Room: "zone", Event: first.Event, Resident: first.Resident,
		Created: h.now, Later: []space.Date{{Year: 2027, Month: 7, Day: 1}}}}}})
	g.says("/forget")
	g.sees("cancel 3 coming bookings")
	g.presses("Forget me")
	g.presses("Yes, forget me")
	boss.sees("was cancelled: 3 dates are free", "Thu 26 Nov 18:00–20:00 · Meeting zone", "Thu 3 Dec")
	if n := strings.Count(strings.Join(boss.news, "\n"), "are free"); n != 1 {
		t.Errorf("told %d times", n)
	}
	h.ticks()
	s, _, err := h.db.Series(t.Context(), "ser23456")
	if err != nil || len(s.Later) != 0 || !s.Resident.IsGone() {
		t.Errorf("the series is %+v, %v", s, err)
	}
	if left := h.traces("470815", "Lidia"); len(left) > 0 {
		t.Errorf("left is %v", left)
	}
}

func TestAProposalIsWithdrawnWithWhoMadeIt(t *testing.T) {
	h := openHouse(t)
	boss, g := h.guest(theBoss, "Boss", "en"), h.guest(470815, "Lidia", "ru")
	g.proposes("Клуб чая")
	g.says("/forget")
	g.sees("отзову предложение")
	g.presses("Забыть меня")
	g.presses("Да, забыть")
	h.ticks()
	boss.hasNo("Accept")
	if left := h.traces("470815", "Lidia"); len(left) > 0 {
		t.Errorf("left is %v", left)
	}
}
