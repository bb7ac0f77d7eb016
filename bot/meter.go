package bot

import "time"

// Meter counts what happens at the edge.
type Meter interface {
	// Taken counts updates put into the inbox.
	Taken(n int)
	// Handled counts an update a worker is through with: "ok", "retried",
	// "given_up", "panicked" or "unreadable".
	Handled(outcome string, took time.Duration)
	// Sent counts what Telegram accepted: "sent", "edited", "answered",
	// "document" or "menu".
	Sent(what string)
	// Failed counts requests that Telegram refused, or that were not answered.
	Failed(kind Kind)
	// Withheld counts messages that were not tried: to a chat that is known not
	// to be written to, by why; or "stopped", with the broadcast they are of.
	Withheld(why string)
}

// Outcomes are the words that Handled is called with.
func Outcomes() []string { return []string{"ok", "retried", "given_up", "panicked", "unreadable"} }

// Deliveries are the words that Sent is called with.
func Deliveries() []string { return []string{"sent", "edited", "answered", "document", "menu"} }

// unmetered is the Meter of who wants none.
type unmetered struct{}

func (unmetered) Taken(int)                     {}
func (unmetered) Handled(string, time.Duration) {}
func (unmetered) Sent(string)                   {}
func (unmetered) Failed(Kind)                   {}
func (unmetered) Withheld(string)               {}
