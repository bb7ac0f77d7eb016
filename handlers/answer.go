package handlers

import (
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// flowAnswer is the conversation in which somebody confirms that what they wrote
// of their own accord is the reply to what an admin asked.
const flowAnswer = "answer"

const answerSure = "sure" // its step

// noAnswer is the argument of the button that says it is none.
const noAnswer = "none"

// answersShown is about how many requests it can be.
const answersShown = 20

// answerer is that conversation on its way.
type answerer struct {
	conversation
	guess
}

// guess is what was written, and the requests that it may be about.
type guess struct {
	Words string  `json:"words"`
	About []about `json:"about"`
}

// answersCard takes what replies to the message about a request for the answer to
// what an admin asked there, and says whether it did.
func (t *turn) answersCard() (bool, error) {
	if t.event.ReplyTo == 0 || t.event.Kind != chat.Text {
		return false, nil
	}
	panels, err := t.db.Panels(t.ctx, t.event.Place.ID)
	for name, message := range panels {
		if id := chat.ToldOf(name); id != "" && message == t.event.ReplyTo {
			return t.answersAbout(id)
		}
	}
	return false, err
}

// answersAbout does so where the request waits for an answer of theirs, which they
// are not asked to write already.
func (t *turn) answersAbout(id string) (bool, error) {
	b, known, err := t.db.Booking(t.ctx, id)
	if err != nil || !known {
		return false, err
	}
	going, err := t.isWording(flowReply, aboutBooking(b, ""))
	if err != nil || going {
		return false, err
	}
	void, _, err := t.voidReply(b, aboutBooking(b, ""))
	if err != nil || void != "" {
		return false, err
	}
	return true, t.beginAnswer([]space.Booking{b})
}

// answersUnasked does the same with what is written without any conversation,
// while a request of theirs waits for an answer.
func (t *turn) answersUnasked() (bool, error) {
	if _, complaint := t.written(); complaint != "" || t.event.Forwarded || lang.CourtesyOf(t.event.Text) != "" {
		return false, nil
	}
	asked, err := t.db.BookingsOf(t.ctx, t.who.ID, t.now.Add(time.Second), time.Time{})
	asked = slices.DeleteFunc(asked, func(b space.Booking) bool { return b.State != space.ChangesAsked })
	if err != nil || len(asked) == 0 {
		return false, err
	}
	return true, t.beginAnswer(asked)
}

// beginAnswer shows what was written, to be sent with a tap; where several requests
// wait the tap says about which.
func (t *turn) beginAnswer(asked []space.Booking) error {
	a := &answerer{conversation: t.beginning(flowAnswer)}
	a.talk.Go(answerSure)
	for _, b := range asked[:min(len(asked), answersShown)] {
		a.About = append(a.About, aboutBooking(b, ""))
	}
	return a.take()
}

// goingAnswer is the conversation that goes on.
func (t *turn) goingAnswer() (*answerer, error) {
	a := &answerer{conversation: t.ongoing()}
	return a, a.readAnswers(&a.guess)
}

// take takes what was written in place of what was before.
func (a *answerer) take() error {
	words, complaint := a.written()
	if complaint != "" {
		a.remark(complaint)
	} else {
		a.Words = words
	}
	return a.pose(a.ask, &a.guess)
}

func (a *answerer) ask() (string, chat.Keyboard, error) {
	ids := make([]string, len(a.About))
	for i, one := range a.About {
		ids[i] = one.Booking
	}
	asked, err := a.db.Bookings(a.ctx, ids)
	if err != nil || len(asked) == 0 {
		return a.say.T("ask.is_reply_which", "Words", a.Words), nil, err
	}
	title := shorten(asked[0].Title, titleShown)
	if a.Words == "" { // nothing of what was written so far can be sent
		return a.say.T("ask.ask_reply", "Title", title), nil, nil
	}
	none := a.talk.Button(a.say.Plain("ask.no_reply"), noAnswer)
	if len(asked) == 1 {
		send := styled(a.talk.Button(a.say.Plain("ask.send_reply"), "b="+asked[0].ID), chat.Primary)
		return a.say.T("ask.is_reply", "Title", title, "Words", a.Words), chat.Keyboard{}.Row(send).Row(none), nil
	}
	var k chat.Keyboard
	for _, b := range asked {
		label := shorten(b.Title, 30) + a.say.Plain("card.part") + a.say.DayShort(a.local(b.Start))
		k = k.Row(a.talk.Button(label, "b="+b.ID))
	}
	return a.say.T("ask.is_reply_which", "Words", a.Words), k.Row(none), nil
}

// pickAnswer sends it, or takes it for something else.
func (t *turn) pickAnswer(arg string) error {
	a, err := t.goingAnswer()
	if err != nil {
		return err
	}
	key, value := cut(arg)
	i := slices.IndexFunc(a.About, func(one about) bool { return one.Booking == value })
	switch {
	case key == noAnswer:
		return a.otherwise()
	case key != "b" || i < 0 || a.Words == "":
		t.stale()
		return nil
	}
	return a.send(a.About[i])
}

// answerText takes a yes for the tap, and a no for a cancel; anything else is what
// they would rather say.
func (t *turn) answerText() error {
	a, err := t.goingAnswer()
	if err != nil {
		return err
	}
	yes, sure := lang.YesNo(t.event.Text)
	switch {
	case !sure || a.Words == "" || t.event.Kind != chat.Text:
		return a.take()
	case !yes:
		t.stop()
		return nil
	case len(a.About) > 1:
		return a.pose(a.ask, &a.guess)
	}
	return a.send(a.About[0])
}

// send hands the words to the admins, unless they are of no use any more.
func (a *answerer) send(one about) error {
	b, known, err := a.db.Booking(a.ctx, one.Booking)
	if err != nil {
		return err
	}
	if !known {
		a.conclude(a.say.T("talk.stopped"), nil)
		return nil
	}
	if void, keyboard, err := a.voidReply(b, one); err != nil || void != "" {
		a.conclude(void, keyboard)
		return err
	}
	a.endSession()
	return a.replyInWords(b, one, a.Words)
}

// otherwise takes the words as if no request waited for an answer.
func (a *answerer) otherwise() error {
	a.conclude(a.say.T("ask.not_passed"), nil)
	a.answerPress() // before the event becomes what was written
	a.event.Kind, a.event.Text, a.known.Talking = chat.Text, a.Words, false
	return a.bookFromWords()
}
