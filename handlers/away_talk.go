package handlers

import (
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/space"
)

// flowAway is the conversation in which somebody who decides goes away.
const flowAway = "away"

// Its steps.
const (
	awayUntil    = "until"
	awayCalendar = "calendar"
	awayDeputy   = "deputy"
)

// absent is what is answered so far.
type absent struct {
	Until space.Date   `json:"until,omitzero"`
	Days  []space.Date `json:"days,omitempty"`  // of which one is meant
	Month string       `json:"month,omitempty"` // of the calendar
}

// leaver is that conversation on its way.
type leaver struct {
	conversation
	absent
}

// leave begins the conversation, in place of any before.
func (t *turn) leave() *leaver {
	l := &leaver{conversation: t.beginning(flowAway)}
	l.talk.Go(awayUntil)
	return l
}

// leaving is the conversation that goes on. Who decides about nothing any more
// cannot go on with it.
func (t *turn) leaving() (*leaver, error) {
	l := &leaver{conversation: t.ongoing()}
	if !t.known.Staff.IsStaff(t.point, t.event.From.ID) {
		t.conclude(t.say.T("away.not_staff"), nil)
		return nil, nil
	}
	return l, l.readAnswers(&l.absent)
}

// awayPress takes what was chosen.
func (t *turn) awayPress(arg string) error {
	l, err := t.leaving()
	if err != nil || l == nil {
		return err
	}
	key, value := cut(arg)
	switch {
	case key == dialog.ArgBack:
		l.talk.Back()
		l.Days = nil
	case key == "cal":
		l.talk.Go(awayCalendar)
	case key == "m" && l.talk.Step == awayCalendar:
		l.Month = value
	case key == "d":
		return l.pickDay(value)
	case key == "w" && l.talk.Step == awayDeputy:
		return l.pickDeputy(value)
	case key == "link" && l.talk.Step == awayDeputy:
		return l.sendLink()
	default:
		t.stale()
		return nil
	}
	return l.show()
}

// awayText takes what was written: a day, or the name of who stands in.
func (t *turn) awayText() error {
	l, err := t.leaving()
	if err != nil || l == nil {
		return err
	}
	if l.talk.Step == awayDeputy {
		if found, err := l.named(t.event.Text); err != nil || found != nil {
			return l.goAwayTo(found, err)
		}
	}
	return l.read(t.event.Text)
}

// show draws the step's question.
func (l *leaver) show() error {
	ask := map[string]func() (string, chat.Keyboard, error){awayUntil: l.askUntil, awayCalendar: l.askDay, awayDeputy: l.askDeputy}[l.talk.Step]
	return l.pose(ask, &l.absent)
}

// named is the only one who could stand in and whose name holds the words.
func (l *leaver) named(words string) (*space.Party, error) {
	people, err := l.candidates()
	var found []space.Party
	for _, p := range people {
		if w := strings.ToLower(strings.TrimSpace(words)); w != "" && strings.Contains(strings.ToLower(p.Name), w) {
			found = append(found, p)
		}
	}
	if err != nil || len(found) != 1 {
		return nil, err
	}
	return &found[0], nil
}

// pickDeputy takes who stands in; "0" are the others.
func (l *leaver) pickDeputy(value string) error {
	id, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		l.stale()
		return nil
	}
	if id == 0 {
		return l.goAwayTo(&space.Party{}, nil)
	}
	people, err := l.candidates()
	for _, p := range people {
		if p.ID == id {
			return l.goAwayTo(&p, err)
		}
	}
	l.toast(l.say.Plain("away.not_there"))
	return l.show()
}
