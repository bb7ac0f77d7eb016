package handlers

import (
	"errors"
	"slices"

	"samovar/internal/chat"
)

// pressedInGroup sees to a button that stands in a group: everybody there can
// press it, but it acts only for who may, and what it leads to is said in
// private. It says whether the button is answered by this.
func (t *turn) pressedInGroup(p chat.Press) (bool, error) {
	if turned, err := t.turnedHere(p); turned || err != nil {
		return true, err
	}
	if t.who.Consent.IsZero() || !t.picked {
		t.alert(t.say.Plain("group.private_first", "Bot", "@"+t.Username))
		return true, nil
	}
	may, err := t.mayInGroup(p)
	if err != nil {
		return true, err
	}
	if !may {
		t.alert(t.say.Plain("group.who_may"))
		return true, nil
	}
	t.pressedIn, t.event.Place = t.event.Place.ID, chat.Place{ID: t.event.From.ID, Type: chat.Private}
	t.event.MessageID, t.event.Thread = 0, 0
	return false, nil
}

// mayInGroup says whether a button in a group can be theirs who pressed it: an
// admin's, a lead's of the group's community, that of whose booking or wish it
// is; what anybody can do in private they may begin here. What exactly they may
// is for each button to look at.
func (t *turn) mayInGroup(p chat.Press) (bool, error) {
	me := t.event.From.ID
	if p.Verb == verbMenu || p.Verb == verbSchedule || p.Verb == verbDay || t.decides() {
		return true, nil
	}
	tied, err := t.db.CommunitiesOf(t.ctx, me)
	if err != nil {
		return false, err
	}
	for _, c := range tied {
		if c.Chat == t.event.Place.ID {
			return true, nil
		}
	}
	b, found, err := t.db.Booking(t.ctx, p.Subject)
	if err != nil || found {
		own, errOwn := t.answersFor(b.Resident, b.Community)
		return own, errors.Join(err, errOwn)
	}
	w, found, err := t.db.Wish(t.ctx, p.Subject)
	return found && w.Resident.ID == me, err
}

// aside says, where nothing else was said, that it goes on in private.
func (t *turn) aside() {
	said := slices.ContainsFunc(t.write.Outs, func(o chat.Out) bool { return o.Kind == chat.Answer })
	shown := slices.ContainsFunc(t.write.Outs, func(o chat.Out) bool { return o.Kind == chat.Say && o.Chat == t.event.From.ID })
	if !said && shown {
		t.toast(t.say.Plain("group.aside"))
	}
}
