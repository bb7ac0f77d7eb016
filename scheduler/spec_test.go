package scheduler

import (
	"testing"
	"time"
	_ "time/tzdata"
)

func zoneOf(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func instant(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at.UTC()
}

func TestASpecThatMeansNothingIsRefused(t *testing.T) {
	for _, spec := range []string{
		"", " ", "* * * *", "* * * * * * *", "60 * * * *", "* 24 * * *", "0 10 * * 8", "0 0 30 2 *", "0 0 31 4,6 *",
		"TZ=0", "TZ=0 0 10 * * 1", "CRON_TZ=Europe/Berlin 0 10 * * 1", "TZ=", "@every", "@every 0s", "@every 1ms",
		"@every 1500ms", "@every -5s", "@every soon", "@weekly", "@reboot", ", * * * *", "* * , * * *", "5-1 * * * *", "*/0 * * * *", "понедельник",
	} {
		if err := CheckSpec(spec); err == nil {
			t.Errorf("%q was accepted", spec)
		}
		if _, err := Next(spec, time.UTC, time.Unix(0, 0)); err == nil {
			t.Errorf("%q has a next time", spec)
		}
	}
}

func TestASpecThatMeansSomethingIsAccepted(t *testing.T) {
	for _, spec := range []string{
		"0 10 * * 1", "30 0 10 * * mon", "*/5 * * * *", "*/10 * * * * *", "0 10 29 2 *", "@every 1s", "@every 1h30m", "0 9-18/3 1,15 jan-jun ?",
	} {
		if err := CheckSpec(spec); err != nil {
			t.Errorf("%q: %v", spec, err)
		}
	}
}

func TestASpecKeepsTheWallClockOfItsZone(t *testing.T) {
	for _, c := range []struct{ what, spec, zone, after, want string }{
		{"an ordinary Monday", "0 10 * * 1", "Asia/Yakutsk", "2026-11-21T00:00:00Z", "2026-11-23T01:00:00Z"},
		{"never the same moment again", "0 10 * * 1", "Asia/Yakutsk", "2026-11-23T01:00:00Z", "2026-11-30T01:00:00Z"},
		{"down to seconds", "7 0 10 * * 1", "Asia/Yakutsk", "2026-11-23T01:00:00Z", "2026-11-23T01:00:07Z"},
		{"before spring in Berlin", "0 10 * * 1", "Europe/Berlin", "2026-03-20T00:00:00Z", "2026-03-23T09:00:00Z"},
		{"after spring in Berlin", "0 10 * * 1", "Europe/Berlin", "2026-03-23T09:00:00Z", "2026-03-30T08:00:00Z"},
		{"after autumn in Berlin", "0 10 * * 1", "Europe/Berlin", "2026-10-19T08:00:00Z", "2026-10-26T09:00:00Z"},
		{"after spring in New York", "0 10 * * 1", "America/New_York", "2026-03-02T15:00:00Z", "2026-03-09T14:00:00Z"},
		{"Monday comes first in Kiritimati", "0 10 * * 1", "Pacific/Kiritimati", "2026-11-20T00:00:00Z", "2026-11-22T20:00:00Z"},
		{"and last in Pago Pago", "0 10 * * 1", "Pacific/Pago_Pago", "2026-11-20T00:00:00Z", "2026-11-23T21:00:00Z"},
		{"the gap of Berlin", "30 2 * * 0", "Europe/Berlin", "2026-03-28T00:00:00Z", "2026-03-29T01:00:00Z"},
		{"once in the gap", "30 2 * * 0", "Europe/Berlin", "2026-03-29T01:00:00Z", "2026-04-05T00:30:00Z"},
		{"two times of one gap are one", "0,30 2 * * 0", "Europe/Berlin", "2026-03-29T01:00:00Z", "2026-04-05T00:00:00Z"},
		{"the fold of Berlin", "30 2 * * 0", "Europe/Berlin", "2026-10-24T00:00:00Z", "2026-10-25T00:30:00Z"},
		{"once in the fold", "30 2 * * 0", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-11-01T01:30:00Z"},
		{"within the second hour of the fold", "30 2 * * *", "Europe/Berlin", "2026-10-25T01:10:00Z", "2026-10-26T01:30:00Z"},
		{"the gap of New York", "30 2 * * *", "America/New_York", "2026-03-08T06:00:00Z", "2026-03-08T07:00:00Z"},
		{"the fold of New York", "30 1 * * *", "America/New_York", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"},
		{"half an hour on Lord Howe", "15 2 * * *", "Australia/Lord_Howe", "2026-10-03T15:00:00Z", "2026-10-03T15:30:00Z"},
		{"a day without its midnight", "0 0 * * *", "Africa/Cairo", "2026-04-23T20:00:00Z", "2026-04-23T22:00:00Z"},
		{"each minute through the fold", "30 * * * *", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"},
		{"each minute through the gap", "30 * * * *", "Europe/Berlin", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"},
		{"every hour of a day without its midnight", "0 * * * *", "Africa/Cairo", "2026-04-23T21:30:00Z", "2026-04-23T22:00:00Z"},
		{"a leap day years ahead", "0 10 29 2 *", "Europe/Berlin", "2024-03-01T00:00:00Z", "2028-02-29T09:00:00Z"},
		{"every hour of a leap day", "0 * 29 2 *", "Europe/Berlin", "2024-03-01T00:00:00Z", "2028-02-28T23:00:00Z"},
		{"a length, aligned", "@every 10s", "Asia/Yakutsk", "2026-11-23T01:00:03.5Z", "2026-11-23T01:00:10Z"},
		{"the next length", "@every 10s", "Asia/Yakutsk", "2026-11-23T01:00:10Z", "2026-11-23T01:00:20Z"},
	} {
		got, err := Next(c.spec, zoneOf(t, c.zone), instant(t, c.after))
		if want := instant(t, c.want); err != nil || !got.Equal(want) {
			t.Errorf("%s: %s in %s after %s is %s, %v; want %s", c.what, c.spec, c.zone, c.after, got.Format(time.RFC3339), err, c.want)
		}
	}
}

func TestAWeeklySpecFiresOnceAWeekInEveryZone(t *testing.T) {
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago",
		"Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "Asia/Yakutsk", "UTC"} {
		zone := zoneOf(t, name)
		for _, spec := range []string{"30 2 * * 0", "0 0 * * 0", "30 1 * * 0", "0 10 * * 1"} {
			at := time.Date(2026, 1, 1, 0, 0, 0, 0, zone)
			for range 150 {
				next, err := Next(spec, zone, at)
				if err != nil {
					t.Fatal(err)
				}
				if gap := next.Sub(at); at.Month() != 1 && (gap < 6*24*time.Hour+22*time.Hour || gap > 7*24*time.Hour+2*time.Hour) {
					t.Errorf("%s in %s: from %s to %s", spec, name, at.In(zone), next.In(zone))
				}
				at = next
			}
		}
	}
}

func FuzzNextIsLaterThanNow(f *testing.F) {
	for _, spec := range []string{"0 10 * * 1", "*/7 * * * * *", "@every 90s", "TZ=0", "30 2 31 12 ?", ",", "* * 1-31/9 2 *"} {
		f.Add(spec, int64(1_790_000_000))
	}
	zone := zoneOf(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, spec string, unix int64) {
		if CheckSpec(spec) != nil {
			return
		}
		at := time.Unix(unix%4_000_000_000, 0)
		if next, err := Next(spec, zone, at); err == nil && !next.After(at) {
			t.Errorf("%q after %s is %s", spec, at, next)
		}
	})
}
