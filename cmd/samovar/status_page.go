package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"samovar/internal/config"
	"samovar/internal/space"
	"samovar/internal/status"
)

// statusPage is a report as a terminal shows it.
type statusPage struct {
	out    io.Writer
	cfg    *config.Config
	points map[string]*space.Point
	status.Report
	err error // the first of a write
}

func newStatusPage(out io.Writer, cfg *config.Config, r status.Report) *statusPage {
	p := &statusPage{out: out, cfg: cfg, points: map[string]*space.Point{}, Report: r}
	for _, one := range cfg.Points() {
		p.points[one.ID] = one
	}
	return p
}

// print prints all of it, what is wrong last: there it is read first.
func (p *statusPage) print(found []status.Finding) error {
	p.line("Redis", "%s at %s%s", saved(p.Redis.Unsaved), redisPlace(p.cfg), p.memory())
	p.processes()
	p.line("Last update", "%s", p.ago(p.LastUpdate, "none within a day"))
	p.webhook()
	p.line("Inbox", "%s", waiting(p.Inbox, "updates"))
	for _, one := range p.Points {
		p.point(one)
	}
	if len(found) == 0 {
		p.line("\nAll is well", "nothing is late, nothing is missing")
	}
	for i, f := range found {
		lead := ""
		if i == 0 {
			lead = "\n"
		}
		p.line(lead+"✗ wrong", "%s", sentence(f))
	}
	return p.err
}

// line prints a name and what there is to say of it.
func (p *statusPage) line(name, format string, args ...any) {
	gap := strings.Repeat(" ", max(1, 14-len([]rune(strings.TrimPrefix(name, "\n")))))
	if _, err := fmt.Fprintf(p.out, "%s%s%s\n", name, gap, fmt.Sprintf(format, args...)); err != nil && p.err == nil {
		p.err = err
	}
}

func saved(unsaved string) string {
	if unsaved == "" {
		return "answers, keeps what it is told,"
	}
	return "answers, but what it is told may not last (" + unsaved + "),"
}

func (p *statusPage) memory() string {
	used := fmt.Sprintf("; %.1f MB of memory used", float64(p.Redis.Used)/(1<<20))
	if p.Redis.Limit > 0 {
		used += fmt.Sprintf(" of %.0f MB", float64(p.Redis.Limit)/(1<<20))
	}
	return used
}

func (p *statusPage) processes() {
	if len(p.Processes) == 0 {
		p.line("Processes", "none runs")
		return
	}
	slices.SortFunc(p.Processes, func(a, b status.Process) int { return a.Since.Compare(b.Since) })
	for i, one := range p.Processes {
		name, leads := "Processes", ""
		if i > 0 {
			name = ""
		}
		if one.Leads {
			leads = "; it takes the updates in"
		}
		p.line(name, "%s%s", one, leads)
	}
}

// webhook prints how Telegram delivers, where it does.
func (p *statusPage) webhook() {
	w := p.Webhook
	switch {
	case w == nil:
	case w.Failed.IsZero():
		p.line("Webhook", "%d updates wait at Telegram", w.Pending)
	default:
		p.line("Webhook", "%d updates wait at Telegram; it last failed %s: %s", w.Pending, p.ago(w.Failed, ""), w.Reason)
	}
}

// point prints how a Point does.
func (p *statusPage) point(one status.Point) {
	point := p.points[one.ID]
	p.line("\n"+one.ID, "%s", point.Name.In("en"))
	p.line("  Outbox", "%s; %s; %s", waiting(one.Replies, "replies"), waiting(one.Broadcast, "broadcasts"), waiting(one.Mends, "mends"))
	p.line("  Clock", "%s", waiting(one.Due, "things due"))
	for i, week := range one.Week {
		name := ""
		if i == 0 {
			name = "  Full"
		}
		p.line(name, "%s: today %s, this week %s, next week %s", point.RoomName(week.Room, "en"),
			share(one.Today[i]), share(week), share(one.NextWeek[i]))
	}
	p.line("  Requests", "%d%s", one.Requests, p.oldest(one.Oldest))
	p.line("  Queue", "%d wishes wait; %d no-shows in the last week", one.Wishes, one.NoShows)
	p.line("  Communities", "%d%s", one.Silence.Communities, silent(one.Silence))
}

func (p *statusPage) oldest(since time.Time) string {
	if since.IsZero() {
		return ""
	}
	return ", the oldest waits for " + length(p.At.Sub(since))
}

func (p *statusPage) ago(at time.Time, never string) string {
	if at.IsZero() {
		return never
	}
	return length(p.At.Sub(at)) + " ago"
}

func waiting(l status.Line, what string) string {
	text := fmt.Sprintf("%d %s wait", l.Items, what)
	if l.Late >= time.Second {
		text += ", the first for " + length(l.Late)
	}
	return text
}

// share is how much of the open hours is held.
func share(f space.Fullness) string {
	if f.Open == 0 {
		return "closed"
	}
	return fmt.Sprintf("%.0f %%", 100*f.Share())
}

// silent names the communities that nothing reaches, the first ten.
func silent(s status.Silence) string {
	ids := slices.Clone(s.Nobody)
	for _, one := range s.Shut {
		ids = append(ids, one.ID)
	}
	if len(ids) == 0 {
		return ", all are reached"
	}
	more := ""
	if len(ids) > 10 {
		ids, more = ids[:10], " …"
	}
	return fmt.Sprintf("; nothing reaches %d: %s%s", s.Count(), strings.Join(ids, ", "), more)
}

// length is how long something lasts, roughly.
func length(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", max(0, int(d.Seconds())))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}
