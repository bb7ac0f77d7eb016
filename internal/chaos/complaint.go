package chaos

import (
	"slices"
	"strings"
)

// never are the words of a log that no fault explains: a panic, or something
// that was thrown away.
var never = []string{"panic", "DATA RACE", "update dropped", "message dropped", "message refused", "unreadable",
	"text sent without its markup", "update passed over", "keeps changing"}

// outages are the words by which an error says that Redis or Telegram was away.
var outages = []string{"connection refused", "connection reset", "broken pipe", "EOF", "i/o timeout", "deadline exceeded",
	"context canceled", "LOADING", "OOM command", "MISCONF", "use of closed", "pool timeout", "NOSCRIPT",
	"CLUSTERDOWN", "UNBLOCKED", "READONLY", "NOREPLICAS", "too few replicas have it", "no longer the master", "all sentinels specified",
	"retry after", "Too Many Requests", "server: ", "network: ", "conflict: ", "terminated by other", "Bad Gateway"}

// Complaints are the lines of a log that no fault of a run explains. Told is
// how many errors there were in all.
func Complaints(log string) (unexplained []string, told int) {
	for line := range strings.Lines(log) {
		line = strings.TrimSpace(line)
		says := func(words string) bool { return strings.Contains(line, words) }
		bad := slices.ContainsFunc(never, says)
		if strings.Contains(line, "level=ERROR") {
			told++
			bad = bad || !slices.ContainsFunc(outages, says)
		}
		if bad {
			unexplained = append(unexplained, line)
		}
	}
	return unexplained, told
}
