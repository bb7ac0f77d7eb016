package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/dialog"
)

// flow is one conversation: what its buttons and its texts do. Both see the
// session as it was; they save it, or end it.
type flow struct {
	press func(arg string) error
	text  func() error
}

// flows are the conversations by their name.
func (t *turn) flows() map[string]flow {
	return map[string]flow{
		flowBook:    {press: t.bookPress, text: t.bookText},
		flowDecline: {press: t.declinePress, text: t.declineText},
	}
}

// talk carries out a button of a conversation, if it is of the one going on
// and of its last message.
func (t *turn) talk(p chat.Press) error {
	f, ok := t.flows()[t.known.Session.Flow]
	switch {
	case !t.known.Talking || !ok || !dialog.Takes(t.known.Session, p):
		t.stale()
		return nil
	case t.silent():
		t.farewell()
		return nil
	case p.Arg == dialog.ArgCancel:
		t.endSession()
		t.panel(t.known.Session.Panel(), t.say.T("talk.stopped"), nil)
		t.reply(t.say.T("talk.cancelled"), t.menu())
		return nil
	}
	return f.press(p.Arg)
}

// talkText hands a text to the conversation going on, or says that it is over.
func (t *turn) talkText() error {
	f, ok := t.flows()[t.known.Session.Flow]
	switch {
	case !ok:
		t.known.Talking = false
		return t.text()
	case t.silent():
		t.farewell()
		t.known.Talking = false
		return t.text()
	}
	return f.text()
}

// silent says whether the conversation ended by itself.
func (t *turn) silent() bool { return t.known.Session.Silent(t.now, t.Silence) }

// farewell says that the conversation ended, and forgets it.
func (t *turn) farewell() {
	t.endSession()
	t.panel(t.known.Session.Panel(), t.say.T("talk.stopped"), nil)
	t.reply(t.say.T("talk.silent"), nil)
}

// resumed is the conversation of that flow as a Talk to go on with.
func (t *turn) resumed() dialog.Talk {
	return dialog.Talk{Session: t.known.Session, Say: t.say}
}
