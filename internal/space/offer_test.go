package space

import (
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"
)

var offering = DefaultPolicy().Offer

func inZone(t interface{ Fatal(...any) }, name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestADeadlineIsTwelveWakingHoursAheadOrLess(t *testing.T) {
	for _, c := range []struct{ name, zone, now, last, want string }{
		{"far ahead, in the morning", "Asia/Yakutsk", "2026-11-23 09:00", "2027-01-20 18:00", "2026-11-23 21:00"},
		{"the night between", "Asia/Yakutsk", "2026-11-23 15:00", "2027-01-20 18:00", "2026-11-24 13:00"},
		{"up to the last waking minute", "Asia/Yakutsk", "2026-11-23 10:00", "2027-01-20 18:00", "2026-11-23 22:00"},
		{"made in the night", "Asia/Yakutsk", "2026-11-23 23:30", "2027-01-20 18:00", "2026-11-24 20:00"},
		{"tomorrow evening: half of what is left", "Asia/Yakutsk", "2026-11-23 18:00", "2026-11-24 16:00", "2026-11-24 10:00"},
		{"tomorrow morning, asked at night: not into the night only", "Asia/Yakutsk", "2026-11-23 23:00", "2026-11-24 12:00", "2026-11-24 10:00"},
		{"today: half of what is left", "Asia/Yakutsk", "2026-11-23 12:00", "2026-11-23 18:00", "2026-11-23 15:00"},
		{"soon: at least half an hour", "Asia/Yakutsk", "2026-11-23 12:00", "2026-11-23 12:40", "2026-11-23 12:30"},
		{"too near", "Asia/Yakutsk", "2026-11-23 12:00", "2026-11-23 12:30", ""},
		{"too near once people wake", "Asia/Yakutsk", "2026-11-23 23:00", "2026-11-24 08:20", ""},
		{"over", "Asia/Yakutsk", "2026-11-23 12:00", "2026-11-23 11:00", ""},
		{"the evening's last half hour", "Asia/Yakutsk", "2026-11-23 21:30", "2026-11-24 07:00", "2026-11-23 22:00"},
		{"spring forward in the night", "Europe/Berlin", "2026-03-28 20:00", "2026-05-01 18:00", "2026-03-29 18:00"},
		{"fall back in the night", "Europe/Berlin", "2026-10-24 20:00", "2026-12-01 18:00", "2026-10-25 18:00"},
		{"a day that the date line took", "Pacific/Apia", "2011-12-29 20:00", "2012-03-01 18:00", "2011-12-31 18:00"},
		{"a half hour of summer time", "Australia/Lord_Howe", "2026-10-03 20:00", "2026-12-01 18:00", "2026-10-04 18:00"},
	} {
		zone := inZone(t, c.zone)
		read := func(s string) time.Time {
			at, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
			if err != nil {
				t.Fatal(err)
			}
			return at
		}
		got := offering.Deadline(read(c.now), read(c.last), zone)
		if c.want == "" && !got.IsZero() || c.want != "" && !got.Equal(read(c.want)) {
			t.Errorf("%s: %v, want %s", c.name, got.In(zone), c.want)
		}
	}
}

func TestSummerTimeChangesNoWakingHourInTheDay(t *testing.T) {
	berlin := inZone(t, "Europe/Berlin")
	awake := Offering{Hold: 12 * time.Hour, Part: 2, Shortest: 30 * time.Minute}
	for _, date := range []Date{{2026, 3, 29}, {2026, 10, 25}} {
		start := time.Date(date.Year, date.Month, date.Day, 0, 0, 0, 0, berlin)
		if got := awake.Deadline(start, start.AddDate(0, 2, 0), berlin).Sub(start); got != 12*time.Hour {
			t.Errorf("%v: %v without quiet hours", date, got)
		}
	}
}

func TestWhereNobodyIsEverAwakeNothingIsOffered(t *testing.T) {
	asleep := Offering{Hold: 12 * time.Hour, Part: 2, Shortest: 30 * time.Minute, Quiet: Quiet{0, 24 * 60}}
	if got := asleep.Deadline(now, at(30, 18, 0), zone); !got.IsZero() {
		t.Error(got)
	}
}

func TestAnOfferLapsesAtItsDeadlinesSecond(t *testing.T) {
	o := Offer{Deadline: at(1, 12, 0)}
	if !o.Stands(at(1, 12, 0).Add(-1)) || o.Stands(at(1, 12, 0)) {
		t.Error("the deadline is not where it says")
	}
}

// awakeMinutes counts waking time a minute at a time, from whole minutes.
func awakeMinutes(q Quiet, from, to time.Time, zone *time.Location) (awake time.Duration) {
	for ; from.Before(to); from = from.Add(time.Minute) {
		if !q.Covers(from.In(zone)) {
			awake += time.Minute
		}
	}
	return awake
}

func TestAnyDeadlineIsAheadBeforeTheStartAndUsesTheWakingTimeExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := inZone(t, rapid.SampledFrom([]string{"Asia/Yakutsk", "Europe/Berlin", "Pacific/Apia",
			"America/St_Johns", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kathmandu"}).Draw(t, "zone"))
		o := Offering{Part: rapid.IntRange(2, 5).Draw(t, "part"),
			Hold:     time.Duration(rapid.IntRange(30, 2000).Draw(t, "hold")) * time.Minute,
			Shortest: time.Duration(rapid.IntRange(1, 60).Draw(t, "shortest")) * time.Minute,
			Quiet:    Quiet{15 * rapid.IntRange(0, 95).Draw(t, "from"), 15 * rapid.IntRange(0, 95).Draw(t, "until")}}
		now := time.Date(2011, 1, 1, 0, rapid.IntRange(0, 2*365*24*60).Draw(t, "now"), 0, 0, time.UTC)
		last := now.Add(time.Duration(rapid.IntRange(-60, 6*24*60).Draw(t, "left")) * time.Minute)
		got := o.Deadline(now, last, zone)
		left := awakeMinutes(o.Quiet, now, last, zone)
		if got.IsZero() {
			if early := o.Quiet.After(now, o.Shortest, zone); early.Before(last) {
				t.Fatalf("no offer, though people could answer until %v", early)
			}
			return
		}
		if !got.After(now) || !got.Before(last) {
			t.Fatalf("%v is not between %v and %v", got, now, last)
		}
		want := max(min(o.Hold, left/time.Duration(o.Part)).Truncate(time.Minute), o.Shortest)
		if used := awakeMinutes(o.Quiet, now, got, zone); used != want {
			t.Fatalf("%v of waking time, want %v of %v", used, want, left)
		}
	})
}

func TestADeadlineIsAWholeSecondThatLeavesTheShortestTime(t *testing.T) {
	moment := now.Add(time.Millisecond)
	deadline := offering.Deadline(moment, at(30, 18, 0), zone)
	if deadline.IsZero() || deadline.Nanosecond() != 0 || deadline.Sub(moment) < offering.Shortest {
		t.Errorf("held until %v", deadline)
	}
	near := moment.Add(offering.Shortest).Truncate(time.Second).Add(time.Second)
	if deadline := offering.Deadline(moment, near, zone); !deadline.IsZero() {
		t.Errorf("held until %v, that it can be booked until", deadline)
	}
}
