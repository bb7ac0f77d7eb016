package handlers

import (
	"strconv"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// flowTimes is the conversation in which an admin types another time instead of
// ticking one.
const flowTimes = "times"

// timesPanel is the message that asks whether to offer a typed time.
func timesPanel(b space.Booking) string { return "times:" + b.ID }

// timeInWords reads a time that an admin would rather offer, and asks back; it
// never begins a booking.
func (t *turn) timeInWords() error {
	a, err := t.wordsAbout()
	if err != nil {
		return err
	}
	b, known, err := t.db.Booking(t.ctx, a.Booking)
	if err != nil {
		return err
	}
	void, keyboard := t.say.T("talk.stopped"), chat.Keyboard(nil)
	if known {
		if void, keyboard, err = t.voidDecision(b, a); err != nil {
			return err
		}
	}
	if void != "" {
		t.conclude(void, keyboard)
		return nil
	}
	s, read := t.readTime(b)
	if !read {
		t.reply(t.say.T("request.typed_unread"), nil)
		return nil
	}
	v, err := t.deciding(b)
	if err != nil {
		return err
	}
	if r := v.Judge(s, b.Event); r != nil {
		t.reply(t.say.T("request.typed_refused", "Why", lang.HTML(refusalText(t.say, t.point, r))), nil)
		return nil
	}
	send := button(t.say.Plain("request.typed_send"), verbPropose, b.ID, b.Version, onPage(typedArg(s), a.Page))
	t.panelAnew(timesPanel(b), true, t.say.T("request.typed_time", "Title", shorten(b.Title, titleShown), "Slot", slotLabel(t.say, t.point, s)),
		chat.Keyboard{}.Row(styled(send, chat.Primary)))
	return nil
}

// readTime reads a slot instead of the request's, whose day, length and room it
// has unless others are named.
func (t *turn) readTime(b space.Booking) (space.Slot, bool) {
	u := lang.Understand(t.event.Text, t.local(t.now), t.say.Tag(), t.vocabulary())
	if len(u.Starts) == 0 {
		u.Starts = lang.ClockAnswer(t.event.Text, t.local(t.now), t.say.Tag()).Starts
	}
	if t.event.Kind != chat.Text || len(u.Troubles) > 0 || len(u.Starts) != 1 || len(u.Days) > 1 {
		return space.Slot{}, false
	}
	day, room, length := t.point.Day(b.Start), b.Room, b.Length()
	if len(u.Days) == 1 {
		day = space.Date(u.Days[0])
	}
	if u.Room != "" {
		room = u.Room
	}
	switch {
	case len(u.Ends) == 1 && u.Ends[0] > u.Starts[0]:
		length = time.Duration(u.Ends[0]-u.Starts[0]) * time.Minute
	case u.Length > 0:
		length = u.Length
	}
	start := t.point.At(day, int(u.Starts[0]))
	return space.Slot{Room: room, Start: start, End: start.Add(length)}, true
}

// typedArg is what the button carries that offers a typed time:
// "at.room.seconds.minutes".
func typedArg(s space.Slot) string {
	return "at." + s.Room + "." + strconv.FormatInt(s.Start.Unix(), 36) + "." + strconv.Itoa(int(s.Length()/time.Minute))
}

func typedSlot(arg string) (space.Slot, bool) {
	part := strings.Split(arg, ".")
	if len(part) != 4 || part[0] != "at" {
		return space.Slot{}, false
	}
	seconds, err := strconv.ParseInt(part[2], 36, 64)
	minutes, err2 := strconv.Atoi(part[3])
	if err != nil || err2 != nil || minutes < 1 || minutes > 24*60 {
		return space.Slot{}, false
	}
	start := time.Unix(seconds, 0).UTC()
	return space.Slot{Room: part[1], Start: start, End: start.Add(time.Duration(minutes) * time.Minute)}, true
}

// proposeTyped sends it, if nothing stands against it by now.
func (t *turn) proposeTyped(b space.Booking, s space.Slot, page string) error {
	v, err := t.deciding(b)
	if err != nil {
		return err
	}
	if r := v.Judge(s, b.Event); r != nil {
		t.alert(refusalPlain(t.say, t.point, r))
		return nil
	}
	t.panel(timesPanel(b), t.say.T("request.times_sent")+"\n<b>"+lang.Escape(slotLabel(t.say, t.point, s))+"</b>", nil)
	return t.sendProposals(b, choosing{slots: []space.Slot{s}, ticked: 1, page: page})
}
