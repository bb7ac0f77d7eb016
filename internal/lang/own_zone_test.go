package lang

import (
	"regexp"
	"testing"
	"time"
)

func TestAnIntervalIsShownInTheReadersOwnZone(t *testing.T) {
	zone := time.FixedZone("", 9*3600)
	start := time.Date(2026, 11, 24, 18, 0, 0, 0, zone)
	for end, want := range map[time.Duration]string{
		2 * time.Hour: `<tg-time unix="1795510800" format="wDt">Tue 24 November, 18:00</tg-time>–<tg-time unix="1795518000" format="t">20:00</tg-time>`,
		6 * time.Hour: `<tg-time unix="1795510800" format="wDt">Tue 24 November, 18:00</tg-time>–<tg-time unix="1795532400" format="t">24:00</tg-time>`,
		9 * time.Hour: `<tg-time unix="1795510800" format="wDt">Tue 24 November, 18:00</tg-time> – <tg-time unix="1795543200" format="wDt">Wed 25 November, 03:00</tg-time>`,
	} {
		if got := (Speaker{tag: English}).SpanHere(start, start, start.Add(end)); string(got) != want {
			t.Errorf("%s: %s", end, got)
		}
	}
}

func TestWithoutItsMarkupAnIntervalIsAsElsewhere(t *testing.T) {
	zone := time.FixedZone("", 9*3600)
	markup := regexp.MustCompile(`<[^>]*>`)
	for _, tag := range []Tag{Russian, English, Chinese} {
		for _, length := range []time.Duration{time.Hour, 6 * time.Hour, 30 * time.Hour, 900 * time.Hour} {
			say, start := Speaker{tag: tag}, time.Date(2026, 11, 24, 18, 0, 0, 0, zone)
			got := markup.ReplaceAllString(string(say.SpanHere(start, start, start.Add(length))), "")
			if want := say.SpanFrom(start, start, start.Add(length)); got != want {
				t.Errorf("%s: %q, want %q", tag, got, want)
			}
		}
	}
}

func TestUnderTheHeadingOfADayTheTimesStandAlone(t *testing.T) {
	zone := time.FixedZone("", 9*3600)
	start := time.Date(2026, 11, 24, 18, 0, 0, 0, zone)
	if got := (Speaker{tag: English}).DayHere(start, start); got != `<tg-time unix="1795510800" format="wD">Tue 24 November</tg-time>` {
		t.Errorf("the day is %s", got)
	}
	for length, want := range map[time.Duration]string{
		2 * time.Hour: `<tg-time unix="1795510800" format="t">18:00</tg-time>–<tg-time unix="1795518000" format="t">20:00</tg-time>`,
		6 * time.Hour: `<tg-time unix="1795510800" format="t">18:00</tg-time>–<tg-time unix="1795532400" format="t">24:00</tg-time>`,
		9 * time.Hour: `<tg-time unix="1795510800" format="t">18:00</tg-time> – <tg-time unix="1795543200" format="wDt">Wed 25 November, 03:00</tg-time>`,
	} {
		if got := (Speaker{tag: English}).ClocksHere(start, start, start.Add(length)); string(got) != want {
			t.Errorf("%s: %s", length, got)
		}
	}
}
