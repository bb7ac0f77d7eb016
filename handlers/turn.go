package handlers

import (
	"context"
	"html"
	"regexp"
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// turn is one event being answered: what is known, and what will be written.
type turn struct {
	*Desk
	ctx       context.Context
	event     chat.Event
	now       time.Time
	point     *space.Point
	newHome   *space.Point // the Point that the person picks by this
	picked    bool         // whether the person picked this Point, or there is but one
	db        *store.Point
	known     store.Known
	who       space.Person
	pressedIn int64 // the group that a button was pressed in, which goes on in private; else 0
	say       lang.Speaker
	write     store.Change
	was       map[string]space.Booking // bookings as they were before this turn changed what they ask for
	joining   string                   // the panel in which somebody is told that they wait from now on
}

// out adds a message to what will be written.
func (t *turn) out(o chat.Out) {
	if o.Lane == "" {
		o.Lane = chat.Reply
	}
	t.write.Outs = append(t.write.Outs, o)
}

// reply sends a message to the chat of the event.
func (t *turn) reply(text string, keyboard chat.Keyboard) {
	t.out(chat.Out{Kind: chat.Say, Chat: t.event.Place.ID, Text: text, Keyboard: keyboard})
}

// panel sends or edits the message of that name in the chat of the event. What
// has no name has no message: nothing is drawn.
func (t *turn) panel(name, text string, keyboard chat.Keyboard) {
	if name == "" {
		return
	}
	t.out(chat.Out{Kind: chat.Say, Chat: t.event.Place.ID, Panel: name, Text: text, Keyboard: keyboard})
}

// panelAnew is a panel that is sent below all else when it was asked for by a
// command, and edited in place when a button turned it.
func (t *turn) panelAnew(name string, fresh bool, text string, keyboard chat.Keyboard) {
	t.out(chat.Out{Kind: chat.Say, Chat: t.event.Place.ID, Panel: name, Fresh: fresh, Text: text, Keyboard: keyboard})
}

// standsAbove says whether the message of that name is an older one than the one
// pressed on, such as a list of what came while the bot was away: an answer in it
// would not be seen.
func (t *turn) standsAbove(name string) (bool, error) {
	if t.event.Kind != chat.Pressed || t.event.MessageID == 0 || t.event.Place.Type != chat.Private {
		return false, nil
	}
	at, err := t.db.Panels(t.ctx, t.event.Place.ID)
	message, there := at[name]
	return there && message < t.event.MessageID, err
}

// panelSeen is a panel that is edited in place, and sent below where it stands
// above what was pressed on.
func (t *turn) panelSeen(name, text string, keyboard chat.Keyboard) error {
	above, err := t.standsAbove(name)
	t.panelAnew(name, above, text, keyboard)
	return err
}

// toast answers the press with a short text that goes away by itself.
func (t *turn) toast(text string) { t.answer(text, false) }

// alert answers the press with a text that has to be closed.
func (t *turn) alert(text string) { t.answer(text, true) }

// answer answers the press; who typed instead, such as a yes, is written to.
func (t *turn) answer(text string, alert bool) {
	if t.event.Kind != chat.Pressed {
		if text != "" {
			t.reply(lang.Escape(text), nil)
		}
		return
	}
	t.out(chat.Out{Kind: chat.Answer, Chat: t.event.Place.ID, PressID: t.event.PressID, Text: text, Alert: alert})
}

// answerPress sees to it that every press is answered, once, and before all
// else: Telegram does not wait long for it.
func (t *turn) answerPress() {
	if t.event.Kind != chat.Pressed {
		return
	}
	isAnswer := func(o chat.Out) bool { return o.Kind == chat.Answer }
	if !slices.ContainsFunc(t.write.Outs, isAnswer) {
		t.answer("", false)
	}
	slices.SortStableFunc(t.write.Outs, func(a, b chat.Out) int {
		switch {
		case isAnswer(a) && !isAnswer(b):
			return -1
		case isAnswer(b) && !isAnswer(a):
			return 1
		}
		return 0
	})
}

// button makes a button outside of conversations: it binds to the version of
// what it acts on.
func button(text, verb, subject string, version int64, arg string) chat.Button {
	return chat.NewButton(text, chat.Press{Verb: verb, Subject: subject, Version: version, Arg: arg})
}

// styled colours a button.
func styled(b chat.Button, s chat.Style) chat.Button { return b.Styled(s) }

// keepPerson writes the person as they are now.
func (t *turn) keepPerson() {
	t.write.People = append(t.write.People, t.who)
}

// view loads what holds the Point in [from, to).
func (t *turn) view(from, to time.Time) (space.View, error) {
	o, err := t.db.Occupancy(t.ctx, from, to)
	return space.View{Point: t.point, Occupancy: o, Now: t.now}, err
}

// viewAround loads what a decision about a slot and its alternatives needs.
func (t *turn) viewAround(at time.Time) (space.View, error) {
	return t.view(at.Add(-aroundDays), at.Add(aroundDays))
}

// aroundDays is how far around a slot alternatives are looked for.
const aroundDays = (space.AlternativeDays + 2) * 24 * time.Hour

// local is an instant in the Point's zone.
func (t *turn) local(at time.Time) time.Time { return at.In(t.point.Zone) }

// span writes when a slot is, in the reader's language.
func (t *turn) span(s space.Slot) string { return spanIn(t.say, t.point, t.now, s) }

func spanIn(say lang.Speaker, p *space.Point, now time.Time, s space.Slot) string {
	return say.SpanFrom(now.In(p.Zone), s.Start.In(p.Zone), s.End.In(p.Zone))
}

// roomName is a room's name in a language; the id where the room is gone.
func roomName(say lang.Speaker, p *space.Point, id string) string {
	return p.RoomName(id, string(say.Tag()))
}

var markupTag = regexp.MustCompile(`<[^>]*>`)

// plain makes of HTML what is shown where no markup is read: in answers to
// presses.
func plain(markup string) string { return html.UnescapeString(markupTag.ReplaceAllString(markup, "")) }
