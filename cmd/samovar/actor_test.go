package main

import (
	"context"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"samovar/internal/config"
	"samovar/internal/demo"
	"samovar/internal/emulator"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// raised is a demo that plays, for a test to take part in.
type raised struct {
	*play
	t   *testing.T
	ctx context.Context // ends when a test waits for nothing any more
	// expected is what the bot may complain of, a regular expression; "" for nothing
	expected string
}

// playing raises a demo on a Monday morning, lets a test change its Point, and
// lets its bot run.
func playing(t *testing.T, change ...func(*space.Point)) *raised {
	t.Helper()
	return playingOn(t, "", 0, change...)
}

// playingOn raises it on a Redis with so many replicas; "" is one of its own.
func playingOn(t *testing.T, redis string, replicas int, change ...func(*space.Point)) *raised {
	t.Helper()
	complaints := newScreen()
	ctx, stop := context.WithCancel(context.Background())
	line := demoCommand{Listen: "127.0.0.1:0", Seed: 1, Start: "2026-11-23T10:00", Redis: redis}
	p, err := line.raise(ctx, world{out: newScreen(), err: complaints, now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	for _, do := range change {
		do(p.app.points[0])
	}
	// What is tested is not the limits: with them it would take minutes.
	p.telegram.SetLimits(emulator.Limits{Off: true})
	p.app.cfg.Telegram.Limits = config.Limits{PerSecond: unlimited, PerChatBurst: unlimited, PerGroupMinute: unlimited}
	p.app.cfg.Flood.PerMinute = 0
	if replicas > 0 {
		p.app.store.Replicate(replicas)
	}
	ended := make(chan error, 1)
	go func() { ended <- p.app.Run(ctx) }()
	waits, enough := context.WithTimeout(ctx, 3*time.Minute)
	r := &raised{play: p, t: t, ctx: waits}
	t.Cleanup(func() {
		enough()
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		p.close()
		for line := range strings.Lines(complaints.String()) {
			if strings.Contains(line, "let go what was missed") {
				continue // the test moved the clock
			}
			if r.expected == "" || !regexp.MustCompile(r.expected).MatchString(line) {
				t.Errorf("the bot complains: %s", line)
			}
		}
	})
	return r
}

// actor is a person whose part a test plays, in a language.
type actor struct {
	*emulator.Person
	t   *testing.T
	ctx context.Context
	say lang.Speaker
}

// joins lets somebody into the play who was never there.
func (r *raised) joins(id int64, name, code string) actor {
	return r.actor(r.telegram.Person(id, emulator.Profile{First: name, Lang: code}), code)
}

// cast is one of the demo's own people.
func (r *raised) cast(username string) actor {
	r.t.Helper()
	for _, p := range demo.Cast() {
		if p.Username == username {
			return r.plays(p)
		}
	}
	r.t.Fatalf("nobody is called %s", username)
	return actor{}
}

func (r *raised) plays(p demo.Player) actor {
	profile := emulator.Profile{First: p.First, Last: p.Last, Username: p.Username, Lang: p.Language}
	return r.actor(r.telegram.Person(p.ID, profile), p.Language)
}

func (r *raised) actor(p *emulator.Person, code string) actor {
	return actor{Person: p, t: r.t, ctx: r.ctx, say: r.app.texts.In(lang.Of(code))}
}

// text is one of the bot's texts in the actor's language, as it is displayed.
func (a actor) text(key string, args ...any) string { return displayed(a.say.Plain(key, args...)) }

// displayed is a text without its markup.
func displayed(text string) string {
	return html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(text, ""))
}

// chooses presses a button by its words, and returns what that is answered.
func (a actor) chooses(words string) string {
	a.t.Helper()
	press, err := a.Presses(a.ctx, words)
	if err != nil {
		a.t.Fatal(err)
	}
	answer, err := press.Answer(a.ctx)
	if err != nil {
		a.t.Fatal(err)
	}
	return answer.Text
}

// choosesOne presses the first button of the newest message that looks like that.
func (a actor) choosesOne(like string) {
	a.t.Helper()
	a.chooses(a.hasOne(like))
}

// hasOne waits until the last message has a button like that, and returns what
// stands on it.
func (a actor) hasOne(like string) (found string) {
	a.t.Helper()
	expression := regexp.MustCompile(like)
	a.awaits(func(c emulator.Chat) bool {
		last, ok := c.Fresh().Last()
		if !ok {
			return false
		}
		for _, row := range last.Buttons {
			for _, b := range row {
				if !b.Disabled && expression.MatchString(b.Text) {
					found = b.Text
					return true
				}
			}
		}
		return false
	})
	return found
}

// reads waits until an answer to what the actor did holds the words.
func (a actor) reads(words string) emulator.Message {
	a.t.Helper()
	m, err := a.WaitReply(a.ctx, words)
	if err != nil {
		a.t.Fatal(err)
	}
	return m
}

// gets waits until a message holds all the words, whoever caused it.
func (a actor) gets(words ...string) emulator.Message {
	a.t.Helper()
	var found emulator.Message
	a.awaits(func(c emulator.Chat) bool {
		for _, m := range c.FromBot() {
			if holds(m.Text, words) {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

func holds(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func (a actor) awaits(ok func(emulator.Chat) bool) {
	a.t.Helper()
	if err := a.WaitFor(a.ctx, ok); err != nil {
		a.t.Fatal(err)
	}
}
