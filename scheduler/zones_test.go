package scheduler

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samovar/internal/redisserver"
	"samovar/internal/space"
)

// shifts are the moments at which clocks change: there and back, by an hour or
// half of one, at night or at midnight.
var shifts = []struct {
	zone string
	at   string // the moment
	half string // what the wall clock shows at half past two that night, or where that is left out
}{
	{"America/New_York", "2027-03-14T07:00:00Z", "03:00"},
	{"America/New_York", "2027-11-07T06:00:00Z", "02:30"},
	{"Europe/Berlin", "2027-03-28T01:00:00Z", "03:00"},
	{"Europe/Berlin", "2027-10-31T01:00:00Z", "02:30"},
	{"Australia/Lord_Howe", "2027-10-02T15:30:00Z", "02:30"},
	{"Australia/Lord_Howe", "2027-04-03T15:00:00Z", "02:30"},
	{"America/Santiago", "2027-09-05T04:00:00Z", "02:30"},
	{"Pacific/Kiritimati", "2027-03-13T12:00:00Z", "02:30"},
	{"Pacific/Pago_Pago", "2027-03-14T13:00:00Z", "02:30"},
}

// zoned is a house elsewhere, some days before the clocks change there.
func zoned(t *testing.T, url, zone, at string, n int) (h *house, change time.Time) {
	t.Helper()
	p := testPoint(fmt.Sprint("z", n))
	var err error
	if p.Zone, err = time.LoadLocation(zone); err != nil {
		t.Fatal(err)
	}
	if change, err = time.Parse(time.RFC3339, at); err != nil {
		t.Fatal(err)
	}
	h = houseAt(t, url, p)
	h.set(change.Add(-4 * day))
	return h, change
}

func TestADigestAtHalfPastTwoComesOnceInTheNightTheClocksChange(t *testing.T) {
	url := redisserver.ForTest(t).URL()
	for n, c := range shifts {
		h, change := zoned(t, url, c.zone, c.at, n)
		h.point.Digest, h.point.Reminders = "30 2 * * 0", nil
		h.book(h.event(space.Confirmed, change.Add(3*day)))
		clock := h.clock()
		var came []string
		for at := change.Add(-4 * day); at.Before(change.Add(4 * day)); at = at.Add(time.Hour / 4) {
			h.tickAt(clock, at)
			for _, o := range h.sent() {
				if d, err := space.ParseDue(o.Occasion); err == nil && d.Kind == space.DueDigest && o.Chat == boris {
					came = append(came, at.In(h.point.Zone).Format("Mon 15:04"))
				}
			}
		}
		if want := "[Sun " + c.half + "]"; fmt.Sprint(came) != want {
			t.Errorf("%s: it came %v, want %s", c.zone, came, want)
		}
	}
}

func TestRemindersAndTheCourseOfAnEventGoByWhatReallyPasses(t *testing.T) {
	url := redisserver.ForTest(t).URL()
	for n, c := range shifts {
		h, change := zoned(t, url, c.zone, c.at, n)
		h.point.Digest, h.point.Reminders = "", []time.Duration{day, time.Hour}
		b := h.event(space.Confirmed, change.Add(-30*time.Minute))
		b.End = change.Add(90 * time.Minute) // over the change
		b = h.book(b)
		request := h.event(space.Requested, change.Add(6*time.Hour))
		request = h.book(request)
		clock := h.clock()
		for _, step := range []struct {
			what string
			at   time.Time
			want map[string]int
			is   space.State
		}{
			{"before", b.Start.Add(-day - time.Minute), map[string]int{}, space.Confirmed},
			{"a day", b.Start.Add(-day), each("remind:24h0m0s", anna, boris, vera), space.Confirmed},
			{"an hour", b.Start.Add(-time.Hour), each("remind:1h0m0s", anna, boris, vera), space.Confirmed},
			{"start", b.Start, map[string]int{}, space.Running},
			{"near the end", b.End.Add(-time.Minute), map[string]int{}, space.Running},
			{"end", b.End, map[string]int{}, space.Done},
		} {
			h.tickAt(clock, step.at)
			got := kinds(t, h.sent())
			for name := range got {
				if strings.HasPrefix(name, string(space.DueUndecided)) {
					delete(got, name)
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(step.want) || h.booking(b.ID).State != step.is {
				t.Errorf("%s, %s: sent %v, it is %s", c.zone, step.what, got, h.booking(b.ID).State)
			}
		}
		h.tickAt(clock, request.Start.Add(-time.Minute))
		if got := h.booking(request.ID).State; got != space.Requested {
			t.Errorf("%s: a request is %s before its time", c.zone, got)
		}
		h.tickAt(clock, request.Start)
		if got := h.booking(request.ID).State; got != space.Expired {
			t.Errorf("%s: a request is %s at its time", c.zone, got)
		}
	}
}

func TestEachLocalDayIsOpenedOnceAtTen(t *testing.T) {
	for _, c := range shifts {
		p := testPoint("blg")
		var err error
		if p.Zone, err = time.LoadLocation(c.zone); err != nil {
			t.Fatal(err)
		}
		w := &watch{point: p}
		at := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
		last := p.Day(w.opening(at).At).Plus(-1)
		for range 365 {
			at = w.opening(at).At
			if day := p.Day(at); day != last.Plus(1) || at.In(p.Zone).Format("15:04") != "10:00" {
				t.Errorf("%s: after %s comes %s", c.zone, last, at.In(p.Zone))
			}
			last = p.Day(at)
		}
	}
}
