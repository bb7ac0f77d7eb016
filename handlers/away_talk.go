package handlers

import (
	"encoding/json"
	"fmt"
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
	*turn
	talk dialog.Talk
	absent
	note string // said before the next question
}

// leave begins the conversation; one that went on before ends.
func (t *turn) leave() *leaver {
	version := int64(0)
	if t.known.Talking {
		version = t.known.Session.Version
		t.panel(t.known.Session.Panel(), t.say.T("talk.stopped"), nil)
	}
	l := &leaver{turn: t, talk: dialog.Talk{Say: t.say,
		Session: dialog.Begin(space.NewID(), flowAway, t.event.From.ID, version, t.now)}}
	l.talk.Go(awayUntil)
	return l
}

// leaving is the conversation that goes on. Who decides about nothing any more
// cannot go on with it.
func (t *turn) leaving() (*leaver, error) {
	l := &leaver{turn: t, talk: t.resumed()}
	if !t.known.Staff.IsStaff(t.point, t.event.From.ID) {
		t.endSession()
		t.redraw(t.say.T("away.not_staff"), nil)
		return nil, nil
	}
	if err := json.Unmarshal(t.known.Session.Data, &l.absent); err != nil {
		return nil, fmt.Errorf("read absence: %w", err)
	}
	return l, nil
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
	text, keyboard, err := ask()
	if err != nil {
		return err
	}
	if l.note != "" {
		text = l.note + "\n\n" + text
	}
	l.drawTalk(l.talk.Session, false, text, keyboard.Row(l.talk.Foot()...))
	data, err := json.Marshal(l.absent)
	if err != nil {
		return fmt.Errorf("write absence: %w", err)
	}
	l.talk.Data = data
	l.saveSession(l.talk.Session)
	return nil
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
