package space

import "testing"

func TestAnAdminDecidesOnlyWhatIsMoreThanBefore(t *testing.T) {
	p := blagoveshchensk()
	p.Rooms[0].Approval = true // the hall
	before := Booking{State: Confirmed, Slot: slot("hall", 3, 16, 20), Event: Event{Headcount: 60, Equipment: []string{"stage"}}}
	for name, c := range map[string]struct {
		change func(*Booking)
		want   bool
	}{
		"nothing":                  {func(*Booking) {}, false},
		"another title":            {func(b *Booking) { b.Title = "other" }, false},
		"fewer people":             {func(b *Booking) { b.Headcount = 20 }, false},
		"more people":              {func(b *Booking) { b.Headcount = 61 }, true},
		"an earlier end":           {func(b *Booking) { b.End = at(3, 18, 0) }, false},
		"a later start":            {func(b *Booking) { b.Start = at(3, 18, 0) }, false},
		"a later end":              {func(b *Booking) { b.End = at(3, 21, 0) }, true},
		"another day":              {func(b *Booking) { b.Slot = slot("hall", 4, 16, 20) }, true},
		"a room without approval":  {func(b *Booking) { b.Slot = slot("class", 4, 16, 20); b.Headcount = 30 }, false},
		"equipment besides":        {func(b *Booking) { b.Equipment = []string{"stage", "projector"} }, true},
		"less equipment":           {func(b *Booking) { b.Equipment = nil }, false},
		"a closed event":           {func(b *Booking) { b.Open = false }, false},
		"a room that is not there": {func(b *Booking) { b.Room = "attic" }, false},
	} {
		after := before
		c.change(&after)
		if got := p.NeedsDecision(before, after); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestOnlyAConfirmedBookingHoldsWhatItsChangeWants(t *testing.T) {
	b := Booking{State: Confirmed, Slot: slot("hall", 3, 16, 20), Event: Event{Headcount: 60}}
	b.Change = &Proposal{Slot: slot("hall", 3, 18, 22), Event: Event{Headcount: 80}}
	if got := b.Holds(); len(got) != 4 || got[1].Print != slot("hall", 3, 20, 22) || got[2].Heads != 80 || got[3].Heads != 20 {
		t.Errorf("holds %+v", got)
	}
	for _, state := range States() {
		b.State = state
		want := map[bool]int{true: 1, false: 0}[state.Holds()]
		if got := b.Holds(); state != Confirmed && len(got) != want {
			t.Errorf("%s holds %+v", state, got)
		}
	}
	b.State = Confirmed
	if answered := b.Unchanged(Declined, Party{}, "", now); len(answered.Holds()) != 1 {
		t.Errorf("a declined change holds %+v", answered.Holds())
	}
}

func TestWhatHappensToABookingIsLogged(t *testing.T) {
	by := Party{ID: 7, Name: "Lead"}
	b := Booking{ID: "k", State: Requested, Slot: slot("hall", 3, 16, 20)}
	if e, any := Logged(nil, b, by, now); !any || e.From != "" || e.To != Requested || e.By != by {
		t.Errorf("made: %+v", e)
	}
	if e, any := Logged(&b, b, by, now); any {
		t.Errorf("nothing: %+v", e)
	}
	approved := b
	approved.State, approved.Decision = Confirmed, &Decision{By: Party{ID: 11}, At: now, State: Confirmed, Reason: "why"}
	if e, any := Logged(&b, approved, by, now); !any || e.From != Requested || e.To != Confirmed || e.By.ID != 11 || e.Reason != "why" {
		t.Errorf("approved: %+v", e)
	}
	moved := approved
	moved.Slot = slot("hall", 4, 16, 20)
	if e, any := Logged(&approved, moved, by, now); !any || *e.Was != approved.Slot || e.Slot != moved.Slot || e.By != by {
		t.Errorf("moved: %+v", e)
	}
	asks := approved
	asks.Change = &Proposal{Slot: moved.Slot, By: by, At: now}
	if e, any := Logged(&approved, asks, by, now); !any || *e.Wanted != moved.Slot || e.Answer != "" {
		t.Errorf("asked: %+v", e)
	}
	declined := asks.Unchanged(Declined, Party{ID: 12}, "full", now)
	if e, any := Logged(&asks, declined, by, now); !any || e.Answer != Declined || e.By.ID != 12 || e.Reason != "full" {
		t.Errorf("declined: %+v", e)
	}
}
