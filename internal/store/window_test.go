package store

import (
	"slices"
	"testing"
	"time"
)

// enters lets as many through as may be, and returns their passages.
func enters(t *testing.T, s *Store, of string, patient bool) (passages []string) {
	t.Helper()
	for len(passages) < 100 {
		passage, wait, err := s.Enter(t.Context(), of, 10, patient)
		if err != nil {
			t.Fatal(err)
		}
		if wait > 0 {
			return passages
		}
		passages = append(passages, passage)
	}
	return passages
}

func TestNoMoreMayArriveWithinASecondThanSaid(t *testing.T) {
	s := startStore(t).store
	if first := enters(t, s, "all", false); len(first) != 10 {
		t.Errorf("%d of 10 pass at once", len(first))
	}
	_, wait, err := s.Enter(t.Context(), "all", 10, false)
	if err != nil || wait < time.Second || wait > hung+time.Second {
		t.Errorf("while none is answered the next waits %s, %v", wait, err)
	}
}

func TestWhatWasAnsweredCountsForASecondMore(t *testing.T) {
	s := startStore(t).store
	passages := enters(t, s, "all", false)
	for _, passage := range append(passages, "forgotten") {
		if err := s.Arrived(t.Context(), "all", passage); err != nil {
			t.Fatal(err)
		}
	}
	until := s.rdb.Time(t.Context()).Val().Add(time.Second)
	counted := s.rdb.ZRangeWithScores(t.Context(), windowKeys("all")[0], 0, -1).Val()
	for _, z := range counted {
		if end := time.UnixMicro(int64(z.Score)); end.After(until) || end.Before(until.Add(-time.Minute)) {
			t.Errorf("one counts until %s, %s too long", end, end.Sub(until))
		}
	}
	if len(counted) != len(passages) {
		t.Errorf("%d of %d count", len(counted), len(passages))
	}
}

func TestThePatientKeepAPaceAndTheUrgentDoNot(t *testing.T) {
	s := startStore(t).store
	passed := enters(t, s, "all", true)
	if n := len(passed); n < 1+catchUp || n > 2+catchUp { // one more where the machine is slow
		t.Errorf("%d patient ones pass at once", n)
	}
	_, wait, err := s.Enter(t.Context(), "all", 10, true)
	if err != nil || wait > pace/10 {
		t.Errorf("the next patient one waits %s, %v", wait, err)
	}
	if passage, wait, err := s.Enter(t.Context(), "all", 10, false); err != nil || wait > 0 || slices.Contains(passed, passage) {
		t.Errorf("an urgent one waits %s as %q, %v", wait, passage, err)
	}
}
