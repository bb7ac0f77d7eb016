package lang

import (
	"strings"
	"testing"
)

func TestNoPhraseHasTwoMeanings(t *testing.T) {
	unambiguous(t, "weekdays", weekdays)
	unambiguous(t, "which", whichWords)
	unambiguous(t, "weeks", weekWords)
	unambiguous(t, "near", nearWords)
	unambiguous(t, "units", unitWords)
	unambiguous(t, "months", monthNames)
	unambiguous(t, "ordinals", ordinals)
	unambiguous(t, "cardinals", cardinals)
	unambiguous(t, "months away", monthsAway)
	unambiguous(t, "parts after", partAfter)
	unambiguous(t, "parts before", partBefore)
	unambiguous(t, "parts", partWords)
	unambiguous(t, "names of parts", partNames)
	unambiguous(t, "named clocks", wholeClocks)
	unambiguous(t, "clock tails", clockTails)
	unambiguous(t, "half hours", halfHours)
	unambiguous(t, "hour ordinals", hourOrdinals)
	unambiguous(t, "length units", lengthUnits)
	unambiguous(t, "fixed lengths", fixedLengths)
	unambiguous(t, "companies", companies)
	unambiguous(t, "labels", labels)
	unambiguous(t, "yes and no", yesNo)
	unambiguous(t, "courtesies", courtesies)
}

// unambiguous asserts that the order in which a lexicon was built does not matter.
func unambiguous[V comparable](t *testing.T, name string, l lexicon[V]) {
	t.Helper()
	for first, phrases := range l {
		means := map[string]V{}
		for _, p := range phrases {
			rest := strings.Join(p.rest, " ")
			if other, twice := means[rest]; twice && other != p.means {
				t.Errorf("%s: %s %s means %v and %v", name, first, rest, other, p.means)
			}
			means[rest] = p.means
		}
	}
}
