package store

import (
	"errors"
	"testing"
	"time"

	"samovar/internal/space"
)

func TestTheNewsAreKeptAsTheyWereWrittenAndNotWrittenOverUnseen(t *testing.T) {
	p := startStore(t)
	if n, err := p.News(t.Context()); err != nil || n != (space.News{}) {
		t.Fatalf("before: %+v, %v", n, err)
	}
	want := space.News{Text: "Чай", Until: space.Date{Year: 2026, Month: 12, Day: 5}, By: space.Party{ID: 11}, At: monday}
	if err := p.Commit(t.Context(), Change{News: &want}, monday); err != nil {
		t.Fatal(err)
	}
	if err := p.Commit(t.Context(), Change{News: &space.News{Text: "Кофе"}}, monday); !errors.Is(err, ErrStale) {
		t.Errorf("written over another's: %v", err)
	}
	want.Version = 1
	if n, err := p.News(t.Context()); err != nil || n != want {
		t.Errorf("kept %+v, want %+v, %v", n, want, err)
	}
}

func TestWhatTheAdminsDigestReads(t *testing.T) {
	p := startStore(t)
	b := book(t, p, request("class", 12, 14, 20))
	last, err := p.LastStarts(t.Context(), []string{b.Community, "nobody"})
	if err != nil || len(last) != 1 || !last[b.Community].Equal(b.Start) {
		t.Errorf("the last of %q is %v, %v", b.Community, last, err)
	}
	if missed, err := p.MissedSince(t.Context(), monday.Add(-time.Hour)); err != nil || len(missed) != 0 {
		t.Errorf("missed are %+v, %v", missed, err)
	}
	after := b
	after.State = space.NoShow
	if err := p.Commit(t.Context(), Change{Bookings: []BookingChange{{Before: &b, After: after}}}, monday); err != nil {
		t.Fatal(err)
	}
	if missed, err := p.MissedSince(t.Context(), monday.Add(-time.Hour)); err != nil || len(missed) != 1 || missed[0].ID != b.ID {
		t.Errorf("missed are %+v, %v", missed, err)
	}
	if missed, err := p.MissedSince(t.Context(), monday.Add(time.Hour)); err != nil || len(missed) != 0 {
		t.Errorf("since then %+v, %v", missed, err)
	}
}
