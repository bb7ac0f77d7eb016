package handlers

import (
	"cmp"
	"slices"

	"samovar/internal/lang"
	"samovar/internal/space"
)

// verdict is what somebody decided about some dates of a series.
type verdict struct {
	space.Decision // the last of them
	dates          int
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
			return v.State == b.Decision.State && v.By.ID == b.Decision.By.ID && v.Reason == b.Decision.Reason
		})
		if i < 0 {
			all, i = append(all, verdict{Decision: *b.Decision}), len(all)
		}
		if all[i].dates++; b.Decision.At.After(all[i].At) {
			all[i].Decision = *b.Decision
		}
	}
	states := space.States()
	slices.SortStableFunc(all, func(a, b verdict) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(slices.Index(states, a.State), slices.Index(states, b.State)))
	})
	return all
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
	b := space.Booking{Decision: &v.Decision}
	what := decisionPlain(say, t.point, t.now, b)
	if v.dates < total {
		what = say.Plain("series.verdict", "What", what, "Number", v.dates, "Total", total)
	}
	line := "\n" + lang.Escape(what)
	if v.Reason != "" {
		line += "\n" + say.T("decision.reason", "Reason", reasonText(say, v.Reason))
	}
	return line
}
