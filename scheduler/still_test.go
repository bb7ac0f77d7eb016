package scheduler

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// asking is a house that asks two weeks and a week before, and sends nothing
// else.
func asking(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	h.point.Digest, h.point.Reminders = "", nil
	h.point.StillOn = []time.Duration{14 * day, 7 * day}
	return h
}

// says yes on behalf of the resident, as their button does.
func (h *house) saysYes(id string) {
	h.t.Helper()
	h.change(id, func(b *space.Booking) { b.StillOn = &space.Word{By: b.Resident, At: h.time(), For: b.Start} })
}

func TestWhoDoesNotAnswerIsHelpedByTheLeadsAndThenByTheAdmins(t *testing.T) {
	h := asking(t)
	c := h.clock()
	start := saturday.Add(20 * day)
	b := h.book(h.event(space.Confirmed, start))
	for _, step := range []struct {
		left time.Duration
		want map[string]int
	}{
		{14*day + time.Second, map[string]int{}},
		{14 * day, each("still_on", anna)},
		{13*day + time.Second, map[string]int{}},
		{13 * day, each("still_leads", boris, vera)},
		{12 * day, each("still_admins", admin1, admin2)},
		{10 * day, map[string]int{}},
		{7 * day, each("still_on", anna)},
	} {
		h.tickAt(c, start.Add(-step.left))
		h.expect(step.left.String()+" before", step.want)
	}
	if got := h.booking(b.ID); got.State != space.Confirmed || got.Version != 1 {
		t.Errorf("asking changed it: %s, version %d", got.State, got.Version)
	}
}

func TestAYesEndsTheQuestionUntilTheNext(t *testing.T) {
	h := asking(t)
	c := h.clock()
	start := saturday.Add(20 * day)
	b := h.book(h.event(space.Confirmed, start))
	h.tickAt(c, start.Add(-14*day))
	h.expect("two weeks before", each("still_on", anna))
	h.saysYes(b.ID)
	h.tickAt(c, start.Add(-8*day))
	h.expect("after the yes", map[string]int{})
	h.tickAt(c, start.Add(-7*day))
	h.expect("a week before", each("still_on", anna))
	h.saysYes(b.ID)
	h.tickAt(c, start.Add(-time.Minute))
	h.expect("after the second yes", map[string]int{})
}

func TestNobodyAnswersAndTheSlotIsReleasedOnlyWhereTheConfigSaysSo(t *testing.T) {
	for _, releases := range []bool{false, true} {
		h := asking(t)
		h.point.ReleaseUnanswered = releases
		c := h.clock()
		start := saturday.Add(20 * day)
		b := h.book(h.event(space.Confirmed, start))
		for left := 14; left > 11; left-- {
			h.tickAt(c, start.Add(-time.Duration(left)*day))
		}
		h.sent()
		h.tickAt(c, start.Add(-11*day))
		if !releases {
			h.expect("without the setting", map[string]int{})
			if got := h.booking(b.ID).State; got != space.Confirmed {
				t.Errorf("it is %s", got)
			}
			continue
		}
		h.expect("with the setting", each("release", anna, boris, vera, admin1, admin2))
		got := h.booking(b.ID)
		if got.State != space.Released || got.Decision == nil || got.Decision.By.ID != 0 {
			t.Errorf("it is %s, by %+v", got.State, got.Decision)
		}
		h.book(h.event(space.Confirmed, start)) // the slot is free
	}
}

func TestTheAdminsAreToldWhenTheSlotIsReleased(t *testing.T) {
	h := asking(t)
	h.point.ReleaseUnanswered = true
	c := h.clock()
	start := saturday.Add(20 * day)
	h.book(h.event(space.Confirmed, start))
	for left := 14; left >= 12; left-- {
		h.sent()
		h.tickAt(c, start.Add(-time.Duration(left)*day))
	}
	for _, o := range h.sent() {
		if !strings.Contains(o.Text, "30 ноября") || o.Panel == "" || len(o.Keyboard) != 2 {
			t.Errorf("an admin reads %s", o.Text)
		}
	}
}

func TestAMovedBookingHasNewQuestionsAndNoneOfTheOld(t *testing.T) {
	h := asking(t)
	h.point.ReleaseUnanswered = true
	c := h.clock()
	start := saturday.Add(20 * day)
	b := h.book(h.event(space.Confirmed, start))
	h.tickAt(c, start.Add(-14*day))
	h.expect("before the move", each("still_on", anna))
	later := start.Add(10 * day)
	h.change(b.ID, func(b *space.Booking) { b.Start, b.End = later, later.Add(time.Hour) })
	h.tickAt(c, start.Add(-7*day))
	h.expect("at the old times", map[string]int{})
	h.tickAt(c, later.Add(-14*day))
	h.expect("two weeks before the new time", each("still_on", anna))
}

