package space

import (
	"strconv"
	"testing"
	"time"
)

// questioned is a request that an admin asked to be changed, in words.
func questioned(at time.Time) Booking {
	b := confirmed(now.Add(72 * time.Hour))
	b.State = ChangesAsked
	b.Decision = &Decision{By: Party{ID: 11}, At: at, State: ChangesAsked}
	return b.With(Remark{By: Party{ID: 11}, At: at, Text: "fewer chairs", Admin: true})
}

func TestABookingKeepsTheLatestRemarks(t *testing.T) {
	b := Booking{}
	for i := range MostRemarks + 3 {
		b = b.With(Remark{Text: strconv.Itoa(i)})
	}
	if n := len(b.Remarks); n != MostRemarks || b.Remarks[0].Text != "3" || b.Remarks[n-1].Text != "12" {
		t.Errorf("%d remarks: %+v", n, b.Remarks)
	}
}

func TestARemarkLeavesTheBookingItWasMadeOfAsItWas(t *testing.T) {
	b := questioned(now)
	one, other := b.With(Remark{Text: "one"}), b.With(Remark{Text: "other"})
	if len(b.Remarks) != 1 || one.Remarks[1].Text != "one" || other.Remarks[1].Text != "other" {
		t.Errorf("%+v, %+v, %+v", b.Remarks, one.Remarks, other.Remarks)
	}
}

func TestADecisionKnowsTheWordsItCameWith(t *testing.T) {
	b := questioned(now)
	if r, worded := b.Worded(); !worded || r.Text != "fewer chairs" {
		t.Errorf("%+v, %v", r, worded)
	}
	for what, d := range map[string]Decision{
		"a later decision":             {By: Party{ID: 11}, At: now.Add(time.Hour), State: ChangesAsked},
		"another one at the same time": {By: Party{ID: 11}, At: now, State: Declined},
	} {
		b.Decision = &d
		if r, worded := b.Worded(); worded {
			t.Errorf("%s came with %+v", what, r)
		}
	}
}

func TestWordsStandInTheLog(t *testing.T) {
	before := confirmed(now.Add(72 * time.Hour))
	before.State = Requested
	e, any := Logged(&before, questioned(now), Party{ID: 11}, now)
	if !any || e.Reason != "fewer chairs" || e.To != ChangesAsked || e.By.ID != 11 {
		t.Errorf("%+v, %v", e, any)
	}
	before = questioned(now)
	after := before.With(Remark{By: Party{ID: 12}, At: now.Add(time.Hour), Text: "and no stage", Admin: true})
	after.Decision = &Decision{By: Party{ID: 12}, At: now.Add(time.Hour), State: ChangesAsked}
	if e, any := Logged(&before, after, Party{ID: 12}, now); !any || e.Reason != "and no stage" || e.By.ID != 12 {
		t.Errorf("more words: %+v, %v", e, any)
	}
}

func TestAReplyIsRemindedOfADayAfterItWasAskedFor(t *testing.T) {
	p := blagoveshchensk()
	due := func(b Booking) (found []Due) {
		for _, d := range p.Agenda(b, now) {
			if d.Kind == DueReply {
				found = append(found, d)
			}
		}
		return found
	}
	b := questioned(now)
	got := due(b)
	if len(got) != 1 || !got[0].At.Equal(now.Add(ReplyAfter)) || !b.Unanswered(got[0].For) {
		t.Fatalf("planned %+v", got)
	}
	if again := questioned(now.Add(time.Hour)); again.Unanswered(got[0].For) || due(again)[0].Name() == got[0].Name() {
		t.Error("what is asked anew is reminded of as if it were the old")
	}
	b.State = Requested
	if b.Unanswered(got[0].For) || len(due(b)) > 0 {
		t.Error("an answered request is reminded of")
	}
	near := questioned(now)
	near.Start = now.Add(20 * time.Hour)
	if got := due(near); len(got) > 0 {
		t.Errorf("reminded of after the event: %+v", got)
	}
}

func TestWhatWasSaidOfSeveralBookingsComesOnceInItsOrder(t *testing.T) {
	a, b := questioned(now), questioned(now)
	later := Remark{By: Party{ID: 42}, At: now.Add(time.Minute), Text: "so be it"}
	own := Remark{By: Party{ID: 11}, At: now.Add(time.Second), Text: "and no stage", Admin: true}
	all := RemarksOn([]Booking{a.With(later), b.With(own).With(later)})
	if len(all) != 3 || all[0].Text != "fewer chairs" || all[1].Text != "and no stage" || all[2].Text != "so be it" {
		t.Errorf("%+v", all)
	}
}
