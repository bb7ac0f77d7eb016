package handlers

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden holds a text against its file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and look at the change. Now:\n%s", file, got)
	}
}

// gallery is a booking in all its states, with what stands around it.
func gallery(h *house) []space.Booking {
	anna := h.guest(42, "Анна <Ё>", "ru")
	boss := space.Party{ID: theBoss, Name: "Boss"}
	b := anna.booking(space.Requested, func(b *space.Booking) {
		b.ID, b.Community, b.Version = "k7f3q2w8", "quanta", 1
		b.Equipment, b.Description = []string{"projector", "microphones"}, "Просто о сложном <b>& коротко</b>"
		b.Resident.Username = "anna"
	})
	decided := func(to space.State, reason string) space.Booking {
		after := b
		after.State, after.Version = to, 2
		after.Decision = &space.Decision{By: boss, At: h.now, State: to, Reason: reason}
		return after
	}
	asked := decided(space.ChangesAsked, "")
	asked.Proposed = []space.Slot{{Room: "class", Start: h.at(26, 18), End: h.at(26, 20)}, {Room: "hall", Start: h.at(27, 18), End: h.at(27, 20)}}
	moving := decided(space.Confirmed, "")
	moving.Change = &space.Proposal{Slot: asked.Proposed[0], Event: b.Event, By: b.Resident, At: h.now}
	moving.Change.Headcount, moving.Change.Title, moving.Change.Equipment = 30, "Лекция <покороче>", nil
	return []space.Booking{b, decided(space.Confirmed, ""), asked, decided(space.Declined, "#works"), decided(space.Cancelled, ""),
		moving, moving.Unchanged(space.Declined, boss, "#unfit", h.now), moving.Unchanged(space.Expired, space.Party{}, "", h.now)}
}

func TestTheCardsLookAsTheyShould(t *testing.T) {
	h := openHouse(t)
	bookings := gallery(h)
	other := bookings[0]
	other.ID, other.Title = "other", "Хакатон"
	f := facts{community: "Кванты & Ко", most: 60, sameRoom: []space.Booking{other}, elsewhere: []space.Booking{other}}
	f.sameRoom[0].Start, f.sameRoom[0].End = h.at(26, 20.5), h.at(26, 22)
	for _, tag := range lang.Tags() {
		x := &turn{Desk: h.desk, now: h.now.Add(time.Hour), point: h.point, say: h.desk.Texts.In(tag)}
		x.event.From.ID = 42
		var all strings.Builder
		for _, b := range bookings {
			text, keyboard := x.requestCard(x.say, b, f, "")
			all.WriteString("== admin: " + b.State.String() + "\n" + drawMessage(text, keyboard))
			slots := slices.Clone(b.Proposed)
			if b.State == space.Declined {
				slots = bookings[2].Proposed
			}
			text, keyboard = x.notice(x.say, b, slots)
			all.WriteString("== resident: " + b.State.String() + "\n" + drawMessage(text, keyboard))
			all.WriteString("== card: " + b.State.String() + "\n" + drawMessage(x.ownCard(b, f.community), x.ownButtons(b, "0")))
			all.WriteString("== lead: " + b.State.String() + "\n" + x.leadNote(x.say, b, f.community) + "\n")
		}
		golden(t, "cards."+string(tag)+".txt", all.String())
	}
}

func TestEveryRefusalAndTroubleHasASentence(t *testing.T) {
	h := openHouse(t)
	closure := h.point.Closures[0]
	room := closure
	room.Room, room.Reason, room.Last = "hall", nil, room.First
	hall := h.point.Rooms[0]
	refusals := []*space.Refusal{
		{Reason: space.NoRoom}, {Reason: space.Backwards}, {Reason: space.OffGrid}, {Reason: space.AcrossMidnight},
		{Reason: space.TooShort, Limit: int64(30 * time.Minute)}, {Reason: space.TooLong, Limit: int64(12 * time.Hour)},
		{Reason: space.Past}, {Reason: space.TooSoon, Limit: int64(48 * time.Hour)}, {Reason: space.TooFar, Until: space.Date{Year: 2027, Month: 5, Day: 25}},
		{Reason: space.Closed}, {Reason: space.Closed, Closure: &closure}, {Reason: space.Closed, Closure: &room},
		{Reason: space.OutsideHours, Hours: space.Hours{Open: 600, Close: 1440}}, {Reason: space.Nobody},
		{Reason: space.TooBig, Room: hall}, {Reason: space.LacksEquipment, Room: hall, Equipment: []string{"stage", "coffee"}},
		{Reason: space.Taken}, {Reason: space.HouseFull, Free: 12}, {Reason: space.HouseFull, Free: 0},
		{Reason: space.NarrowWindow, Limit: int64(time.Hour)}, {Reason: space.NoSuchDay}, {Reason: space.OncePassed}, {Reason: space.TooNear},
		{Reason: space.NotWaiting}, {Reason: space.Elsewhere}, {Reason: space.OverQuota},
		{Reason: space.OverQuota, Hit: &space.Hit{Quota: space.QuotaAhead, Limit: int64(20 * time.Hour), Has: int64(19 * time.Hour)}},
		{Reason: space.OverQuota, Hit: &space.Hit{Quota: space.QuotaRequests, Limit: 3, Has: 3}},
		{Reason: space.OverQuota, Hit: &space.Hit{Quota: space.QuotaEvenings, Limit: 2, Has: 2, Month: space.Date{Year: 2026, Month: 12, Day: 1}}},
	}
	h.point.Policy.Quota.Soft = 14
	for _, tag := range lang.Tags() {
		say := h.desk.Texts.In(tag)
		var all strings.Builder
		for _, r := range refusals {
			all.WriteString(string(r.Reason) + ": " + refusalText(say, h.point, r) + "\n")
		}
		for _, kind := range lang.Kinds() {
			all.WriteString(string(kind) + ": " + troubleText(say, lang.Trouble{Kind: kind, Words: "31 <февраля>"}) + "\n")
			all.WriteString(string(kind) + ": " + troubleText(say, lang.Trouble{Kind: kind}) + "\n")
		}
		if strings.Contains(all.String(), "⟦") {
			t.Errorf("%s has a hole", tag)
		}
		golden(t, "refusals."+string(tag)+".txt", all.String())
	}
}