func TestABookingMadeLateIsNotAskedForWhatIsPast(t *testing.T) {
	h := asking(t)
	c := h.clock()
	start := saturday.Add(10 * day)
	h.book(h.event(space.Confirmed, start))
	h.tickAt(c, saturday)
	h.tickAt(c, start.Add(-7*day-time.Second))
	h.expect("within two weeks", map[string]int{})
	h.tickAt(c, start.Add(-7*day))
	h.expect("a week before", each("still_on", anna))
}

func TestAClockThatStoodStillAsksOnlyTheLatestQuestion(t *testing.T) {
	h := asking(t)
	c := h.clock()
	start := saturday.Add(20 * day)
	h.book(h.event(space.Confirmed, start))
	h.tickAt(c, start.Add(-6*day))
	h.expect("a day after the second", each("still_on", anna))
	h.tickAt(h.clock(), start)
	h.tickAt(h.clock(), start.Add(5*day))
	h.expect("after the start", map[string]int{})
}

func TestWhoLeadsAloneIsAskedAgain(t *testing.T) {
	h := asking(t)
	c := h.clock()
	start := saturday.Add(20 * day)
	b := h.event(space.Confirmed, start)
	b.Community = ""
	h.book(b)
	h.tickAt(c, start.Add(-14*day))
	h.expect("first", each("still_on", anna))
	h.tickAt(c, start.Add(-13*day))
	h.expect("again", each("still_leads", anna))
}

func TestWhoIsAskedIsNotRemindedAtTheSameMoment(t *testing.T) {
	h := asking(t)
	h.point.Reminders = []time.Duration{7 * day}
	c := h.clock()
	start := saturday.Add(10 * day)
	h.book(h.event(space.Confirmed, start))
	h.tickAt(c, start.Add(-7*day))
	want := each("remind:168h0m0s", boris, vera)
	want["still_on to 42"] = 1
	h.expect("a week before", want)
}

func TestTheQuestionBindsToTheOccasion(t *testing.T) {
	h := asking(t)
	start := saturday.Add(20 * day)
	b := h.book(h.event(space.Confirmed, start))
	h.tickAt(h.clock(), start.Add(-14*day))
	for _, o := range h.sent() {
		p, err := chat.ParsePress(o.Keyboard[0][0].Data)
		if err != nil || p.Verb != chat.VerbStill || p.Subject != b.ID || p.Version != start.Unix() || p.Arg != chat.StillYes {
			t.Errorf("%+v, %v", p, err)
		}
		move, err := chat.ParsePress(o.Keyboard[1][0].Data)
		if err != nil || move.Verb != chat.VerbChange || move.Subject != b.ID || move.Version != b.Version || move.Arg != chat.ChangeEdit {
			t.Errorf("%+v, %v", move, err)
		}
		if !strings.Contains(o.Text, "in 14 days") && !strings.Contains(o.Text, "in 2 weeks") {
			t.Errorf("%s", o.Text)
		}
	}
}

func TestTheQuestionsReadAsTheyShould(t *testing.T) {
	h := asking(t)
	h.point.ReleaseUnanswered, h.point.NoShowAfter = true, 20*time.Minute
	h.write(store.Change{People: []space.Person{{ID: admin2, Name: "Zhao", Language: "zh"}, {ID: 45, Name: "Борис", Language: "ru"}}})
	c := h.clock()
	var said []chat.Out
	tick := func(at time.Time) { // each is sent at once: what waits is taken back by what follows
		h.tickAt(c, at)
		said = append(said, h.sent()...)
	}
	start := saturday.Add(20 * day)
	h.book(h.event(space.Confirmed, start))
	for left := 14; left >= 11; left-- {
		tick(start.Add(-time.Duration(left) * day))
	}
	own := h.event(space.Confirmed, start.Add(2*time.Hour))
	own.Resident, own.Community = space.Party{ID: 45, Name: "Борис"}, ""
	h.book(own)
	tick(own.Start.Add(-7 * day))
	tick(own.Start.Add(-6 * day))
	h.saysYes(own.ID)
	b := h.event(space.Confirmed, start.Add(30*day))
	h.book(b)
	h.change(b.ID, func(b *space.Booking) { b.StillOn = &space.Word{By: b.Resident, At: b.Start, For: b.Start} })
	tick(b.Start)
	tick(b.Start.Add(20 * time.Minute))
	compare(t, "testdata/questions.golden", transcript(t, said))
}

func TestThreeClocksAskEveryQuestionOnce(t *testing.T) {
	h := asking(t)
	h.point.NoShowAfter = 20 * time.Minute
	for i := range 6 {
		h.book(h.event(space.Confirmed, saturday.Add(16*day+time.Duration(i)*2*time.Hour)))
	}
	clocks := h.replicas(3)
	for hours := 0; hours <= 17*24; hours += 4 {
		h.tickTogether(clocks, saturday.Add(time.Duration(hours)*time.Hour))
	}
	seen := h.toldOnce()
	// Six events, asked about twice: the resident, two leads, two admins. At the
	// start of every other, a tick comes in time to ask three people.
	if want := 6*2*5 + 3*3; len(seen) != want {
		t.Errorf("%d messages, want %d", len(seen), want)
	}
}
