package chaos

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// history is a small one in which all is well, for a test to doctor.
type history struct {
	journal *Journal
	came    []Arrival
	sent    []Sent
	writes  []Write
	log     string
	lapses  Lapses
}

var noon = time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)

func booked(id string, state space.State, room string, from int) space.Booking {
	start := noon.Add(time.Duration(from) * time.Hour)
	return space.Booking{ID: id, State: state, Slot: space.Slot{Room: room, Start: start, End: start.Add(2 * time.Hour)},
		Event: space.Event{Title: "Evening " + id, Headcount: 40}, Resident: space.Party{ID: 7}}
}

func newHistory() *history {
	h := &history{journal: NewJournal(), sent: []Sent{{1, noon}, {2, noon}}}
	for n, words := range []string{"Anna reads one", "Anna reads two", "Anna reads three"} {
		h.journal.Due = append(h.journal.Due, &Due{Lane: "reply", Chat: 7, Seq: int64(n + 1), Kind: chat.Say, Text: TextOf(words), Done: true})
		h.came = append(h.came, Arrival{Chat: 7, Text: TextOf(words), New: true, At: noon})
	}
	for _, one := range h.sent {
		id := one.Update
		h.journal.Taken[id], h.journal.Handled[id], h.journal.Answers[id] = 1, 1, 1
	}
	h.writes = []Write{
		{Bookings: []space.Booking{booked("a", space.Requested, "hall", 0)}},
		{Bookings: []space.Booking{booked("b", space.Requested, "hall", 2)}},
		{Bookings: []space.Booking{booked("a", space.Confirmed, "hall", 0)}},
	}
	return h
}

// report audits it.
func (h *history) report() *Report {
	house := NewHouse(60)
	house.Replay(h.writes)
	house.Asked(map[string]int64{"a": 7, "b": 7}, map[string]int64{"a": 7})
	return &Report{Updates: AuditUpdates(h.sent, h.journal, h.lapses), Messages: AuditMessages(h.journal.Due, h.came, nil, LetGo(h.log), h.lapses), House: house}
}

func TestAHistoryInWhichAllIsWellPasses(t *testing.T) {
	r := newHistory().report()
	if wrong := r.Wrong(); len(wrong) > 0 {
		t.Errorf("wrong: %q", wrong)
	}
	if r.Messages.Due != 3 || r.Messages.Delivered != 3 || r.Updates.Handled != 2 || r.House.Made != 2 || r.House.Decided != 1 {
		t.Errorf("the table says\n%s", r)
	}
}

func TestADoctoredHistoryIsFoundOut(t *testing.T) {
	for name, one := range map[string]struct {
		doctor func(*history)
		words  string
	}{
		"a message is lost":               {func(h *history) { h.came = h.came[:2] }, `lost: "Anna reads three" to 7`},
		"a message came twice":            {func(h *history) { h.came = append(h.came, h.came[1]) }, "1 messages came twice"},
		"messages changed places":         {func(h *history) { h.came[0], h.came[1] = h.came[1], h.came[0] }, "out of order in 7"},
		"a message nobody wrote":          {func(h *history) { h.came = append(h.came, Arrival{Chat: 7, Text: TextOf("Who?"), New: true}) }, "never due"},
		"a message left in the outbox":    {func(h *history) { h.journal.Due[2].Done = false }, "left in the outbox"},
		"a message let go that is of use": {func(h *history) { h.came, h.log = h.came[:2], goesThird }, "let go, though it is always of use"},
		"a press without an answer": {func(h *history) {
			h.journal.Due = append(h.journal.Due, &Due{Kind: chat.Answer, Chat: 7, Press: "99", Done: true})
		}, "the answer to press 99"},
		"an update is lost":          {func(h *history) { delete(h.journal.Taken, 2) }, "update 2 was taken in 0 times"},
		"an update is taken twice":   {func(h *history) { h.journal.Taken[2] = 2 }, "update 2 was taken in 2 times"},
		"an effect is lost":          {func(h *history) { delete(h.journal.Handled, 1) }, "effect of update 1 was written 0 times"},
		"an effect is doubled":       {func(h *history) { h.journal.Handled[1] = 2 }, "effect of update 1 was written 2 times"},
		"an update without a word":   {func(h *history) { h.journal.Answers[1] = 0 }, "update 1 has no answer"},
		"two bookings overlap":       {func(h *history) { h.write(booked("b", space.Requested, "hall", 1)) }, "overlap in hall"},
		"too many in the house":      {func(h *history) { h.write(booked("b", space.Requested, "class", 1)) }, "80 people are in the building"},
		"a decision is doubled":      {func(h *history) { h.write(booked("a", space.Declined, "hall", 0)) }, "goes from confirmed to declined"},
		"a booking nobody asked for": {func(h *history) { h.write(booked("c", space.Requested, "meeting", 9)) }, "nobody asked for booking c"},
		"a booking is lost":          {func(h *history) { h.writes = h.writes[1:2] }, "7 was promised booking a"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHistory()
			one.doctor(h)
			r := h.report()
			if !slices.ContainsFunc(r.Wrong(), func(w string) bool { return strings.Contains(w, one.words) }) {
				t.Errorf("the audit finds %q, and not %q", r.Wrong(), one.words)
			}
		})
	}
}

