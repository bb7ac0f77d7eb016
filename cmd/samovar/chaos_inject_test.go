package main

import (
	"fmt"
	"slices"
	"syscall"
	"time"

	"samovar/internal/chaos"
	"samovar/internal/emulator"
	"samovar/internal/store"
)

// spell is a fault that has begun: what it has a hold on, and how it ends.
type spell struct {
	chaos.Fault
	on    string      // what no other may have a hold on meanwhile; "" for nothing
	until time.Time   // not before
	ready func() bool // nor before that; nil for nothing
	end   func()
}

// suffers lets the faults of the seed befall the run, evenly over its updates:
// each at its turn, or once what it needs is not in the hands of another. By the
// middle the processes change from polling to a webhook.
func (o *ordeal) suffers() {
	o.t.Helper()
	var without []chaos.Kind
	for kind := range o.leftOut {
		without = append(without, kind)
	}
	plan := chaos.Plan(o.size.seed, o.size.faults, without, o.size.long())
	o.befalls(plan[:len(plan)/2], 0, o.size.updates/2)
	o.turnsToWebhook()
	o.befalls(plan[len(plan)/2:], o.size.updates/2, o.size.updates)
	<-o.enough
}

// befalls lets some faults begin and end while the updates go from a number to
// another.
func (o *ordeal) befalls(plan []chaos.Fault, from, to int) {
	o.t.Helper()
	var waiting []chaos.Fault
	var active []spell
	look := time.NewTicker(3 * time.Millisecond)
	defer look.Stop()
	for next := 0; next < len(plan) || len(waiting)+len(active) > 0; {
		select {
		case <-look.C:
		case <-o.ctx.Done():
			o.t.Fatalf("after %d of %d faults the time is over", next, len(plan))
		}
		active = slices.DeleteFunc(active, o.ends)
		for next < len(plan) && int(o.sent.Load()) >= from+(to-from)*next/len(plan) {
			waiting = append(waiting, plan[next])
			if next++; next%50 == 0 {
				o.t.Logf("%d updates sent, %d faults of this half begun", o.sent.Load(), next)
			}
		}
		waiting = slices.DeleteFunc(waiting, func(f chaos.Fault) bool {
			return o.begins(f, &active)
		})
	}
}

// ends ends a fault whose time has come, and says so.
func (o *ordeal) ends(s spell) bool {
	if time.Now().Before(s.until) || s.ready != nil && !s.ready() {
		return false
	}
	if s.end != nil {
		s.end()
	}
	return true
}

// begins begins a fault, unless it has to wait.
func (o *ordeal) begins(f chaos.Fault, active *[]spell) bool {
	on := o.needs(f)
	if on != "" && slices.ContainsFunc(*active, func(s spell) bool { return s.on == on }) {
		return false
	}
	s := o.strikes(f)
	s.Fault, s.on = f, on
	if s.until.IsZero() {
		s.until = time.Now().Add(f.For)
	}
	o.injected[f.Kind]++
	o.struck = append(o.struck, stroke{f, time.Now()})
	*active = append(*active, s)
	return true
}

// needs names what a fault has a hold on.
func (o *ordeal) needs(f chaos.Fault) string {
	switch f.Kind {
	case chaos.KillBot, chaos.FreezeBot, chaos.StopBot:
		return fmt.Sprint("bot", f.Roll%replicas)
	case chaos.KillRedis, chaos.StopRedis, chaos.FullRedis, chaos.FullDisk, chaos.Failover, chaos.LoseMaster:
		return "redis"
	case chaos.SlowRedis, chaos.HangRedis:
		return fmt.Sprint("link", f.Roll%replicas)
	}
	return ""
}

// harmless is how long no lease can be renewed without any running out: a lease
// is renewed long before its end.
const harmless = store.LeaseFor / 2

// passes is after how long Telegram is well again, whether as many requests were
// hit as were to be or not: a process that starts asks seldom, and less and less
// often, while it is not.
const passes = 2 * time.Second

