package store

import (
	"slices"
	"testing"
	"time"

	"samovar/internal/space"
)

func TestWhoEverWantedADigestIsKnownFromTheWriteOn(t *testing.T) {
	p := startStore(t)
	commit := func(people ...space.Person) {
		t.Helper()
		if err := p.Commit(t.Context(), Change{People: people}, monday); err != nil {
			t.Fatal(err)
		}
	}
	commit(space.Person{ID: 1}, space.Person{ID: 2, Settings: space.Settings{OwnDigest: space.Yes}})
	commit(space.Person{ID: 2, Version: 1, Settings: space.Settings{OwnDigest: space.No}})
	if got, err := p.Digested(t.Context()); err != nil || !slices.Equal(got, []int64{2}) {
		t.Errorf("known %v, %v", got, err)
	}
}

func TestWhatIsPlannedIsFoundByWhatItIsAbout(t *testing.T) {
	p := startStore(t)
	due := func(kind space.DueKind, subject string, at time.Time) space.Due {
		return space.Due{Kind: kind, Subject: subject, For: monday, At: at}
	}
	later := due(space.DueDigest, "tea", monday.Add(time.Hour))
	next := due(space.DueDigest, "tea", monday)
	next.For = next.For.Add(-7 * 24 * time.Hour)
	all := []space.Due{later, next, due(space.DueDigests, "", monday), due(space.DueDigest, "teapots", monday), due(space.DueRemind, "tea", monday)}
	if err := p.Commit(t.Context(), Change{Due: all}, monday); err != nil {
		t.Fatal(err)
	}
	got, err := p.Planned(t.Context(), space.DueDigest, "tea")
	if err != nil || !slices.Equal(got, []space.Due{next, later}) {
		t.Errorf("found %v, %v", got, err)
	}
	if got, err := p.Planned(t.Context(), space.DueDigests, ""); err != nil || len(got) != 1 {
		t.Errorf("found %v, %v", got, err)
	}
}
