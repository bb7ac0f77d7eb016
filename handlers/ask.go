package handlers

import (
	"samovar/internal/lang"
	"samovar/internal/space"
)

// flowAsk is the conversation in which an admin words what is to change in a
// request.
const flowAsk = "ask"

// askForChanges begins it, unless the time has come and no answer can.
func (t *turn) askForChanges(b space.Booking, page string) error {
	if !b.Start.After(t.now) {
		t.alert(refusalPlain(t.say, t.point, &space.Refusal{Reason: space.Past}))
		return nil
	}
	return t.beginWords(flowAsk, aboutBooking(b, page))
}

// askInWords hands the words on: the request waits for an answer, and holds its
// slot meanwhile. Times that were proposed before stay to choose from.
func (t *turn) askInWords(b space.Booking, a about, words string) error {
	after := b.With(space.Remark{By: t.who.Party(), At: t.now, Text: words, Admin: true})
	after = t.decided(b, after, space.ChangesAsked, "")
	t.redraw(t.say.T("ask.asked", "Title", shorten(b.Title, titleShown), "Words", words), nil)
	v, err := t.deciding(after)
	if err != nil {
		return err
	}
	return t.spread(after, stillFree(v, after), a.Page)
}

// How much of what was written to each other a message shows: the newest
// remark whole, of those before a part.
const (
	remarksShown = 3
	remarkShown  = 120
)

// exchange is what admins and resident wrote to each other, the newest last,
// below a blank line; nothing where they did not.
func exchange(say lang.Speaker, remarks []space.Remark) string {
	if len(remarks) == 0 {
		return ""
	}
	text := "\n\n" + say.T("ask.exchange")
	last := len(remarks) - 1
	for i := max(0, last+1-remarksShown); i <= last; i++ {
		r := remarks[i]
		if i < last {
			r.Text = shorten(r.Text, remarkShown)
		}
		text += "\n" + remarkLine(say, r)
	}
	return text
}

func remarkLine(say lang.Speaker, r space.Remark) string {
	who := shorten(r.By.Name, 64)
	switch {
	case r.Admin:
		return say.T("ask.admin_wrote", "Who", who, "Words", r.Text)
	case r.Text == "":
		return say.T("ask.changed", "Who", who)
	}
	return say.T("ask.resident_wrote", "Who", who, "Words", r.Text)
}
