package bot

import (
	"context"
	"strings"
	"testing"

	"samovar/internal/emulator"
)

// apologising polls with an Apology that says the language code it was given.
func (r *rig) apologising() (stop func()) {
	a := NewApology(r.api, func(code string) string { return "away, " + code }, r.log)
	p := r.poller(nil)
	p.Intake.Apology = a
	r.start(a.Run)
	return r.start(func(ctx context.Context) { _ = p.Run(ctx) })
}

func (r *rig) apologies(p *emulator.Person) (n int) {
	for _, m := range p.Chat().FromBot() {
		if strings.HasPrefix(m.Text, "away") {
			n++
		}
	}
	return n
}

func TestWhoWritesWhileRedisIsAwayIsToldOnceInEachOutage(t *testing.T) {
	r := newRig(t, emulator.Options{})
	r.apologising()
	anna := r.tg.Person(5, emulator.Profile{First: "Anna", Lang: "en"})
	for outage := 1; outage <= 2; outage++ {
		r.redis.Kill()
		anna.Says("hello")
		anna.Says("is anybody there?")
		r.texts(anna, outage)
		anna.Says("hello?")
		r.eventually("it is tried again", func() bool { return strings.Count(r.logs.String(), "polling failed") > 2*outage })
		if err := r.redis.Restart(); err != nil {
			t.Fatal(err)
		}
		r.eventually("all is taken in", func() bool { return r.tg.Pending() == 0 })
		if got := r.apologies(anna); got != outage {
			t.Errorf("outage %d: %d apologies: %v", outage, got, r.texts(anna, 1))
		}
	}
	if got := r.texts(anna, 1)[0]; got != "away, en" {
		t.Errorf("she reads %q", got)
	}
}

func TestNobodyIsToldOfAnOutageInAGroup(t *testing.T) {
	r := newRig(t, emulator.Options{})
	r.apologising()
	anna := r.tg.Person(5, emulator.Profile{First: "Anna", Lang: "zh"})
	group := r.tg.Group(-77, "Chess", anna)
	r.redis.Kill()
	group.Says(anna, "/book")
	anna.Says("hello")
	if got := r.texts(anna, 1)[0]; got != "away, zh" {
		t.Errorf("she reads %q", got)
	}
	if got := group.Chat().FromBot(); len(got) > 0 {
		t.Errorf("the group reads %+v", got)
	}
}

func TestEachPressInAnOutageIsAnsweredAtOnceAndWithoutAMessage(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.tg.Person(5, emulator.Profile{First: "Anna", Lang: "en"})
	stop := r.apologising()
	anna.Starts("")
	r.eventually("it is taken in", func() bool { return r.tg.Pending() == 0 })
	r.redis.Kill()
	for range 2 {
		press := anna.PressesData(1, "my:::")
		answer, err := press.Answer(r.ctx)
		if err != nil || answer.Text != "away, en" || !answer.Alert {
			t.Errorf("the press is answered by %+v, %v", answer, err)
		}
	}
	r.eventually("it is tried again", func() bool { return strings.Count(r.logs.String(), "polling failed") > 2 })
	stop()
	if n, calls := r.apologies(anna), len(r.tg.CallsOf("answerCallbackQuery")); n != 0 || calls != 2 {
		t.Errorf("%d messages, %d answers", n, calls)
	}
}
