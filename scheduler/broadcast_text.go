package scheduler

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/told"
)

// missedShown is how many of those who were not reached are named.
const missedShown = 20

// progress says how far a broadcast is.
func (r *round) progress(say lang.Speaker, b space.Broadcast, tally space.Tally) string {
	if b.State == space.BroadcastPaused { // who was not written to in time can be yet
		tally = maps.Clone(tally)
		delete(tally, space.Outlived)
	}
	lines := []string{told.BroadcastHead(say, r.point, b), "", say.T("announce.progress", "Count", tally[space.Delivered], "Total", b.Total)}
	lines = append(lines, failures(say, tally)...)
	left := say.T("announce.left", "Count", b.Left(tally))
	if rest := b.ToGo(tally, r.now); rest > 0 {
		left += " " + say.T("announce.to_go", "Length", toGo(say, rest))
	}
	switch {
	case b.State == space.BroadcastStopped:
		lines = append(lines, say.T("announce.stopping"))
	case b.State == space.BroadcastPaused:
		lines = append(lines, "", say.T("announce.paused", "Count", b.Left(tally)+b.Rest.Kept))
	case b.Left(tally) > 0:
		lines = append(lines, left)
	}
	if kept := b.Rest.Kept; kept > 0 && b.State == space.BroadcastSending {
		lines = append(lines, say.T("announce.asleep", "Count", kept, "Until", say.Moment(b.Rest.Until.In(r.point.Zone))))
	}
	return strings.Join(lines, "\n")
}

func toGo(say lang.Speaker, rest time.Duration) string {
	if rest < time.Minute {
		return say.Plain("announce.under_minute")
	}
	return say.Length((rest + time.Minute - 1).Truncate(time.Minute))
}

// failures are how many were not reached, by why, the most frequent first.
func failures(say lang.Speaker, tally space.Tally) []string {
	if tally.Failed() == 0 {
		return nil
	}
	var kinds []string
	for why := range maps.Keys(tally) {
		if why != space.Delivered && why != space.NotSent && why != space.Made && tally[why] > 0 {
			kinds = append(kinds, why)
		}
	}
	slices.SortFunc(kinds, func(a, b string) int { return cmp.Or(tally[b]-tally[a], cmp.Compare(a, b)) })
	lines := []string{say.T("announce.failed", "Count", tally.Failed())}
	for _, why := range kinds {
		lines = append(lines, say.T("announce.failed_so", "Why", whyUnreached(say, why), "Count", tally[why]))
	}
	return lines
}

// whyUnreached says why a message did not reach a chat.
func whyUnreached(say lang.Speaker, why string) string {
	switch why {
	case "blocked", "deactivated", "kicked", "chat_gone", "no_rights", space.Outlived:
		return say.Plain("reach." + why)
	}
	return say.Plain("reach.other")
}

// summary says how a broadcast ended, and names who was not reached.
func (r *round) summary(say lang.Speaker, b space.Broadcast, tally space.Tally, missed []unreached) string {
	end := say.T("announce.sent", "Count", tally[space.Delivered], "Total", b.Total)
	switch {
	case b.State == space.BroadcastStopped && b.Stopper == nil:
		end = say.T("announce.given_up", "Count", tally[space.Delivered], "Total", b.Total, "Missing", b.Missing(tally))
	case b.State == space.BroadcastStopped:
		end = say.T("announce.stopped", "Who", b.Stopper.Name, "Count", tally[space.Delivered], "Total", b.Total, "Missing", b.Missing(tally))
	}
	lines := append([]string{told.BroadcastHead(say, r.point, b), say.T("announce.by", "Who", b.By.Name), "", end}, failures(say, tally)...)
	return strings.Join(append(lines, missedLines(say, missed)...), "\n")
}

// missedLines name who was not reached, as many as can be read at once.
func missedLines(say lang.Speaker, missed []unreached) []string {
	if len(missed) == 0 {
		return nil
	}
	lines := []string{""}
	for _, one := range missed[:min(len(missed), missedShown)] {
		lines = append(lines, say.T("announce.missed", "Name", one.name, "Why", whyUnreached(say, one.why)))
	}
	if more := len(missed) - missedShown; more > 0 {
		lines = append(lines, say.T("announce.more", "Count", more))
	}
	return append(lines, say.T("announce.all_unreachable"))
}

// unreached is a chat that a broadcast did not reach.
type unreached struct {
	chat      int64
	name, why string
	known     bool // whether the name is more than a number
}

// missed are those that a broadcast did not reach, whoever has a name first; not
// those who can be reached, but for whom it would have come too late.
func (r *round) missed(b space.Broadcast) ([]unreached, error) {
	why, err := r.db.Missed(r.ctx, b.ID)
	maps.DeleteFunc(why, func(_ int64, why string) bool { return why == space.Outlived })
	if err != nil || len(why) == 0 {
		return nil, err
	}
	names, err := r.chatNames(slices.Collect(maps.Keys(why)))
	if err != nil {
		return nil, err
	}
	var all []unreached
	for chat, why := range why {
		name, known := names[chat]
		if !known {
			name = "id " + strconv.FormatInt(chat, 10)
		}
		all = append(all, unreached{chat, name, why, known})
	}
	slices.SortFunc(all, func(a, b unreached) int {
		if a.known != b.known {
			return map[bool]int{true: -1, false: 1}[a.known]
		}
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.chat, b.chat))
	})
	return all, nil
}

// chatNames are the names of people and of the communities whose groups chats
// are, as far as they are known.
func (r *round) chatNames(chats []int64) (map[int64]string, error) {
	people, err := r.db.People(r.ctx, somebody(chats))
	if err != nil {
		return nil, err
	}
	names := map[int64]string{}
	for _, p := range people {
		names[p.ID] = lang.Shorten(p.Name, 64)
	}
	communities, err := r.db.Communities(r.ctx)
	for _, c := range communities {
		if c.Chat != 0 {
			names[c.Chat] = lang.Shorten(c.Name, 64)
		}
	}
	return names, err
}
