package handlers

import "samovar/internal/chat"

// membership notes whether the bot can write to the chat, and what became of a
// group.
func (t *turn) membership() error {
	if t.event.Place.Type == chat.Group {
		return t.groupChanged()
	}
	if t.event.Kind == chat.Blocked {
		return t.shut()
	}
	return t.reachable(t.event.Place.ID)
}

// shut notes that a person cannot be written to. Whom one Point cannot write to
// none can: what they are offered here goes to the next in the line by this very
// write, at the other Points as soon as their clocks hear of it.
func (t *turn) shut() error {
	person := t.event.Place.ID
	for _, p := range t.Points {
		if err := t.Store.MarkUnreachable(t.ctx, p.ID, person, "blocked", t.now); err != nil {
			return err
		}
	}
	lapsed, err := t.line().Unanswered(t.ctx, person, t.now)
	t.write.Wishes = append(t.write.Wishes, lapsed...)
	return err
}

// reachable forgets at all Points that a chat could not be written to.
func (t *turn) reachable(place int64) error {
	for _, p := range t.Points {
		if err := t.Store.MarkReachable(t.ctx, p.ID, place); err != nil {
			return err
		}
	}
	return nil
}

// heal forgets that a person could not be written to: they write.
func (t *turn) heal() error {
	if !t.known.Shut || t.event.Place.Type != chat.Private || t.event.Kind == chat.Blocked {
		return nil
	}
	return t.reachable(t.event.Place.ID)
}