// strikes begins it, and returns how it ends. Where leases may run out by it, what
// was being sent at that moment may come twice.
func (o *ordeal) strikes(f chaos.Fault) spell {
	o.t.Helper()
	n := f.Roll % replicas
	if f.For > harmless {
		o.inFlight += o.flying()
	}
	switch f.Kind {
	case chaos.KillBot, chaos.FreezeBot, chaos.StopBot:
		return o.hitsBot(f.Kind, n)
	case chaos.KillRedis, chaos.StopRedis, chaos.FullRedis, chaos.FullDisk, chaos.Failover, chaos.LoseMaster:
		if f.Kind != chaos.StopRedis {
			o.inFlight += o.flying()
		}
		return o.footing.hit(f)
	case chaos.SlowRedis:
		o.proxies[n].Slow(time.Duration(5+f.Roll%60) * time.Millisecond)
		return spell{end: func() { o.proxies[n].Slow(0) }}
	case chaos.HangRedis:
		o.proxies[n].Hold()
		return spell{end: o.proxies[n].Release}
	case chaos.CutRedis:
		o.proxies[n].Cut(f.Size)
	case chaos.ClockAhead, chaos.ClockBack:
		o.hitsClock(f)
	case chaos.Again, chaos.Twice, chaos.Shuffled, chaos.LostPoll:
		o.hitsUpdates(f)
	default:
		number := o.telegram.AddFault(faultOf(f))
		return spell{until: time.Now().Add(passes), end: func() { o.telegram.EndFault(number) }}
	}
	return spell{}
}

// hitsBot kills, freezes or stops a process, and lets it go on or another start.
func (o *ordeal) hitsBot(kind chaos.Kind, n int) spell {
	o.t.Helper()
	p := o.replicas[n]
	switch kind {
	case chaos.FreezeBot:
		p.freezes(o.t)
		return spell{end: func() { p.wakes(o.t) }}
	case chaos.StopBot:
		p.signal(o.t, syscall.SIGTERM)
		return spell{ready: p.hasEnded, end: func() { o.starts(n) }}
	}
	p.kill()
	o.inFlight += o.flying()
	return spell{end: func() { o.starts(n) }}
}

func (p *process) hasEnded() bool {
	select {
	case <-p.gone:
		return true
	default:
		return false
	}
}

// hitsClock moves the clock of all processes: ahead by seconds to hours, back by
// as much as a clock that is set right may go.
func (o *ordeal) hitsClock(f chaos.Fault) {
	o.t.Helper()
	by := time.Duration(f.Size*f.Size) * 2 * time.Second
	if f.Kind == chaos.ClockBack {
		by = -time.Duration(f.Size) * 30 * time.Millisecond
	}
	if by > harmless {
		o.inFlight += o.flying()
	}
	o.clock.set(o.t, o.clock.now().Add(by))
}

// hitsUpdates lets updates come again, late, or out of their order.
func (o *ordeal) hitsUpdates(f chaos.Fault) {
	switch {
	case f.Kind == chaos.Twice:
		for n := range f.Size {
			if id, err := o.telegram.Repeat(o.pressed(f.Roll + n)); err == nil {
				o.notes(id, true)
			}
		}
	case f.Kind == chaos.LostPoll && !o.webhook:
		o.telegram.AddFault(emulator.Fault{Kind: emulator.LostAnswer, Method: "getUpdates", Next: f.Size})
	case o.webhook:
		o.post.spoils(f)
	default:
		again := o.latest(f.Size)
		slices.Reverse(again)
		for _, id := range again {
			_ = o.telegram.Redeliver(id) // it was one
		}
	}
}

// faultOf is what the emulator has for it.
func faultOf(f chaos.Fault) emulator.Fault {
	fault := emulator.Fault{Next: f.Size, Seconds: 1, HTML: f.Roll%2 == 0, Status: 500 + f.Roll%5}
	fault.Kind = map[chaos.Kind]emulator.FaultKind{chaos.TooMany: emulator.TooMany, chaos.ServerError: emulator.ServerError,
		chaos.Hang: emulator.Hang, chaos.HangDone: emulator.HangApplied, chaos.LostAnswer: emulator.LostAnswer}[f.Kind]
	return fault
}

// turnsToWebhook stops all processes, and starts them anew with another way for
// updates to come in.
func (o *ordeal) turnsToWebhook() {
	o.t.Helper()
	o.webhook = true
	for _, p := range o.replicas {
		p.signal(o.t, syscall.SIGTERM)
	}
	for n, p := range o.replicas {
		o.until("it has stopped", p.hasEnded)
		o.starts(n)
	}
}
