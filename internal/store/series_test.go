package store

import (
	"errors"
	"testing"
	"time"

	"samovar/internal/space"
)

// weekly are the dates of a series in the classroom, and its record with a
// date to be asked for later.
func weekly(n int) (space.Series, []space.Booking) {
	s := space.Series{ID: space.NewID(), Rule: space.Rule{Rhythm: space.Weekly, First: space.Date{Year: 2026, Month: 11, Day: 24}, Start: 18 * 60, Length: 2 * time.Hour},
		Room: "class", Event: space.Event{Title: "Клуб", Headcount: 20}, Community: "quanta", Resident: space.Party{ID: 42, Name: "Анна"},
		Created: monday, Later: []space.Date{{Year: 2027, Month: 6, Day: 1}}}
	dates := make([]space.Booking, n)
	for i := range dates {
		b := request("class", 18, 20, 20)
		b.Series, b.Start, b.End = s.ID, b.Start.AddDate(0, 0, 7*i), b.End.AddDate(0, 0, 7*i)
		dates[i] = b
	}
	return s, dates
}

func creates(s space.Series, dates []space.Booking) Change {
	c := Change{Series: []SeriesChange{{After: s}}}
	for _, b := range dates {
		c.Bookings = append(c.Bookings, BookingChange{After: b})
	}
	return c
}

func TestASeriesIsWrittenWholeOrNotAtAll(t *testing.T) {
	p := startStore(t)
	s, dates := weekly(5)
	other := request("class", 19, 21, 10)
	other.Start, other.End = other.Start.AddDate(0, 0, 21), other.End.AddDate(0, 0, 21)
	other = book(t, p, other)
	var refusal *space.Refusal
	if err := p.Commit(t.Context(), creates(s, dates), monday); !errors.As(err, &refusal) || refusal.Reason != space.Taken {
		t.Fatalf("one date is taken: %v", err)
	}
	if all, err := p.DatesOf(t.Context(), s.ID); err != nil || len(all) != 0 {
		t.Errorf("%d dates, %v", len(all), err)
	}
	if _, ok, err := p.Series(t.Context(), s.ID); err != nil || ok {
		t.Errorf("the record is there: %v, %v", ok, err)
	}
	if err := p.Commit(t.Context(), with(other, func(b *space.Booking) { b.State = space.Withdrawn }), monday); err != nil {
		t.Fatal(err)
	}
	if err := p.Commit(t.Context(), creates(s, dates), monday); err != nil {
		t.Fatal(err)
	}
	all, err := p.DatesOf(t.Context(), s.ID)
	if err != nil || len(all) != 5 || !all[4].Start.Equal(dates[4].Start) {
		t.Errorf("%d dates, %v", len(all), err)
	}
}

func TestTheRecordOfASeriesHasAVersionAndItsDue(t *testing.T) {
	p := startStore(t)
	s, dates := weekly(2)
	if err := p.Commit(t.Context(), creates(s, dates), monday); err != nil {
		t.Fatal(err)
	}
	due := func() (n int) {
		all, err := p.Upcoming(t.Context(), monday)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range all {
			if d.Kind == space.DueSeries && d.Subject == s.ID {
				n++
			}
		}
		return n
	}
	kept, ok, err := p.Series(t.Context(), s.ID)
	if err != nil || !ok || kept.Version != 1 || kept.Event.Title != "Клуб" || kept.First != s.First || due() != 1 {
		t.Fatalf("%+v, %v, %v, %d due", kept, ok, err, due())
	}
	change := Change{Series: []SeriesChange{{Before: &kept, After: kept.Without(kept.Later[0])}}}
	if err := p.Commit(t.Context(), change, monday); err != nil || due() != 0 {
		t.Errorf("%v, %d due", err, due())
	}
	if err := p.Commit(t.Context(), change, monday); !errors.Is(err, ErrStale) {
		t.Errorf("a second time: %v", err)
	}
}

func TestWhatWaitsOfASeriesIsOneRequestOfTheQueueAndOfTheQuota(t *testing.T) {
	p := startStore(t)
	s, dates := weekly(4)
	if err := p.Commit(t.Context(), creates(s, dates), monday); err != nil {
		t.Fatal(err)
	}
	single := book(t, p, request("class", 10, 12, 10))
	all, total, err := p.Pending(t.Context(), 0, 10)
	if err != nil || total != 2 || len(all) != 2 {
		t.Errorf("%d of %d wait, %v", len(all), total, err)
	}
	has, err := p.Standings(t.Context(), []string{"quanta"}, space.DefaultPolicy(), monday)
	if got := has["quanta"]; err != nil || got.Requests != 2 || got.Ahead != 10*time.Hour {
		t.Errorf("%+v, %v", got, err)
	}
	if err := p.Commit(t.Context(), with(single, func(b *space.Booking) { b.State = space.Withdrawn }), monday); err != nil {
		t.Fatal(err)
	}
	for _, b := range dates {
		b = reload(t, p, b.ID)
		if err := p.Commit(t.Context(), with(b, func(b *space.Booking) { b.State = space.Declined }), monday); err != nil {
			t.Fatal(err)
		}
	}
	if _, total, err := p.Pending(t.Context(), 0, 10); err != nil || total != 0 {
		t.Errorf("%d wait, %v", total, err)
	}
	has, err = p.Standings(t.Context(), []string{"quanta"}, space.DefaultPolicy(), monday)
	if got := has["quanta"]; err != nil || got.Requests != 0 || got.Ahead != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	mustBeEmpty(t, p)
}
