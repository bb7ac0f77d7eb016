package space

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// annas is a booking of Anna's, decided and answered by others, as it is kept.
func annas() Booking {
	at := time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)
	anna, boss := Party{42, "Анна Ёлкина", "anna_e"}, Party{11, "Борис", "boss"}
	return Booking{ID: "k7f3", State: Done, Slot: Slot{Room: "hall", Start: at, End: at.Add(time.Hour)}, Community: "quanta",
		Event:    Event{Title: "Анна Ёлкина о квантах", Headcount: 40, Description: "Звоните +7 (914) 555-01-22, пишите @anna_e или a.e@mail.ru"},
		Resident: anna, Decision: &Decision{By: boss, At: at, State: Confirmed, Reason: "Для анна ёлкина: да"},
		StillOn: &Word{By: anna, At: at}, Begun: &Word{By: boss, At: at},
		Remarks: []Remark{{By: anna, At: at, Text: "мой номер 89145550122"}, {By: boss, At: at, Text: "Спасибо, @anna_e", Admin: true}},
		Change:  &Proposal{Event: Event{Title: "Кванты с Анна Ёлкина"}, By: anna, Decision: &Decision{By: anna, Reason: "передумала"}}, Messenger: []int64{11, 42}}
}

func TestWhoIsForgottenStandsNowhereInABooking(t *testing.T) {
	before := annas()
	b, differs := EraserOf(Party{42, "Анна Ёлкина", "anna_e"}).Booking(before)
	text, err := json.Marshal(b)
	if err != nil || !differs {
		t.Fatal(differs, err)
	}
	for _, trace := range []string{"Анна", "анна", "Ёлкина", "anna_e", "42", "914", "mail.ru", "передумала", "номер"} {
		if strings.Contains(string(text), trace) {
			t.Errorf("%q is left in %s", trace, text)
		}
	}
	if b.Start != before.Start || b.Community != "quanta" || b.Headcount != 40 || b.Decision.By.Name != "Борис" || !strings.Contains(b.Title, "о квантах") || b.Messenger[0] != 11 {
		t.Errorf("what the house needs is gone: %s", text)
	}
	if before.Resident.Name != "Анна Ёлкина" || before.Remarks[0].Text == b.Remarks[0].Text {
		t.Error("what was read changed as well")
	}
	if again, differs := EraserOf(Party{42, "Анна Ёлкина", "anna_e"}).Booking(b); differs {
		t.Errorf("a second time it changes again: %+v", again)
	}
}

func TestNobodyIsLeftInABookingThatWasKeptLongEnough(t *testing.T) {
	b, _ := EraserOfAll().Booking(annas())
	text, _ := json.Marshal(b)
	for _, trace := range []string{"Анна", "Борис", "boss", "anna", "555"} {
		if strings.Contains(string(text), trace) {
			t.Errorf("%q is left in %s", trace, text)
		}
	}
	if _, differs := EraserOfAll().Booking(b); differs || !b.Resident.IsGone() {
		t.Error("it is not the same the second time")
	}
}

func TestADecisionStaysInTheLogWithoutWhoTookIt(t *testing.T) {
	boss := Party{11, "Борис", ""}
	e := EraserOf(boss)
	for reason, want := range map[string]string{"#works": "#works", "#archived": "#archived", "#closed:у Бориса дела": "#closed:", "#1 в списке Бориса": "—", "#works:да": "—", "просто так": "—", "": ""} {
		l, differs := e.Entry(Booking{}, Entry{By: boss, From: Requested, To: Declined, Reason: reason, Heir: &Party{12, "Вера", ""}})
		if !differs || !l.By.IsGone() || l.To != Declined || l.Reason != want || l.Heir.Name != "Вера" {
			t.Errorf("%q: %+v", reason, l)
		}
	}
	if _, differs := e.Entry(Booking{}, Entry{By: Party{12, "Вера", ""}, To: Confirmed}); differs {
		t.Error("a line of somebody else changes")
	}
}

func TestWhatLooksLikeANumberOfAPhoneIsToldFromTimesAndDays(t *testing.T) {
	for text, gone := range map[string]bool{
		"24.11.2026 18:00–20:00": false, "2026-11-24 18:00-20:00": false, "1000000 рублей": false, "комната 8, 40 человек": false,
		"8 (4162) 55-01-22 доб. 7": true, "тел. 8 914 555 01 22": true, "79145550122": true, "13800138000": true, "+86 138 0013 8000": true,
	} {
		if got := anonymous(text) != text; got != gone {
			t.Errorf("%q becomes %q", text, anonymous(text))
		}
	}
}

func TestANameGoesOnlyWhereItStandsByItself(t *testing.T) {
	for text, want := range map[string]string{
		"Вера и наука": "— и наука", "Доверая, Вераника": "Доверая, Вераника", "ВЕРА!": "—!", "с @vera_k": "с —", "vera_kazakh": "vera_kazakh", "讲座Вера来": "讲座—来",
	} {
		vera := Party{42, "Вера", "vera_k"}
		if got := EraserOf(vera).knowing(vera).text(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestAPersonLeavesTheHouseTheStaffAndACommunity(t *testing.T) {
	who := Party{42, "Анна", ""}
	e, at := EraserOf(who), time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)
	c, _ := e.Community(Community{ID: "quanta", Leads: []int64{42}, Proposer: &who, Decision: &Judgement{Party: who, Reason: "да"}, About: "Ведёт Анна"})
	s, _ := e.Staff(Staff{Added: []Party{who, {12, "Вера", ""}}, Removed: []int64{42}, Away: []Absence{{Who: who}, {Who: Party{12, "Вера", ""}, Deputy: who}}})
	h, _ := e.House(House{Closings: []Closing{{By: who}}, Hours: []HoursChange{{By: who}}})
	n, _ := e.News(News{Text: "Анна рада", By: who, At: at})
	b, _ := e.Broadcast(Broadcast{Text: "Пишет Анна", By: who, Stopper: &who})
	g, _ := e.Group(Group{Asked: []int64{42, 7}})
	text, err := json.Marshal([]any{c, s.Added, s.Away, h, n, b, g})
	if err != nil || strings.Contains(string(text), "Анна") || strings.Contains(string(text), "42") {
		t.Errorf("left in %s, %v", text, err)
	}
	if len(s.Removed) != 1 || len(s.Away) != 1 || len(c.Leads) != 0 || len(g.Asked) != 1 {
		t.Errorf("%+v %+v %+v %+v", s.Removed, s.Away, c.Leads, g.Asked)
	}
}

func TestWhatTheClockHasToSweepAndToForgetIsReadAsItWasWritten(t *testing.T) {
	at := time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)
	for _, what := range AllSwept() {
		d, err := ParseDue(Sweep{what, 1763}.Due(at).Name())
		if got, wrong := ParseSweep(d.Subject); err != nil || wrong != nil || got != (Sweep{what, 1763}) {
			t.Errorf("%s: %+v, %v, %v", what, got, err, wrong)
		}
		if DefaultRetention().For(what) <= 0 {
			t.Errorf("%s is kept for good by default", what)
		}
	}
	part := Parting{42, 1763, true}
	d, err := ParseDue(part.Due(at, at).Name())
	if got, wrong := ParseParting(d.Subject); err != nil || wrong != nil || got != part {
		t.Errorf("%+v, %v, %v", got, err, wrong)
	}
	for _, junk := range []string{"", "names", "42 x"} {
		_, first := ParseSweep(junk)
		_, second := ParseParting(junk)
		if first == nil || second == nil {
			t.Errorf("%q is read", junk)
		}
	}
}
