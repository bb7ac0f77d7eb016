package emulator

import (
	"strconv"
	"strings"
	"time"
)

// Clock is the demo's clock. The page shows it and can move it ahead.
type Clock interface {
	Now() time.Time
	Advance(d time.Duration)
}

// Tester is the part of testing.TB that the story needs to fail a test.
type Tester interface {
	Helper()
	Fatalf(format string, args ...any)
}

// Pane is one column of the chat page: the person played there, and the role
// that the heading names.
type Pane struct {
	PersonID int64
	Label    string
}

// Options says how a server behaves. The zero value is a bot named
// samovar_bot under Telegram's own limits, on the system's clock.
type Options struct {
	// Token is the only one accepted; the number before its colon is the bot's id.
	Token string
	// Username is the bot's, without the @.
	Username string
	// Name is the bot's first name.
	Name string
	// Now dates messages and ages presses and updates. Left out, messages are
	// dated by the Clock, or else the system's, and the rest ages by Ticks: a
	// clock that is moved ahead makes no press too old.
	Now  func() time.Time
	ages func() time.Time
	// Clock gives the page its clock controls. May be nil.
	Clock Clock
	// Zone is the zone in which the page shows the clock. UTC when nil.
	Zone *time.Location
	// Limits are Telegram's rate limits.
	Limits Limits
	// Ticks is the clock of the rate limits, real time when nil: a test's
	// clock that stands still would otherwise never let a message pass again.
	Ticks func() time.Time
	// Panes are the columns of the page.
	Panes []Pane
	// Notice is a line shown on the page, such as the kind of Redis in use.
	Notice string
	// CallbackTTL is how long a press can be answered: 150 seconds when zero.
	CallbackTTL time.Duration
	// WebhookDelay is the wait before the first retry to a webhook, which
	// doubles from there to a minute: one second when zero.
	WebhookDelay time.Duration
	// Patience bounds the waits of the story whose context has no deadline:
	// ten seconds when zero.
	Patience time.Duration
	// ReadsAllGroupMessages switches the bot's privacy mode off.
	ReadsAllGroupMessages bool
	// CallsKept is the length of the log of calls: 20000 when zero.
	CallsKept int
	// Heard is told of each call as it is logged, in the log's order, for who
	// keeps an account of more calls than a log holds. It must not call the
	// server. May be nil.
	Heard func(Call)
	// T fails the test when a step of the story fails; the steps must then be
	// called from the test's own goroutine. Without it they only return their
	// errors.
	T Tester
}

func (o Options) filled() Options {
	o.Token = orElse(o.Token, "7000000001:emulator-token")
	o.Username = orElse(o.Username, "samovar_bot")
	o.Name = orElse(o.Name, "Samovar")
	o.CallbackTTL = orElse(o.CallbackTTL, 150*time.Second)
	o.WebhookDelay = orElse(o.WebhookDelay, time.Second)
	o.Patience = orElse(o.Patience, 10*time.Second)
	o.CallsKept = orElse(o.CallsKept, 20000)
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Ticks == nil {
		o.Ticks = time.Now
	}
	o.ages = o.Now
	if o.Now == nil {
		o.Now, o.ages = nowOf(o.Clock), o.Ticks
	}
	o.Limits = o.Limits.filled()
	return o
}

func nowOf(c Clock) func() time.Time {
	if c == nil {
		return time.Now
	}
	return c.Now
}

func orElse[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

func (o Options) botID() int64 {
	head, _, _ := strings.Cut(o.Token, ":")
	id, _ := strconv.ParseInt(head, 10, 64)
	return id
}
