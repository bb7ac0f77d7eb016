package handlers

import (
	"cmp"
	"slices"

	"samovar/internal/lang"
	"samovar/internal/space"
)

// verdict is what somebody decided about some dates of a series.
type verdict struct {
	space.Booking // the date of the last of the decisions
	dates         int
}

// verdicts are what was decided about these dates, by state, who decided and
// why; the latest last, of one moment what was approved first.
func verdicts(dates []space.Booking) []verdict {
	var all []verdict
	for _, b := range dates {
		if b.Decision == nil {
			continue
		}
		i := slices.IndexFunc(all, func(v verdict) bool {
			return v.Decision.State == b.Decision.State && v.Decision.By.ID == b.Decision.By.ID && v.Decision.Reason == b.Decision.Reason
		})
		if i < 0 {
			all, i = append(all, verdict{Booking: b}), len(all)
		}
		if all[i].dates++; b.Decision.At.After(all[i].Decision.At) {
			all[i].Booking = b
		}
	}
	states := space.States()
	slices.SortStableFunc(all, func(a, b verdict) int {
		return cmp.Or(a.Decision.At.Compare(b.Decision.At), cmp.Compare(slices.Index(states, a.Decision.State), slices.Index(states, b.Decision.State)))
	})
	return all
}

// seriesSoFar is how a series came to stand as it does: what was written to each
// other, and who decided what.
func (t *turn) seriesSoFar(say lang.Speaker, dates []space.Booking) string {
	return seriesExchange(say, dates) + t.seriesDecision(say, dates, len(dates))
}

// seriesExchange is what was written to each other about the dates that are
// decided together; those that are not have it on their own cards.
func seriesExchange(say lang.Speaker, dates []space.Booking) string {
	together := slices.DeleteFunc(slices.Clone(dates), func(b space.Booking) bool { return len(b.Messenger) > 0 })
	return exchange(say, space.RemarksOn(together))
}

// verdictsShown is how many of them a card tells of.
const verdictsShown = 6

// seriesDecision says who decided what about the dates of a series, each with
// how many of all it is about, and why.
func (t *turn) seriesDecision(say lang.Speaker, decided []space.Booking, total int) string {
	all := verdicts(decided)
	text := ""
	for _, v := range all[max(0, len(all)-verdictsShown):] {
		text += t.verdictLine(say, v, total)
	}
	return text
}

func (t *turn) verdictLine(say lang.Speaker, v verdict, total int) string {
	what := decisionPlain(say, t.point, t.now, v.Booking)
	if v.dates < total {
		what = say.Plain("series.verdict", "What", what, "Number", v.dates, "Total", total)
	}
	line := "\n" + lang.Escape(what)
	if reason := v.Decision.Reason; reason != "" {
		line += "\n" + say.T("decision.reason", "Reason", reasonText(say, reason))
	}
	return line
}
