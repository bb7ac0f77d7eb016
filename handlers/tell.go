package handlers

import (
	"slices"
	"strconv"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/told"
)

// told is what people of the Point were told.
func (t *turn) told() told.Told {
	return told.Told{Point: t.point, Store: t.db, Texts: t.Texts, Lane: chat.Reply}
}

// speakers are how to talk to people; who does this is spoken to as they are
// by now.
func (t *turn) speakers(ids []int64) (map[int64]lang.Speaker, error) {
	say, err := t.told().Speakers(t.ctx, ids)
	if _, asked := say[t.who.ID]; asked {
		say[t.who.ID] = t.say
	}
	return say, err
}

// linked is a person's name as a link to them, with their @username.
func linked(p space.Party) lang.HTML {
	if p.IsGone() {
		return lang.HTML(p.Name)
	}
	link := `<a href="tg://user?id=` + strconv.FormatInt(p.ID, 10) + `">` + lang.Escape(shorten(p.Name, 64)) + `</a>`
	if p.Username != "" {
		link += " (@" + lang.Escape(p.Username) + ")"
	}
	return lang.HTML(link)
}

// communityName is what a booking's community is called, "" where it has none.
func (t *turn) communityName(b space.Booking) (string, error) {
	if b.Community == "" {
		return "", nil
	}
	c, _, err := t.db.Community(t.ctx, b.Community)
	return c.Name, err
}

// tellLeads tells the leads of a booking's community how it stands now: all
// but its resident, and who did it.
func (t *turn) tellLeads(b space.Booking) error {
	if b.Community == "" {
		return nil
	}
	c, _, err := t.db.Community(t.ctx, b.Community)
	if err != nil {
		return err
	}
	leads := slices.DeleteFunc(slices.Clone(c.Leads), func(id int64) bool { return id == b.Resident.ID || id == t.who.ID })
	say, err := t.speakers(leads)
	for _, lead := range leads {
		t.out(chat.Out{Kind: chat.Say, Chat: lead, Panel: chat.LeadPanel(b.ID), Fresh: true,
			Text: t.leadNote(say[lead], b, c.Name), Keyboard: chat.Keyboard{}.Row(openButton(say[lead], b))})
	}
	return err
}

func (t *turn) leadNote(say lang.Speaker, b space.Booking, community string) string {
	return say.T("notice.lead", "Community", community, "State", stateName(say, b.State), "Who", b.Resident.Name) + "\n\n" +
		bookingLines(say, t.point, t.now, b) + soFar(say, t.point, t.now, b)
}

// openButton opens a booking's card from elsewhere.
func openButton(say lang.Speaker, b space.Booking) chat.Button {
	return button(say.Plain("notice.open"), verbShow, b.ID, b.Version, chat.FromNotice)
}

// noticeButtons are under what tells of a booking: what is sure goes into a
// calendar.
func noticeButtons(say lang.Speaker, b space.Booking) []chat.Button {
	if b.State == space.Confirmed && !b.Asks() {
		return []chat.Button{calendarButton(say, b), openButton(say, b)}
	}
	return []chat.Button{openButton(say, b)}
}

// tellResident tells the resident of a booking what became of it, in a message
// of its own; the one before loses its buttons. The slots are to choose from: the proposals, or what is free
// instead.
func (t *turn) tellResident(b space.Booking, slots []space.Slot) error {
	say, err := t.speakers([]int64{b.Resident.ID})
	if err != nil {
		return err
	}
	text, keyboard := t.notice(say[b.Resident.ID], b, slots)
	t.out(chat.Out{Kind: chat.Say, Chat: b.Resident.ID, Panel: chat.OwnPanel(b.ID), Fresh: true, Text: text, Keyboard: keyboard})
	return nil
}

// notice is what the resident reads of a booking, and can do about it.
func (t *turn) notice(say lang.Speaker, b space.Booking, slots []space.Slot) (string, chat.Keyboard) {
	text := say.T(noticeKey(b)) + "\n\n" + bookingLines(say, t.point, t.now, b) + soFar(say, t.point, t.now, b)
	switch b.State {
	case space.Confirmed:
		return text + "\n\n" + say.T("notice.what_next"), chat.Keyboard{}.Row(noticeButtons(say, b)...)
	case space.ChangesAsked:
		return text + "\n\n" + t.proposalsText(say, b, slots), append(t.proposals(say, b, slots), t.answerWays(say, b)...)
	case space.Declined:
		return text + t.insteadText(say, b, slots), t.instead(say, b, slots)
	}
	return text, chat.Keyboard{}.Row(openButton(say, b))
}

// noticeKey names the sentence that opens a notice.
func noticeKey(b space.Booking) string {
	r, worded := b.Worded()
	switch {
	case b.State == space.ChangesAsked && len(b.Proposed) == 0:
		return "ask.notice"
	case b.State == space.Requested && worded && r.Text == "":
		return "ask.notice_changed"
	case b.State == space.Requested && worded:
		return "ask.notice_replied"
	}
	return "notice." + b.State.String()
}

// decisionLine says who decided what and when, and why, on a line of its own;
// nothing where nobody decided yet.
func decisionLine(say lang.Speaker, p *space.Point, now time.Time, b space.Booking) string {
	if b.Decision == nil {
		return ""
	}
	line := "\n" + say.T(decisionKey(b), "Who", deciderName(say, *b.Decision), "When", momentIn(say, p, now, b.Decision.At))
	if b.Decision.Reason != "" {
		line += "\n" + say.T("decision.reason", "Reason", reasonText(say, b.Decision.Reason))
	}
	return line
}
