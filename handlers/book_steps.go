package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
)

// The steps of reserving a room, in the order they are asked.
const (
	stepCommunity = "community"
	stepTitle     = "title"
	stepHeads     = "heads"
	stepWhichDay  = "which_day" // several days could be meant
	stepDay       = "day"
	stepWhichTime = "which_time" // several times could be meant
	stepStart     = "start"
	stepLength    = "length"
	stepCard      = "card"
	stepTaken     = "taken" // what stands against it, and alternatives

	// Asked from the card only.
	stepRoom        = "room"
	stepFormat      = "format"
	stepEquipment   = "equipment"
	stepDescription = "description"
)

// step is one question: how it is shown, and what answers it.
type step struct {
	ask   func() (string, chat.Keyboard, error)
	press func(key, value string) (bool, error) // whether the value was one of the choices
	text  func() (bool, error)                  // whether the words were understood
}

// steps are the questions by name.
func (b *booker) steps() map[string]step {
	steps := map[string]step{
		stepCommunity:   {b.askCommunity, b.pickCommunity, b.communityText},
		stepTitle:       {b.askTitle, b.noPress, b.titleText},
		stepHeads:       {b.askHeads, b.pickHeads, b.headsText},
		stepWhichDay:    {b.askWhichDay, b.pickDay, b.whenText},
		stepDay:         {b.askDay, b.pickDay, b.whenText},
		stepWhichTime:   {b.askWhichTime, b.pickStart, b.whenText},
		stepStart:       {b.askStart, b.pickStart, b.startText},
		stepLength:      {b.askLength, b.pickLength, b.lengthText},
		stepCard:        {b.askCard, b.pickOnCard, b.changeText},
		stepTaken:       {b.askTaken, b.pickAlternative, b.takenText},
		stepJoin:        {b.askJoin, b.pickWant, b.changeText},
		stepRoom:        {b.askRoom, b.pickRoom, b.roomText},
		stepFormat:      {b.askFormat, b.pickFormat, b.formatText},
		stepEquipment:   {b.askEquipment, b.pickEquipment, b.noText},
		stepDescription: {b.askDescription, b.dropDescription, b.descriptionText},
		stepRhythm:      {b.askRhythm, b.pickRhythm, b.noText},
		stepUntil:       {b.askUntil, b.pickUntil, b.untilText},
		stepDates:       {b.askDates, b.pickDates, b.changeText},
		stepDate:        {b.askDate, b.pickDate, b.noText},
	}
	if b.Of != "" && b.Rest == "" {
		delete(steps, stepDates)
		delete(steps, stepDate)
	}
	if b.Of != "" { // a booking stays whose it is, and has its slot already
		delete(steps, stepRhythm)
		delete(steps, stepUntil)
		delete(steps, stepCommunity)
		delete(steps, stepJoin)
	}
	return steps
}

// missing returns the first step whose answer is not known yet, else the card.
func (b *booker) missing() string {
	b.settle()
	switch {
	case b.Community == nil:
		return stepCommunity
	case b.Title == "":
		return stepTitle
	case b.Headcount == 0:
		return stepHeads
	case len(b.Days) > 1:
		return stepWhichDay
	case b.Day.IsZero():
		return stepDay
	case len(b.Starts) > 1:
		return stepWhichTime
	case b.Start == nil:
		return stepStart
	case b.Length == 0:
		return stepLength
	}
	return stepCard
}

// settle drops what the opening hours leave out of the times that could be
// meant, and says so where the other could really be; of a day nothing is
// dropped, it is asked for.
func (b *booker) settle() {
	if len(b.Starts) < 2 || b.Day.IsZero() {
		return
	}
	hours := b.point.HoursOn(b.Day)
	var open []int
	for _, m := range b.Starts {
		if m >= hours.Open && m < hours.Close {
			open = append(open, m)
		}
	}
	switch len(open) {
	case 0:
		return
	case 1:
		b.Start, b.Starts = &open[0], nil
		if inDoubt(lang.Clock(open[0])) {
			b.remark(b.say.T("book.took_time", "Clock", b.say.ClockSpoken(lang.Clock(open[0]))))
		}
	default:
		b.Starts = open
	}
}

// inDoubt says whether the other half of the day could have been meant as well:
// who says "at 10" means the morning, but "at 7" is either.
func inDoubt(taken lang.Clock) bool { return taken < 8*60 || taken >= lang.Noon+60 }

// advance goes on to what is missing; when nothing is, to the card, or to what
// stands against it.
func (b *booker) advance() error {
	next := b.missing()
	if next == stepLength {
		v, err := b.dayView(b.Day)
		if err != nil {
			return err
		}
		if len(v.Lengths(b.point.At(b.Day, *b.Start), b.what(), b.Room)) == 0 {
			b.Length, b.Tentative, next = b.point.Shortest, true, stepCard // to look for alternatives
		}
	}
	if next == stepCard {
		_, refusal, err := b.judge()
		if err != nil {
			return err
		}
		if refusal != nil {
			next = stepTaken
		}
		if next, err = b.repeatStep(next); err != nil {
			return err
		}
	}
	return b.goTo(next)
}

// goTo shows a step.
func (b *booker) goTo(name string) error {
	b.talk.Go(name)
	return b.show(false)
}

// show writes the step's question into the conversation's message; fresh sends
// it anew, below what was written since, as what was typed does anyway.
func (b *booker) show(fresh bool) error {
	if err := b.draw(fresh); err != nil {
		return err
	}
	return b.keepAnswers(b.draft)
}

func (b *booker) draw(fresh bool) error {
	b.talk.Step = b.askable(b.talk.Step)
	return b.drawQuestion(fresh || b.below, b.steps()[b.talk.Step].ask)
}

// bookPress carries out a button of the conversation.
func (t *turn) bookPress(arg string) error {
	b, err := t.booking()
	if err != nil || b.overtaken() {
		return err
	}
	if arg == dialog.ArgBack {
		return b.goBack()
	}
	key, value := cut(arg)
	if key == "go" && b.leadsTo(value) {
		b.talk.Detour(value)
		return b.show(false)
	}
	ok, err := b.steps()[b.talk.Step].press(key, value)
	if err == nil && !ok {
		t.stale()
	}
	return err
}

// bookText hands words to the step that is open; what it cannot use is
// answered kindly, and nothing changes.
func (t *turn) bookText() error {
	b, err := t.booking()
	if err != nil || b.overtaken() {
		return err
	}
	switch {
	case t.event.Kind == chat.Thing:
		return b.askAgain(t.say.T("book.no_words"))
	case t.event.Forwarded:
		return b.askAgain(t.say.T("book.forwarded"))
	}
	ok, err := b.steps()[b.talk.Step].text()
	if err == nil && !ok {
		return b.askAgain(t.say.T("book.not_understood." + b.talk.Step))
	}
	return err
}

func (b *booker) noPress(string, string) (bool, error) { return false, nil }

func (b *booker) noText() (bool, error) { return false, nil }
