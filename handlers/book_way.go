package handlers

import "slices"

// askable is the step itself if what it builds on is known, else the one that
// asks for that: a way back, or forged data, may lead to any.
func (b *booker) askable(step string) string {
	timed := !b.Day.IsZero() && b.Start != nil
	switch step {
	case stepStart, stepWhichTime:
		if b.Day.IsZero() {
			return b.missing()
		}
	case stepLength:
		if !timed {
			return b.missing()
		}
	case stepCard, stepTaken, stepJoin, stepRoom, stepRhythm, stepUntil, stepDates, stepDate:
		if next := b.missing(); next != stepCard {
			return next
		}
	}
	if b.Repeat == nil && slices.Contains([]string{stepUntil, stepDates, stepDate}, step) {
		return stepRhythm
	}
	return step
}

// leadsTo says whether the step that is open draws a button to another.
func (b *booker) leadsTo(step string) bool {
	if _, known := b.steps()[step]; !known {
		return false
	}
	switch b.talk.Step {
	case stepCard:
		if step == stepUntil || step == stepDate || step == stepDates && b.Repeat == nil {
			return false
		}
		return !slices.Contains([]string{stepCard, stepTaken, stepJoin, stepWhichDay, stepWhichTime}, step)
	case stepTaken:
		return slices.Contains([]string{stepDay, stepStart, stepHeads, stepJoin, stepRhythm}, step)
	case stepDates:
		return b.Rest == "" && slices.Contains([]string{stepDay, stepStart, stepRoom}, step)
	case stepWhichDay, stepStart:
		return step == stepDay
	case stepWhichTime:
		return step == stepStart
	}
	return false
}

// goBack shows the step before, to be answered anew. At those that show what is
// wanted, that is again what stood there.
func (b *booker) goBack() error {
	if !b.talk.Back() {
		b.stale()
		return nil
	}
	switch {
	case b.talk.Step == stepCard && b.OnCard != nil:
		b.placing = *b.OnCard
	case b.talk.Step == stepTaken && b.AtTaken != nil:
		b.placing = *b.AtTaken
	}
	return b.show(false)
}
