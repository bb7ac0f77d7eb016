package handlers

import (
	"slices"

	"samovar/internal/lang"
	"samovar/internal/space"
)

// fillRepeat takes what words say of how the event comes again; how long, where
// that was said before and is not now, stays. One that is booked already is
// changed for itself.
func (b *booker) fillRepeat(u lang.Understood) {
	if u.Often == lang.Once || b.Of != "" {
		return
	}
	said := repeat{Rhythm: space.Weekly, Count: u.Times}
	if u.Often == lang.Fortnightly {
		said.Rhythm = space.Biweekly
	}
	if u.Times == 0 {
		said.Until = space.Date(u.Until)
	}
	if before := b.Repeat; before != nil && said.Count == 0 && said.Until.IsZero() {
		said.Count, said.Until, said.Picks = before.Count, before.Until, before.Picks
	}
	b.Repeat = &said
}

// repeatStep is where a series goes on once its event is known: said in words,
// to what is missing or to its dates; changed at its dates, back to them.
// Otherwise, and for what comes but once, it is the step itself.
func (b *booker) repeatStep(step string) (string, error) {
	if b.Repeat == nil || b.Rest != "" || b.Repeat.Shown != "" && !b.atDates() {
		return step, nil
	}
	if b.Repeat.Count == 0 && b.Repeat.Until.IsZero() {
		return stepUntil, nil
	}
	_, refusal, err := datesOf(b.rule())
	if err != nil || refusal == nil {
		return stepDates, err
	}
	b.remark(b.seriesRefusal(refusal))
	b.Repeat.Count, b.Repeat.Until = 0, space.Date{}
	return stepUntil, nil
}

// atDates says whether what changes is changed from the dates of the series: of
// these and the card, they were looked at last.
func (b *booker) atDates() bool {
	for _, step := range slices.Backward(append(slices.Clone(b.talk.Trail), b.talk.Step)) {
		switch step {
		case stepDates:
			return true
		case stepCard, stepTaken:
			return false
		}
	}
	return false
}
