package space

import (
	"slices"
	"testing"
	"time"
)

func zoneNamed(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// wall reads a time of a zone's wall clock; one with an offset is that instant.
func wall(t testing.TB, zone *time.Location, text string) time.Time {
	t.Helper()
	if text == "" {
		return time.Time{}
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		if at, err = time.Parse("2006-01-02 15:04 -0700", text); err != nil {
			t.Fatal(err)
		}
	}
	return at
}

func TestQuietHoursDelayWhatCanWaitAndNothingPastItsUse(t *testing.T) {
	night, siesta, small := &Quiet{22 * 60, 8 * 60}, &Quiet{13 * 60, 15 * 60}, &Quiet{60, 2*60 + 30}
	for _, c := range []struct {
		what, zone         string
		quiet              *Quiet
		now, useless, want string
	}{
		{"nobody chose quiet hours", "Asia/Yakutsk", nil, "2026-11-24 23:00", "", "2026-11-24 23:00"},
		{"equal ends are none", "Asia/Yakutsk", &Quiet{8 * 60, 8 * 60}, "2026-11-24 08:00", "", "2026-11-24 08:00"},
		{"by day", "Asia/Yakutsk", night, "2026-11-24 12:07", "", "2026-11-24 12:07"},
		{"at their first minute", "Asia/Yakutsk", night, "2026-11-24 22:00", "", "2026-11-25 08:00"},
		{"before midnight", "Asia/Yakutsk", night, "2026-11-24 23:59", "", "2026-11-25 08:00"},
		{"after midnight", "Asia/Yakutsk", night, "2026-11-25 00:01", "", "2026-11-25 08:00"},
		{"at their last minute", "Asia/Yakutsk", night, "2026-11-25 07:59", "", "2026-11-25 08:00"},
		{"at their end", "Asia/Yakutsk", night, "2026-11-25 08:00", "", "2026-11-25 08:00"},
		{"within one day", "Asia/Yakutsk", siesta, "2026-11-24 14:10", "", "2026-11-24 15:00"},
		{"useless only later", "Asia/Yakutsk", night, "2026-11-24 23:00", "2026-11-25 08:01", "2026-11-25 08:00"},
		{"useless at their end", "Asia/Yakutsk", night, "2026-11-24 23:00", "2026-11-25 08:00", "2026-11-24 23:00"},
		{"useless before their end", "Asia/Yakutsk", night, "2026-11-24 23:00", "2026-11-25 07:00", "2026-11-24 23:00"},
		{"useless already", "Asia/Yakutsk", night, "2026-11-24 23:00", "2026-11-24 22:00", "2026-11-24 23:00"},
		{"the whole day but an hour", "Asia/Yakutsk", &Quiet{9 * 60, 8 * 60}, "2026-11-24 09:30", "", "2026-11-25 08:00"},

		{"the night that is an hour shorter", "Europe/Berlin", night, "2026-03-28 22:30", "", "2026-03-29 08:00 +0200"},
		{"their end is jumped over", "Europe/Berlin", small, "2026-03-29 01:30", "", "2026-03-29 03:00 +0200"},
		{"their beginning is jumped over", "Europe/Berlin", &Quiet{2 * 60, 4 * 60}, "2026-03-29 03:15", "", "2026-03-29 04:00 +0200"},
		{"the night that is an hour longer", "Europe/Berlin", night, "2026-10-24 22:30", "", "2026-10-25 08:00 +0100"},
		{"their end comes twice: the first", "Europe/Berlin", small, "2026-10-25 01:30 +0200", "", "2026-10-25 02:30 +0200"},
		{"and the second, when the clock shows them again", "Europe/Berlin", small, "2026-10-25 02:10 +0100", "", "2026-10-25 02:30 +0100"},
		{"half an hour of summer time", "Australia/Lord_Howe", night, "2026-10-03 23:00", "", "2026-10-04 08:00"},
		{"east of the date line", "Pacific/Kiritimati", night, "2026-11-24 23:00", "", "2026-11-25 08:00"},
		{"west of it", "Pacific/Pago_Pago", night, "2026-11-24 23:00", "", "2026-11-25 08:00"},
	} {
		zone := zoneNamed(t, c.zone)
		got := Settings{Quiet: c.quiet}.When(wall(t, zone, c.now), wall(t, zone, c.useless), zone)
		if want := wall(t, zone, c.want); !got.Equal(want) {
			t.Errorf("%s: at %s, want %s", c.what, got.In(zone), want)
		}
	}
}

func TestWhatWaitedOnceWaitsNoMore(t *testing.T) {
	zone := zoneNamed(t, "Europe/Berlin")
	inner, outer := Settings{Quiet: &Quiet{23 * 60, 7 * 60}}, Settings{Quiet: &Quiet{22 * 60, 9 * 60}}
	for at := wall(t, zone, "2026-10-24 00:07"); at.Before(wall(t, zone, "2026-10-27 00:00")); at = at.Add(11 * time.Minute) {
		awake := outer.When(at, time.Time{}, zone)
		if awake.Before(at) || outer.IsQuiet(awake, zone) {
			t.Fatalf("from %s to %s", at.In(zone), awake.In(zone))
		}
		if nested := outer.When(inner.When(at, time.Time{}, zone), time.Time{}, zone); !nested.Equal(awake) {
			t.Fatalf("hours within others change when these end: %s, not %s", nested.In(zone), awake.In(zone))
		}
	}
}

func TestAReminderMayWaitUntilHalfOfItsLeadAnHourAtMost(t *testing.T) {
	start := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	for lead, want := range map[time.Duration]time.Duration{
		7 * 24 * time.Hour: time.Hour, 24 * time.Hour: time.Hour, time.Hour: 30 * time.Minute, 10 * time.Minute: 5 * time.Minute,
	} {
		if got := start.Sub(Due{Kind: DueRemind, Lead: lead, For: start}.UselessFrom()); got != want {
			t.Errorf("%s before: %s", lead, got)
		}
	}
}

func TestAReminderIsReplacedOnlyByOneThatIsWanted(t *testing.T) {
	start := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	p := &Point{Reminders: []time.Duration{24 * time.Hour, time.Hour}}
	b := Booking{State: Confirmed, Slot: Slot{Start: start}}
	late := start.Add(-30 * time.Minute)
	day := Due{Kind: DueRemind, Lead: 24 * time.Hour, For: start}
	all, noHour, noDay := Settings{}, Settings{Unwanted: []time.Duration{time.Hour}}, Settings{Unwanted: []time.Duration{24 * time.Hour}}
	if p.UsefulTo(all, day, b, late) || !p.UsefulTo(noHour, day, b, late) || p.UsefulTo(noDay, day, b, start.Add(-24*time.Hour)) {
		t.Error("a reminder that comes late is judged by those that its reader does not want")
	}
	if len(p.Reminders) != 2 {
		t.Error("the Point lost a reminder")
	}
}

func TestARemindersToggleTakesItAndGivesItBack(t *testing.T) {
	var s Settings
	off := s.Toggled(time.Hour)
	if off.Wants(time.Hour) || !off.Wants(24*time.Hour) || !s.Wants(time.Hour) {
		t.Errorf("%+v", off)
	}
	if again := off.Toggled(time.Hour); !again.Wants(time.Hour) || again.Unwanted != nil {
		t.Errorf("%+v", again)
	}
}

func TestATopicThatIsGoneCountsForNobody(t *testing.T) {
	p := &Point{Topics: []Topic{{ID: "city"}, {ID: "games"}}}
	for _, c := range []struct {
		theirs, topics []string
		want           bool
	}{
		{nil, []string{"city"}, true},
		{[]string{"gone"}, []string{"city"}, true},
		{[]string{"gone", "games"}, []string{"city"}, false},
		{[]string{"games"}, []string{"gone"}, true},
		{[]string{"games"}, []string{"city", "games"}, true},
		{[]string{"games"}, nil, true},
	} {
		if got := p.Cares(Settings{Topics: c.theirs}, c.topics); got != c.want {
			t.Errorf("who cares for %v is told of %v: %v", c.theirs, c.topics, got)
		}
	}
	if theirs := []string{"gone", "city"}; !slices.Equal(p.Known(theirs), []string{"city"}) || theirs[0] != "gone" {
		t.Error("what is known of topics is wrong, or what was given changed")
	}
}
