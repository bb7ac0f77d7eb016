package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// flowReply is the conversation in which who answers for a request replies to
// what an admin asked.
const flowReply = "reply"

// verbReply is that of the button which begins it; Arg is the page of the own
// card it stands on.
const verbReply = "reply"

// replyPress begins it.
func (t *turn) replyPress(p chat.Press) error {
	b, ok, err := t.answeredFor(p)
	if err != nil || !ok {
		return err
	}
	if b.Series != "" && len(b.Messenger) == 0 {
		return t.replyOnDate(b, p)
	}
	if b.State != space.ChangesAsked || b.Version != p.Version || !b.Start.After(t.now) {
		return t.answeredBefore(b)
	}
	return t.beginWords(flowReply, aboutBooking(b, p.Arg))
}

// voidReply is why a reply is of no use any more.
func (t *turn) voidReply(b space.Booking, a about) (string, chat.Keyboard, error) {
	own, err := t.answersFor(b.Resident, b.Community)
	switch open := (chat.Keyboard{}).Row(openButton(t.say, b)); {
	case err != nil:
		return "", nil, err
	case !own:
		return t.say.T("my.not_yours"), nil, nil
	case b.State == space.ChangesAsked && !b.Start.After(t.now):
		return refusalText(t.say, t.point, &space.Refusal{Reason: space.Past}), open, nil
	case b.State != space.ChangesAsked:
		return t.say.T("notice.over", "What", decisionPlain(t.say, t.point, t.now, b)), open, nil
	case b.Version != a.Version:
		return t.say.T("ask.overtaken"), open, nil
	}
	return "", nil, nil
}

// replyInWords hands the reply to the admins: they decide with it in hand.
func (t *turn) replyInWords(b space.Booking, a about, words string) error {
	after := t.givenBack(b.With(space.Remark{By: t.who.Party(), At: t.now, Text: words}))
	after = t.decided(b, after, space.Requested, "")
	t.redraw(t.say.T("ask.replied", "Title", shorten(b.Title, titleShown), "Words", words), nil)
	return t.answered(after, true, a.Page)
}

// givenBack is a request that waits for the admins again; a date of a series with
// the others.
func (t *turn) givenBack(b space.Booking) space.Booking {
	b.Proposed = nil
	if !b.Joint() {
		b.Messenger = space.OnceEach(append(t.deciders(b), b.Messenger...))
	}
	return b
}

// corrected is a request as it was changed after an admin had asked for it: the
// change is an answer, too. Where its room needs no approval the house agrees.
func (t *turn) corrected(b space.Booking, approval bool) space.Booking {
	b = t.givenBack(b.With(space.Remark{By: t.who.Party(), At: t.now}))
	b.State = space.Requested
	b.Decision = &space.Decision{By: t.who.Party(), At: t.now, State: space.Requested}
	if !approval {
		b.State = space.Confirmed
		b.Decision = &space.Decision{At: t.now, State: space.Confirmed}
	}
	return b
}

// doneKey names the sentence of the receipt of a change.
func doneKey(before, after space.Booking) string {
	if before.State == space.ChangesAsked && after.State == space.Requested {
		return "ask.sent_back"
	}
	return "change.done"
}

// answerWays are the ways to answer what an admin asked, under the notice.
func (t *turn) answerWays(say lang.Speaker, b space.Booking) chat.Keyboard {
	return chat.Keyboard{}.
		Row(t.replyButton(say, b, ""), button(say.Plain("ask.edit"), verbChange, b.ID, b.Version, changeEdit)).
		Row(button(say.Plain("ask.withdraw"), verbGiveUp, b.ID, b.Version, giveUpHere), openButton(say, b))
}

func (t *turn) replyButton(say lang.Speaker, b space.Booking, page string) chat.Button {
	return styled(button(say.Plain("ask.reply"), verbReply, b.ID, b.Version, page), chat.Primary)
}
