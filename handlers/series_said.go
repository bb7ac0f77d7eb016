package handlers

import (
	"samovar/internal/lang"
	"samovar/internal/space"
)

// fillRepeat takes what words say of how the event comes again. One that is
// booked already is changed for itself.
func (b *booker) fillRepeat(u lang.Understood) {
	if u.Often == lang.Once || b.Of != "" {
		return
	}
	b.Repeat = &repeat{Rhythm: space.Weekly, Count: u.Times}
	if u.Often == lang.Fortnightly {
		b.Repeat.Rhythm = space.Biweekly
	}
	if u.Times == 0 {
		b.Repeat.Until = space.Date(u.Until)
	}
}

// repeatStep is where a series goes on that was said in words, once its event is
// known: to what is missing, or to its dates. Afterwards, and for what comes but
// once, it is the step itself.
func (b *booker) repeatStep(step string) (string, error) {
	if b.Repeat == nil || b.Rest != "" || b.Repeat.Shown != "" {
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