func TestWhatRedisForgotInALapseIsCountedAndWhatItDoubledIsWrong(t *testing.T) {
	forgot := func(h *history) {
		delete(h.journal.Taken, 2)
		h.journal.Due = h.journal.Due[:2]
		h.came = append(h.came, h.came[1])
	}
	h := newHistory()
	forgot(h)
	h.lapses = Lapses{{noon.Add(-time.Second), noon.Add(time.Second)}}
	r := h.report()
	if wrong := r.Wrong(); len(wrong) > 0 || r.Updates.Forgotten != 1 || r.Updates.Handled != 1 || r.Messages.Forgotten != 1 || r.Bound() != 4 {
		t.Errorf("%+v %+v, wrong: %q", r.Updates, r.Messages, wrong)
	}
	h.journal.Handled[1] = 2
	if wrong := h.report().Wrong(); len(wrong) != 1 {
		t.Errorf("wrong: %q", wrong)
	}
	h = newHistory()
	forgot(h)
	h.lapses = Lapses{{noon.Add(time.Second), noon.Add(time.Minute)}}
	if wrong := h.report().Wrong(); len(wrong) != 3 {
		t.Errorf("out of a lapse: %q", wrong)
	}
	if !h.lapses.Earlier(time.Second).Holds(noon) {
		t.Error("what was begun before is not in it")
	}
}

func (h *history) write(b space.Booking) {
	h.writes = append(h.writes, Write{Bookings: []space.Booking{b}})
}

// goesThird is the log's line about the third message.
const goesThird = `level=INFO msg="message let go" point=blg chat=7 seq=3 occasion=remind:a until=2026-11-24T03:00:00.000Z`

func TestAMessageThatWasLetGoWhenItWasOfNoUseIsNoFault(t *testing.T) {
	h := newHistory()
	h.journal.Due[2].Expires, h.came, h.log = true, h.came[:2], goesThird
	r := h.report()
	if wrong := r.Wrong(); len(wrong) > 0 || r.Messages.LetGo != 1 || r.Messages.Due != 2 {
		t.Errorf("%+v, wrong: %q", r.Messages, wrong)
	}
}

func TestAMessageThatWasReplacedOrWasInFlightIsNoFault(t *testing.T) {
	h := newHistory()
	h.journal.Due[2].Superseded, h.came = true, h.came[:2]
	h.came = append(h.came, h.came[1])
	r := h.report()
	r.InFlight = 1
	if wrong := r.Wrong(); len(wrong) > 0 {
		t.Errorf("wrong: %q", wrong)
	}
}

func TestAHoldThatDoesNotEndIsFoundOut(t *testing.T) {
	house := NewHouse(60)
	house.Replay(newHistory().writes)
	house.Empty()
	if len(house.Wrong) != 2 {
		t.Errorf("found %q", house.Wrong)
	}
}

func TestThePeopleThatRedisExpectsAreThoseWhoCome(t *testing.T) {
	house := NewHouse(60)
	house.Replay(newHistory().writes)
	kept := map[string]string{strconv.FormatInt(space.Bucket(noon.Add(9*time.Hour)), 10): "3"}
	for b, after := booked("a", space.Confirmed, "hall", 0).Buckets(); b < after+8; b++ {
		kept[strconv.FormatInt(b, 10)] = "40"
	}
	house.Expects(kept, noon)
	if len(house.Wrong) != 1 {
		t.Errorf("found %q", house.Wrong)
	}
}

func TestTheRoomsShowWhatIsHeldAndWhatTookPlace(t *testing.T) {
	house := NewHouse(60)
	house.Replay(newHistory().writes)
	var kept []Entry
	for id, its := range house.held {
		kept = append(kept, Entry{its[0].Print.Room, id, its[0].Print.Start.Unix(), its[0].Print.End.Unix()})
	}
	house.Shows(kept)
	if len(house.Wrong) > 0 {
		t.Errorf("found %q", house.Wrong)
	}
	for _, state := range []space.State{space.Running, space.Done} {
		house.Replay([]Write{{Bookings: []space.Booking{booked("a", state, "hall", 0)}}})
	}
	house.Shows(kept)
	if len(house.Wrong) > 0 {
		t.Errorf("it took place: %q", house.Wrong)
	}
	kept[0].End++
	house.Shows(kept)
	if len(house.Wrong) != 2 {
		t.Errorf("found %q", house.Wrong)
	}
	if house.Shows(kept[1:]); len(house.Wrong) != 3 {
		t.Errorf("found %q", house.Wrong)
	}
}

func TestWhatRedisHasIsWhatItWrote(t *testing.T) {
	house := NewHouse(60)
	house.Replay(newHistory().writes)
	house.Agrees([]space.Booking{booked("a", space.Requested, "hall", 0)})
	if len(house.Wrong) != 2 {
		t.Errorf("found %q", house.Wrong)
	}
}

func TestALogIsMindedButForWhatAFaultExplains(t *testing.T) {
	log := strings.Join([]string{
		`level=ERROR msg="update put off" err="load session: read tcp: i/o timeout"`,
		`level=WARN msg="polling failed" err="server: 502"`,
		`level=ERROR msg="update put off" err="decode event: bad"`,
		`level=ERROR msg="update dropped" err="commit: EOF"`,
		`WARNING: DATA RACE`,
	}, "\n")
	unexplained, told := Complaints(log)
	if len(unexplained) != 3 || told != 3 {
		t.Errorf("%d errors, of which unexplained: %q", told, unexplained)
	}
}
