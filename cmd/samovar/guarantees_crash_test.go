package main

import (
	"testing"

	"samovar/internal/emulator"
)

func TestWhateverMomentTheBotIsKilledAtEveryConversationGoesOn(t *testing.T) {
	s := newStorm(t)
	for _, gate := range s.gates {
		p := spawn(t, s.environ, "serve", "--config", s.config)
		close(gate)
		s.amid()
		p.kill()
		s.noteFlying()
	}
	last := spawn(t, s.environ, "serve", "--config", s.config)
	s.calm()
	twice := s.allIsWell()
	t.Logf("%d kills, %d messages in flight at them, %d came twice, %d requests to Telegram", groups, len(s.flying), twice, len(s.telegram.Calls()))
	if twice > len(s.flying) {
		t.Errorf("%d messages came twice, and only %d were in flight", twice, len(s.flying))
	}
	if t.Failed() {
		t.Logf("the last log:\n%s", last)
	}
}

func TestARedisThatIsKilledLosesNothing(t *testing.T) {
	s := newStorm(t)
	p := spawn(t, s.environ, "serve", "--config", s.config)
	for i, gate := range s.gates {
		close(gate)
		s.amid()
		if i%3 == 1 {
			s.redis.Kill()
			s.isToldOfTheOutage(i)
			if err := s.redis.Restart(); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.calm()
	twice := s.allIsWell()
	t.Logf("3 kills of Redis, %d messages came twice, %d requests to Telegram", twice, len(s.telegram.Calls()))
	if twice > 0 {
		t.Errorf("%d messages came twice, though the bot lived", twice)
	}
	if t.Failed() {
		t.Logf("the log:\n%s", p)
	}
}

// isToldOfTheOutage has somebody write while Redis is away: they are told so in
// their language, and answered when it is back.
func (s *storm) isToldOfTheOutage(n int) {
	s.t.Helper()
	v := s.visitor(conversations+n, 0)
	v.writes("/my")
	s.strangers++
	if _, err := v.WaitText(s.ctx, v.say.Plain("start.away")); err != nil {
		s.t.Fatal(err)
	}
	go func() {
		s.ended <- v.WaitFor(s.ctx, func(c emulator.Chat) bool {
			last, _ := c.Last()
			_, asked := last.Button(v.say.Plain("start.agree"))
			return asked
		})
	}()
}
