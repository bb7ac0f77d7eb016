package main

import (
	"samovar/internal/status"
)

// sentence says what is wrong and what to do about it.
func sentence(f status.Finding) string {
	late := length(f.Late)
	switch f.Trouble {
	case status.NobodyRuns:
		return "no process of the bot runs: start one (systemctl start samovar), and look at its log"
	case status.NobodyLeads:
		return "processes run and none takes the updates in: look at their logs"
	case status.MixedVersion:
		return "several versions run on this Redis: finish the upgrade"
	case status.Unsaved:
		return "what Redis is told may not last: see “samovar check”, the log of Redis and the disk"
	case status.NearlyFull:
		return "Redis has little memory left; when it is full nothing can be booked: raise maxmemory"
	case status.HookFails:
		return "Telegram does not get its updates to the bot (see Webhook): does telegram.webhook.url lead to a process, is the certificate valid?"
	case status.InboxLate:
		return "an update waits for " + late + " to be handled: look at the log of the processes"
	case status.RepliesLate:
		return f.Point + ": an answer waits for " + late + " to be sent: does Telegram answer, is the token right?"
	case status.CastsLate:
		return f.Point + ": a reminder, digest or announcement waits for " + late + " to be sent"
	case status.ClockLate:
		return f.Point + ": what is due waits for " + late + " to be carried out: look for “what was due failed” in the log"
	}
	return string(f.Trouble)
}
