package status

import "time"

// Trouble is what is wrong.
type Trouble string

// The troubles.
const (
	NobodyRuns   Trouble = "nobody_runs"   // no process is alive
	NobodyLeads  Trouble = "nobody_leads"  // of those that poll, none does
	MixedVersion Trouble = "mixed_version" // processes of several versions run
	Unsaved      Trouble = "unsaved"       // what Redis is told may not last
	NearlyFull   Trouble = "nearly_full"   // Redis has little memory left
	HookFails    Trouble = "hook_fails"    // Telegram cannot deliver updates
	InboxLate    Trouble = "inbox_late"    // updates wait
	RepliesLate  Trouble = "replies_late"  // answers wait
	CastsLate    Trouble = "casts_late"    // reminders, digests or announcements wait
	ClockLate    Trouble = "clock_late"    // what is due waits
)

// How late each may be before it is trouble. What goes to many keeps Telegram's
// limits, and takes its time.
const (
	lateInbox   = 30 * time.Second
	lateReplies = time.Minute
	lateCasts   = 15 * time.Minute
	lateDue     = 2 * time.Minute
	fullRedis   = 0.9
	recentHook  = 10 * time.Minute // an error that Telegram may still have: it tries anew within minutes
)

// Finding is a trouble, with the Point that has it and how late it is, where that
// applies.
type Finding struct {
	Trouble Trouble       `json:"trouble"`
	Point   string        `json:"point,omitempty"`
	Late    time.Duration `json:"-"`
}

// Findings are what is wrong; none is well. Polls says whether updates are asked
// for, so that somebody has to lead.
func (r Report) Findings(polls bool) []Finding {
	found := r.fleet(polls)
	note := func(late, most time.Duration, trouble Trouble, point string) {
		if late > most {
			found = append(found, Finding{trouble, point, late})
		}
	}
	if r.Redis.Unsaved != "" {
		found = append(found, Finding{Trouble: Unsaved})
	}
	if r.Redis.Limit > 0 && float64(r.Redis.Used) > fullRedis*float64(r.Redis.Limit) {
		found = append(found, Finding{Trouble: NearlyFull})
	}
	if w := r.Webhook; w != nil && w.Pending > 0 && r.At.Sub(w.Failed) < recentHook {
		found = append(found, Finding{Trouble: HookFails})
	}
	note(r.Inbox.Late, lateInbox, InboxLate, "")
	for _, p := range r.Points {
		note(p.Replies.Late, lateReplies, RepliesLate, p.ID)
		note(p.Broadcast.Late, lateCasts, CastsLate, p.ID)
		note(p.Due.Late, lateDue, ClockLate, p.ID)
	}
	return found
}

// fleet is what is wrong with the processes.
func (r Report) fleet(polls bool) []Finding {
	if len(r.Processes) == 0 {
		return []Finding{{Trouble: NobodyRuns}}
	}
	leads := false
	for _, p := range r.Processes {
		leads = leads || p.Leads
	}
	var found []Finding
	if polls && !leads {
		found = append(found, Finding{Trouble: NobodyLeads})
	}
	for _, p := range r.Processes[1:] {
		if p.Version != r.Processes[0].Version {
			return append(found, Finding{Trouble: MixedVersion})
		}
	}
	return found
}
