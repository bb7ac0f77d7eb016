package handlers

import (
	"slices"
	"strconv"
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
	Words string      `json:"words"`
	About []candidate `json:"about"`
}

// candidate is one of them, and what its button says.
type candidate struct {
	about
	Label string `json:"label"`
}

// arg is that of its button.
func (c candidate) arg() string {
	if c.Series != "" {
		return "s=" + c.Series
	}
	return "b=" + c.Booking
}

func (t *turn) candidate(b space.Booking) candidate {
	return candidate{aboutBooking(b, ""), shorten(b.Title, 30) + t.say.Plain("card.part") + t.say.DayShort(t.local(b.Start))}
}

func seriesCandidate(s space.Series, dates []space.Booking) candidate {
	return candidate{weighed{Series: s, dates: dates}.about(0), "🔁 " + shorten(s.Event.Title, 30)}
}

// answersCard takes what replies to the message about a request for the answer to
// what an admin asked there, and says whether it did.
func (t *turn) answersCard() (bool, error) {
	if t.event.ReplyTo == 0 || t.event.Kind != chat.Text {
		return false, nil
	}
	panels, err := t.db.Panels(t.ctx, t.event.Place.ID)
	for name, message := range panels {
		if message != t.event.ReplyTo {
			continue
		}
		if id := chat.ToldOf(name); id != "" {
			return t.answersAbout(id)
		}
		if id := chat.SeriesToldOf(name); id != "" {
			return t.answersSeries(id)
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
	if isAsked(b) {
		return t.answersSeries(b.Series)
	}
	c := t.candidate(b)
	void, _, err := t.voidReply(b, c.about)
	return t.answersWith(c, void, err)
}

// answersSeries does the same about a series.
func (t *turn) answersSeries(id string) (bool, error) {
	w, known, err := t.weighed(id, "")
	if err != nil || !known {
		return false, err
	}
	c := seriesCandidate(w.Series, w.dates)
	void, _, err := t.voidSeriesReply(w, c.about)
	return t.answersWith(c, void, err)
}

// answersWith takes what was written for a reply where nothing makes that void.
func (t *turn) answersWith(c candidate, void string, err error) (bool, error) {
	if err != nil || void != "" {
		return false, err
	}
	if going, err := t.isWording(flowReply, c.about); err != nil || going {
		return false, err
	}
	return true, t.beginAnswer([]candidate{c})
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
	if t.choosesTime(asked) {
		return true, nil
	}
	candidates, err := t.candidates(asked)
	if err != nil || len(candidates) == 0 {
		return false, err
	}
	return true, t.beginAnswer(candidates)
}

// choosesTime takes a time that an admin offered for the choice of it, to be
// confirmed with a tap.
func (t *turn) choosesTime(asked []space.Booking) bool {
	u := lang.ClockAnswer(t.event.Text, t.local(t.now), t.say.Tag())
	if len(u.Starts) != 1 || len(u.Troubles) > 0 || u.Title != "" {
		return false
	}
	for _, b := range asked {
		for i, s := range b.Proposed {
			if clockOf(t.local(s.Start)) != int(u.Starts[0]) || len(u.Days) == 1 && t.point.Day(s.Start) != space.Date(u.Days[0]) {
				continue
			}
			label := slotLabel(t.say, t.point, s)
			keyboard := chat.Keyboard{}.Row(styled(button(label, verbTake, b.ID, b.Version, strconv.Itoa(i)), chat.Success))
			for j, row := range t.proposals(t.say, b, b.Proposed) {
				if j != i {
					keyboard = append(keyboard, row)
				}
			}
			t.panelAnew(chat.OwnPanel(b.ID), true, t.say.T("notice.is_choice", "Slot", label), append(keyboard, t.answerWays(t.say, b)...))
			return true
		}
	}
	return false
}

// candidates are the requests of some bookings, the dates of a series as one.
func (t *turn) candidates(asked []space.Booking) ([]candidate, error) {
	var all []candidate
	seen := map[string]bool{}
	for _, b := range asked {
		switch {
		case !isAsked(b):
			all = append(all, t.candidate(b))
		case !seen[b.Series]:
			seen[b.Series] = true
			w, known, err := t.weighed(b.Series, "")
			if err != nil {
				return nil, err
			}
			if known {
				all = append(all, seriesCandidate(w.Series, w.dates))
			}
		}
	}
	return all, nil
}

// beginAnswer shows what was written, to be sent with a tap; where several requests
// wait the tap says about which.
func (t *turn) beginAnswer(asked []candidate) error {
	a := &answerer{conversation: t.beginning(flowAnswer)}
	a.talk.Go(answerSure)
	a.About = asked[:min(len(asked), answersShown)]
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
	title := a.About[0].Title
	if a.Words == "" { // nothing of what was written so far can be sent
		return a.say.T("ask.ask_reply", "Title", title), nil, nil
	}
	none := a.talk.Button(a.say.Plain("ask.no_reply"), noAnswer)
	if len(a.About) == 1 {
		send := styled(a.talk.Button(a.say.Plain("ask.send_reply"), a.About[0].arg()), chat.Primary)
		return a.say.T("ask.is_reply", "Title", title, "Words", a.Words), chat.Keyboard{}.Row(send).Row(none), nil
	}
	var k chat.Keyboard
	for _, c := range a.About {
		k = k.Row(a.talk.Button(c.Label, c.arg()))
	}
	return a.say.T("ask.is_reply_which", "Words", a.Words), k.Row(none), nil
}

// pickAnswer sends it, or takes it for something else.
func (t *turn) pickAnswer(arg string) error {
	a, err := t.goingAnswer()
	if err != nil {
		return err
	}
	i := slices.IndexFunc(a.About, func(c candidate) bool { return c.arg() == arg })
	switch {
	case arg == noAnswer:
		return a.otherwise()
	case i < 0 || a.Words == "":
		t.stale()
		return nil
	}
	return a.send(a.About[i].about)
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
	return a.send(a.About[0].about)
}

// send hands the words to the admins, unless they are of no use any more.
func (a *answerer) send(one about) error {
	return a.takeAbout(a.wordings()[flowReply], one, a.Words, "")
}

// otherwise takes the words as if no request waited for an answer.
func (a *answerer) otherwise() error {
	a.conclude(a.say.T("ask.not_passed"), nil)
	a.answerPress() // before the event becomes what was written
	a.event.Kind, a.event.Text, a.known.Talking = chat.Text, a.Words, false
	return a.bookFromWords()
}
