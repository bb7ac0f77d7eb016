package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"samovar/internal/space"
)

// An update that is handled between the moments of its inbox and its Point is in
// both of the backup.
func TestAnUpdateThatWasHandledWhileABackupWasMadeDoesNotComeAgainHoweverOldThatIs(t *testing.T) {
	p := startStore(t)
	s, ctx := p.store, t.Context()
	if err := s.ClaimSchema(ctx); err != nil {
		t.Fatal(err)
	}
	for update, chat := range map[int64]int64{7: 42, 8: 42, 9: -43, 70: 44} {
		intake(t, s, update, chat)
	}
	for _, handled := range []int64{7, 9} {
		if err := p.Commit(ctx, Change{Event: handled, People: []space.Person{{ID: handled}}}, monday); err != nil {
			t.Fatal(err)
		}
	}
	again := restored(t, backedUp(t, s))
	later := monday.AddDate(0, 0, 10)
	if err := again.Point(testPoint()).Commit(ctx, Change{Event: 64, People: []space.Person{{ID: 64}}}, later); err != nil {
		t.Fatal(err)
	}
	if got := waitingIn(t, again, later); !slices.Equal(got, []string{"42:8 8", "44:70 70"}) {
		t.Errorf("to be handled are %q", got)
	}
}

// waitingIn claims all updates, one after the other.
func waitingIn(t *testing.T, s *Store, now time.Time) (all []string) {
	t.Helper()
	for shard := range Shards {
		for {
			items, err := s.Claim(t.Context(), "me", []Ask{{Inbox(shard), 1}}, now)
			if err != nil {
				t.Fatal(err)
			}
			if len(items) == 0 {
				break
			}
			all = append(all, fmt.Sprintf("%d:%d %s", items[0].Chat, items[0].Seq, items[0].Body))
			if _, err := s.Done(t.Context(), "me", items[0], false, now); err != nil {
				t.Fatal(err)
			}
		}
	}
	slices.Sort(all)
	return all
}
