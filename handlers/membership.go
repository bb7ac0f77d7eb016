package handlers

import "samovar/internal/chat"

// membership notes whether the bot can write to the chat, and follows a group
// that became a supergroup. In a group it says where to talk.
func (t *turn) membership() error {
	place := t.event.Place.ID
	switch t.event.Kind {
	case chat.Blocked:
		return t.Store.MarkUnreachable(t.ctx, t.point.ID, place, "blocked", t.now)
	case chat.Migrated:
		return t.Store.SetMoved(t.ctx, place, t.event.NewChat)
	}
	if t.event.Place.Type == chat.Group {
		t.greetGroup()
	}
	return t.Store.MarkReachable(t.ctx, t.point.ID, place)
}

// heal forgets that a person could not be written to: they write.
func (t *turn) heal() error {
	if !t.known.Shut || t.event.Place.Type != chat.Private || t.event.Kind == chat.Blocked {
		return nil
	}
	return t.Store.MarkReachable(t.ctx, t.point.ID, t.event.Place.ID)
}

// inGroup keeps quiet in groups, but for commands.
func (t *turn) inGroup() error {
	if t.event.Kind == chat.Command {
		t.greetGroup()
	}
	return nil
}

// greetGroup asks to go on in private.
func (t *turn) greetGroup() {
	t.reply(t.say.T("start.in_private"), chat.Keyboard{}.Row(chat.Button{
		Text: t.say.Plain("start.open_private"), URL: "https://t.me/" + t.Username + "?start=hello"}))
}
