package space

import (
	"testing"
	"time"
)

func TestEachQuotaHitsWithItsFigure(t *testing.T) {
	p := blagoveshchensk()
	p.Rooms[0].Approval = true // the hall
	q := Quota{Ahead: 20 * time.Hour, Requests: 3, Evenings: 4, Soft: 14}
	december := map[string]int{"2026-12": 4}
	for name, c := range map[string]struct {
		slot Slot
		has  Standing
		want *Hit
	}{
		"nothing yet":                  {slot("hall", 30, 18, 20), Standing{}, nil},
		"the last hours":               {slot("hall", 30, 18, 20), Standing{Ahead: 18 * time.Hour}, nil},
		"one more than the hours":      {slot("class", 30, 9, 11), Standing{Ahead: 19 * time.Hour}, &Hit{Quota: QuotaAhead, Limit: int64(20 * time.Hour), Has: int64(19 * time.Hour)}},
		"hours of the past":            {slot("class", 30, 9, 11), Standing{Past: 99 * time.Hour}, nil},
		"a request too many":           {slot("hall", 30, 9, 11), Standing{Requests: 3}, &Hit{Quota: QuotaRequests, Limit: 3, Has: 3}},
		"a room that asks nobody":      {slot("class", 30, 9, 11), Standing{Requests: 3}, nil},
		"an evening too many":          {slot("class", 30, 17, 19), Standing{Evenings: december}, &Hit{Quota: QuotaEvenings, Limit: 4, Has: 4, Month: Date{2026, 12, 1}}},
		"the afternoon before it":      {slot("class", 30, 16, 19), Standing{Evenings: december}, nil},
		"the next month":               {slot("class", 50, 17, 19), Standing{Evenings: december}, nil},
		"the last day that quotas are": {slot("class", 15, 9, 11), Standing{Ahead: 20 * time.Hour}, &Hit{Quota: QuotaAhead, Limit: int64(20 * time.Hour), Has: int64(20 * time.Hour)}},
		"as the day comes near":        {slot("class", 14, 18, 20), Standing{Ahead: 99 * time.Hour, Requests: 2, Evenings: december}, nil},
		"requests, however near":       {slot("hall", 14, 18, 20), Standing{Requests: 3}, &Hit{Quota: QuotaRequests, Limit: 3, Has: 3}},
	} {
		got := q.Hit(p, c.slot, c.has, now)
		if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	if hit := (Quota{}).Hit(p, slot("hall", 90, 18, 20), Standing{Ahead: 999 * time.Hour, Requests: 99}, now); hit != nil {
		t.Errorf("no quota is set, but %v", hit)
	}
}
