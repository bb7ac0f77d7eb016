package recur

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samovar/internal/space"
)

func date(s string) space.Date {
	d, err := space.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestASeriesComesOnTheDaysOfItsRhythm(t *testing.T) {
	for name, c := range map[string]struct {
		rule space.Rule
		want string
	}{
		"each week":            {space.Rule{Rhythm: space.Weekly, First: date("2026-11-24"), Count: 3}, "2026-11-24 2026-12-01 2026-12-08"},
		"every two weeks":      {space.Rule{Rhythm: space.Biweekly, First: date("2026-12-22"), Count: 3}, "2026-12-22 2027-01-05 2027-01-19"},
		"the second Tuesday":   {space.Rule{Rhythm: space.Monthly, First: date("2026-12-08"), Count: 4}, "2026-12-08 2027-01-12 2027-02-09 2027-03-09"},
		"a fifth is the last":  {space.Rule{Rhythm: space.Monthly, First: date("2026-12-29"), Count: 4}, "2026-12-29 2027-01-26 2027-02-23 2027-03-30"},
		"until a day":          {space.Rule{Rhythm: space.Weekly, First: date("2026-11-24"), Until: date("2026-12-08")}, "2026-11-24 2026-12-01 2026-12-08"},
		"until the day before": {space.Rule{Rhythm: space.Weekly, First: date("2026-11-24"), Until: date("2026-12-07")}, "2026-11-24 2026-12-01"},
		"over before it began": {space.Rule{Rhythm: space.Weekly, First: date("2026-11-24"), Until: date("2026-11-23")}, ""},
	} {
		days, err := Dates(c.rule)
		if got := fmt.Sprint(days); err != nil || got != "["+c.want+"]" {
			t.Errorf("%s: %s, %v, want %s", name, got, err, c.want)
		}
	}
}

func TestNobodyWaitsForAThousandDates(t *testing.T) {
	rule := space.Rule{Rhythm: space.Weekly, First: date("2026-11-24"), Count: 1000}
	days, err := Dates(rule)
	if err != nil || len(days) != space.MostDates+1 {
		t.Fatalf("%d dates, %v", len(days), err)
	}
	if r := rule.CheckDates(days); r == nil || r.Reason != space.ManyDates {
		t.Errorf("refused with %v", r)
	}
}

// TestEveryDateKeepsItsWeekdayAndItsWallClock tries zones with summer time on
// both halves of the globe.
func TestEveryDateKeepsItsWeekdayAndItsWallClock(t *testing.T) {
	var zones []*time.Location
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Yakutsk"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		zones = append(zones, zone)
	}
	rapid.Check(t, func(t *rapid.T) {
		rule := space.Rule{Rhythm: rapid.SampledFrom(space.Rhythms()).Draw(t, "rhythm"),
			First: date("2026-01-01").Plus(rapid.IntRange(0, 1000).Draw(t, "first")),
			Start: rapid.IntRange(6*4, 20*4).Draw(t, "start") * 15, Length: 2 * time.Hour,
			Count: rapid.IntRange(2, space.MostDates).Draw(t, "count")}
		p := &space.Point{Zone: rapid.SampledFrom(zones).Draw(t, "zone")}
		days, err := Dates(rule)
		if err != nil || len(days) != rule.Count || days[0] != rule.First || !slices.IsSortedFunc(days, compare) {
			t.Fatalf("%v, %v", days, err)
		}
		for _, day := range days {
			s := rule.Slot(p, "hall", day)
			start, end := s.Start.In(p.Zone), s.End.In(p.Zone)
			if day.Weekday() != rule.First.Weekday() || space.DateOf(start) != day ||
				start.Hour()*60+start.Minute() != rule.Start || end.Hour()*60+end.Minute() != rule.Start+120 {
				t.Fatalf("%s: %s to %s", day, start, end)
			}
		}
		if rule.Rhythm == space.Monthly && len(days) > 1 && days[1].Month == days[0].Month {
			t.Fatalf("twice in a month: %v", days)
		}
	})
}

func compare(a, b space.Date) int { return -a.DaysTo(b) }
