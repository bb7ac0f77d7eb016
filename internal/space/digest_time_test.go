package space

import (
	"fmt"
	"testing"
	"time"
)

func TestEachReadersDigestComesAtTheirOwnTimeOfTheWeek(t *testing.T) {
	const occasion, next = "2026-11-23 10:00", "2026-11-30 10:00" // Mondays
	zone := zoneNamed(t, "Asia/Yakutsk")
	for _, c := range []struct {
		what string
		own  *DigestTime
		want string
	}{
		{"nobody chose", nil, occasion},
		{"the same time", &DigestTime{time.Monday, 10 * 60}, occasion},
		{"later that day", &DigestTime{time.Monday, 18 * 60}, "2026-11-23 18:00"},
		{"earlier that day: at the end of the week", &DigestTime{time.Monday, 9 * 60}, "2026-11-30 09:00"},
		{"midweek", &DigestTime{time.Wednesday, 8 * 60}, "2026-11-25 08:00"},
		{"on the last day", &DigestTime{time.Sunday, 23 * 60}, "2026-11-29 23:00"},
	} {
		got := Settings{Digest: c.own}.DigestAt(wall(t, zone, occasion), wall(t, zone, next), zone)
		if want := wall(t, zone, c.want); !got.Equal(want) {
			t.Errorf("%s: at %s, want %s", c.what, got.In(zone), want)
		}
	}
}

// TestNoWeekHasTwoDigestsOrNone walks over a year of weeks, summer time and all.
func TestNoWeekHasTwoDigestsOrNone(t *testing.T) {
	for _, name := range []string{"Asia/Yakutsk", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Pago_Pago"} {
		zone := zoneNamed(t, name)
		for _, begins := range []DigestTime{{time.Monday, 600}, {time.Sunday, 150}, {time.Sunday, 0}} {
			for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
				for _, minute := range []int{0, 105, 120, 135, 150, 180, 600, 1380} {
					own := Settings{Digest: &DigestTime{weekday, minute}}
					everyWeekOnce(t, fmt.Sprint(name, begins, *own.Digest), zone, begins, own)
				}
			}
		}
	}
}

func everyWeekOnce(t *testing.T, what string, zone *time.Location, begins DigestTime, own Settings) {
	t.Helper()
	at := func(day Date) time.Time { return (&Point{Zone: zone}).At(day, begins.Minute) }
	day := Date{2026, time.January, 4 + int(begins.Weekday)}
	for range 53 {
		occasion, next := at(day), at(day.Plus(7))
		got := own.DigestAt(occasion, next, zone)
		if got.Before(occasion) || !got.Before(next) {
			t.Fatalf("%s: of the week from %s to %s: %s", what, occasion.In(zone), next.In(zone), got.In(zone))
		}
		off := DigestTimeOf(got, zone)
		if jump := off.Minute - own.Digest.Minute; off.Weekday != own.Digest.Weekday || jump < -60 || jump > 60 {
			t.Fatalf("%s: at %s", what, got.In(zone))
		}
		day = day.Plus(7)
	}
}

func TestOfDailyDigestsAReaderWithADayOfTheirOwnGetsOneAWeek(t *testing.T) {
	zone := zoneNamed(t, "Europe/Berlin")
	own := Settings{Digest: &DigestTime{time.Wednesday, 9 * 60}}
	count := 0
	for day := (Date{2026, time.October, 19}); day.Before(Date{2026, time.November, 2}); day = day.Plus(1) {
		p := &Point{Zone: zone}
		if at := own.DigestAt(p.At(day, 600), p.At(day.Plus(1), 600), zone); !at.IsZero() {
			count++
			if DigestTimeOf(at, zone) != *own.Digest {
				t.Errorf("at %s", at.In(zone))
			}
		}
	}
	if count != 2 {
		t.Errorf("%d in two weeks", count)
	}
}

func TestChangedSettingsMoveADigestThatIsStillAhead(t *testing.T) {
	zone := zoneNamed(t, "Europe/Berlin")
	const occasion, next = "2026-10-19 10:00", "2026-10-26 10:00" // summer time ends on the 25th
	for _, c := range []struct {
		what, planned, now string
		own                *DigestTime
		want               string
	}{
		{"to a later day", "2026-10-21 18:00", "2026-10-20 12:00", &DigestTime{time.Sunday, 18 * 60}, "2026-10-25 18:00"},
		{"to an earlier day", "2026-10-25 18:00", "2026-10-20 12:00", &DigestTime{time.Wednesday, 60}, "2026-10-21 01:00"},
		{"to a day that is over: it stays", "2026-10-25 18:00", "2026-10-22 12:00", &DigestTime{time.Wednesday, 60}, "2026-10-25 18:00"},
		{"to this very minute: it stays", "2026-10-25 18:00", "2026-10-21 01:00", &DigestTime{time.Wednesday, 60}, "2026-10-25 18:00"},
		{"back to the Point's time, which is over: it stays", "2026-10-25 18:00", "2026-10-22 12:00", nil, "2026-10-25 18:00"},
		{"to the next Monday's early hours", "2026-10-21 18:00", "2026-10-20 12:00", &DigestTime{time.Monday, 8 * 60}, "2026-10-26 08:00"},
	} {
		got := Settings{Digest: c.own}.Redigest(wall(t, zone, c.planned), wall(t, zone, occasion), wall(t, zone, next), wall(t, zone, c.now), zone)
		if want := wall(t, zone, c.want); !got.Equal(want) {
			t.Errorf("%s: at %s, want %s", c.what, got.In(zone), want)
		}
	}
}
