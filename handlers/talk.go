package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
	"samovar/internal/space"
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
		flowChange:  {press: t.bookPress, text: t.bookText},
		flowHouse:   {press: t.housePress, text: t.houseText},
		flowDecline: {press: t.noChoice, text: t.takeWords},
		flowRefuse:  {press: t.noChoice, text: t.takeWords},
		flowTimes:   {press: t.noChoice, text: t.timeInWords},
		flowQuiet:   {press: t.noChoice, text: t.quietText},
		flowAsk:     {press: t.noChoice, text: t.takeWords},
		flowReply:   {press: t.noChoice, text: t.takeWords},
		flowLift:    {press: t.noChoice, text: t.liftInWords},
		flowAway:    {press: t.awayPress, text: t.awayText},
		flowSure:    {press: t.noChoice, text: t.sureText},
		flowAnswer:  {press: t.pickAnswer, text: t.answerText},
		flowNews:    {press: t.newsPress, text: t.newsText},

		flowAnnounce: {press: t.announcePress, text: t.announceWords},

		flowCommunity: {press: t.foundPress, text: t.foundText},
		flowSeek:      {press: t.noChoice, text: t.seekText},
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
	case p.Arg == dialog.ArgCancel:
		t.stop()
		return nil
	}
	return f.press(p.Arg)
}

// stop ends the conversation as the person wishes. Who was about to write about
// a request goes on with that, and needs no menu.
func (t *turn) stop() {
	dropped, menu := cancelledKey(t.known.Session.Flow), t.menu()
	if w, ok := t.wordings()[t.known.Session.Flow]; ok {
		dropped, menu = w.dropped, nil
	}
	t.endSession()
	t.panel(t.known.Session.Panel(), t.say.T("talk.stopped"), nil)
	t.reply(t.say.T(dropped), menu)
}

// cancelledKey names the sentence that ends a conversation which was cancelled.
func cancelledKey(flow string) string {
	switch flow {
	case flowChange:
		return "change.cancelled"
	case flowHouse:
		return "house.dropped"
	case flowNews:
		return "digest.news_dropped"
	case flowAway:
		return "away.dropped"
	case flowAnnounce:
		return "announce.dropped"
	case flowCommunity:
		return "community.stopped"
	case flowAnswer:
		return "ask.reply_dropped"
	}
	return "talk.cancelled"
}

// talkText hands a text to the conversation going on.
func (t *turn) talkText() error {
	f, ok := t.flows()[t.known.Session.Flow]
	if !ok {
		t.known.Talking = false
		return t.text()
	}
	if t.known.Session.Flow != flowSure && t.saysStop() {
		t.stop()
		return nil
	}
	if done, err := t.givesUpAnother(); done || err != nil {
		return err
	}
	return f.text()
}

// saysStop says whether the word on the button that ends a conversation was typed.
func (t *turn) saysStop() bool {
	return t.event.Kind == chat.Text && !t.event.Forwarded && lang.Stops(t.event.Text)
}

// silent says whether the conversation ended by itself.
func (t *turn) silent() bool { return t.known.Session.Silent(t.now, t.Silence) }

// endSilent ends a conversation that nobody went on with, with a word about it
// at whatever the person does next.
func (t *turn) endSilent() {
	acts := t.event.Kind == chat.Text || t.event.Kind == chat.Command || t.event.Kind == chat.Pressed || t.event.Kind == chat.Thing
	if acts && t.event.Place.Type == chat.Private && t.known.Talking && t.silent() {
		t.farewell()
	}
}

// farewell says that the conversation ended, and forgets it. What was wanted
// before consent is only kept: it is no conversation yet.
func (t *turn) farewell() {
	if t.known.Session.Flow == flowWelcome {
		return
	}
	t.endSession()
	if !t.known.Session.Bare {
		t.panel(t.known.Session.Panel(), t.say.T("talk.stopped"), nil)
		t.reply(t.say.T("talk.silent"), nil)
	}
	t.known.Talking = false
}

// typed says whether the event is something that stands in the chat below the
// conversation's message: then the answer goes below it, too.
func (t *turn) typed() bool { return t.event.Kind != chat.Pressed }

// redraw draws the message of the conversation that goes on, below what was
// typed.
func (t *turn) redraw(text string, keyboard chat.Keyboard) {
	t.drawTalk(t.known.Session, false, text, keyboard)
}

// drawTalk draws a conversation's message; fresh, or after something was typed,
// below all else. A conversation has but one: the one before goes. One that has
// none gets an answer.
func (t *turn) drawTalk(s chat.Session, fresh bool, text string, keyboard chat.Keyboard) {
	if s.Bare {
		t.reply(text, keyboard)
		return
	}
	fresh = fresh || t.typed()
	t.out(chat.Out{Kind: chat.Say, Chat: t.event.Place.ID, Panel: s.Panel(), Fresh: fresh, Vanish: fresh, Text: text, Keyboard: keyboard})
}

// beginTalk begins a conversation, in place of any before.
func (t *turn) beginTalk(flow string) dialog.Talk {
	before := t.known.Session
	if t.known.Talking && before.Flow != flowWelcome { // which has no message
		t.panel(before.Panel(), t.say.T("talk.stopped"), nil)
	}
	return dialog.Talk{Session: dialog.Begin(space.NewID(), flow, t.event.From.ID, before.Version, t.now), Say: t.say}
}

// conclude ends the conversation that goes on; its message keeps a last word.
func (t *turn) conclude(text string, keyboard chat.Keyboard) {
	t.endSession()
	t.redraw(text, keyboard)
}

// resumed is the conversation of that flow as a Talk to go on with.
func (t *turn) resumed() dialog.Talk {
	return dialog.Talk{Session: t.known.Session, Say: t.say}
}
