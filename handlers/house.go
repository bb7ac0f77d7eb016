package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// flowHouse is the conversation in which an admin changes the house: what is
// asked first, what it would do, and whether to do it.
const flowHouse = "house"

// The kinds of changes.
const (
	houseClose   = "close"   // a room, or all, for some days
	houseHours   = "hours"   // other opening hours from a day on
	houseSeats   = "seats"   // of a room
	houseReopen  = "reopen"  // a closure ends
	houseRestore = "restore" // a change of the hours ends
)

// plan is a change of the house as far as it was said. What is missing is asked
// for.
type plan struct {
	Kind   string          `json:"kind"`
	ID     string          `json:"id"`             // of what is made, or ended
	Room   *string         `json:"room,omitempty"` // "" is the whole house, nil is not asked yet
	First  space.Date      `json:"first,omitzero"`
	Last   space.Date      `json:"last,omitzero"`
	Reason *string         `json:"reason,omitempty"`
	Days   *space.Weekdays `json:"days,omitempty"`
	Hours  *space.Hours    `json:"hours,omitempty"`
	Seats  int             `json:"seats,omitempty"`
	Month  string          `json:"month,omitempty"` // the calendar's page
	Page   int             `json:"page,omitempty"`  // of what the change ends

	Version int64  `json:"version"`       // of the house, when it was last shown what the change does
	Sum     string `json:"sum,omitempty"` // of what it did then
}

// keeper is the conversation on its way, at one event.
type keeper struct {
	conversation
	plan
}

// newKeeper begins a conversation, in place of any before.
func (t *turn) newKeeper(kind string) *keeper {
	return &keeper{t.beginning(flowHouse), plan{Kind: kind, ID: space.NewID()}}
}

// keeper is the conversation that goes on, if who is in it still decides.
func (t *turn) keeper() (*keeper, bool, error) {
	k := &keeper{conversation: t.ongoing()}
	if err := k.readAnswers(&k.plan); err != nil {
		return nil, false, err
	}
	if !t.isAdmin() {
		t.endSession()
		t.panel(k.talk.Panel(), t.say.T("admin.only"), nil)
		return nil, false, nil
	}
	return k, true, nil
}

// housePress carries out a button of the conversation.
func (t *turn) housePress(arg string) error {
	k, ok, err := t.keeper()
	if err != nil || !ok {
		return err
	}
	if arg == dialog.ArgBack {
		return k.goBack()
	}
	key, value := cut(arg)
	ok, err = k.steps()[k.talk.Step].press(key, value)
	if err == nil && !ok {
		t.stale()
	}
	return err
}

// houseText hands words to the step that is open; what it cannot use is
// answered kindly, and nothing changes.
func (t *turn) houseText() error {
	k, ok, err := t.keeper()
	if err != nil || !ok {
		return err
	}
	if t.event.Kind == chat.Text {
		ok, err = k.steps()[k.talk.Step].text()
	} else {
		ok = false
	}
	if err == nil && !ok {
		k.remark(k.say.T("house.not_understood"))
		return k.show()
	}
	return err
}

// advance goes on to what is missing; when nothing is, to what the change would
// do, or back to what stands against it.
func (k *keeper) advance() error {
	next := k.missing()
	if next == stepSure {
		if _, r := k.changed(); r != nil {
			k.remark(k.refusedText(r))
			next = k.mend(r)
		}
	}
	if next == "" {
		return k.nothingToDo()
	}
	k.talk.Go(next)
	return k.show()
}

// goBack shows the step before, to be answered anew.
func (k *keeper) goBack() error {
	if !k.talk.Back() {
		k.stale()
		return nil
	}
	if next := k.missing(); k.talk.Step == stepSure && next != stepSure { // an answer was refused there, and forgotten
		k.talk.Step = next
	}
	return k.show()
}

// show writes the step's question into the conversation's message.
func (k *keeper) show() error {
	k.ending = ""
	if k.talk.Step == stepSure {
		// Beside what cancels bookings stands what changes nothing, not another "cancel".
		k.ending = "house.change_nothing"
	}
	return k.pose(k.steps()[k.talk.Step].ask, &k.plan)
}

func (k *keeper) noteTroubles(troubles []lang.Trouble) {
	for _, trouble := range troubles {
		k.remark(k.troubleText(trouble))
	}
}

// troubleText words it for the house: nobody books here.
func (k *keeper) troubleText(trouble lang.Trouble) string {
	key := ""
	switch {
	case trouble.Kind == lang.PastDay && k.Kind == houseClose:
		key = "house.past_closing"
	case trouble.Kind == lang.PastDay:
		key = "house.past_hours"
	case trouble.Kind == lang.NoSuchDay:
		key = "house.no_such_day"
	default:
		return troubleText(k.say, trouble)
	}
	return k.say.T(key, "Words", shorten(trouble.Words, 60))
}

// nothingToDo ends the conversation: what it was about is there no more.
func (k *keeper) nothingToDo() error {
	k.finish(k.note, nil)
	return nil
}
