package store

import (
	"context"
	"testing"
	"time"
)

// leads asks for the lead and says whether the candidate has it.
func leads(t *testing.T, s *Store, c Candidate) bool {
	t.Helper()
	taken, err := s.Lead(context.Background(), c)
	if err != nil || taken < 0 || taken > LeadFor {
		t.Fatalf("%s: the lead is taken for %s, %v", c.Name, taken, err)
	}
	return taken == 0
}

// runOut ends a lease as its time does.
func runOut(t *testing.T, s *Store) {
	t.Helper()
	if n, err := s.rdb.PExpire(context.Background(), leaderKey, -time.Second).Result(); err != nil || !n {
		t.Fatalf("there is no lease: %v", err)
	}
}

func TestOneLeadsUntilItsLeaseRunsOut(t *testing.T) {
	s := queueStore(t)
	a, b := Candidate{Name: "a"}, Candidate{Name: "b"}
	if !leads(t, s, a) || leads(t, s, b) || !leads(t, s, a) {
		t.Fatal("the lead is not with the first alone")
	}
	if left := s.rdb.PTTL(t.Context(), leaderKey).Val(); left <= LeadFor-time.Second || left > LeadFor {
		t.Errorf("the lease holds for %s", left)
	}
	runOut(t, s)
	if !leads(t, s, b) || leads(t, s, a) {
		t.Error("the lead did not pass on")
	}
}

func TestWhoResignsLeavesTheLeadToTheNextAtOnce(t *testing.T) {
	s := queueStore(t)
	a, b := Candidate{Name: "a"}, Candidate{Name: "b"}
	leads(t, s, a)
	for _, c := range []Candidate{b, a} { // b has nothing to give up
		if err := s.Resign(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		if c == b && leads(t, s, b) {
			t.Fatal("the lead of a was given up by b")
		}
	}
	if !leads(t, s, b) {
		t.Error("the lead is not free")
	}
}

func TestTheLeadOfTheDeadIsInherited(t *testing.T) {
	s := queueStore(t)
	leads(t, s, Candidate{Name: "host 127.0.0.1:8080 x"})
	for dead, want := range map[string]bool{"": false, "host 127.0.0.1:8081 ": false, "host 127.0.0.1:8080 ": true} {
		heir := Candidate{Name: "heir of " + dead, Dead: dead}
		if leads(t, s, heir) != want {
			t.Errorf("%q inherits: %v", dead, !want)
		}
	}
}
