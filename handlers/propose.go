package handlers

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// proposable is how many other times an admin can choose from.
const proposable = 8

// choosing is the list of other times as it stands: which are ticked. The list
// is not kept: it is looked for at every press, and the buttons carry its sum,
// so that a tick never falls on another time than the admin saw.
type choosing struct {
	slots  []space.Slot
	ticked uint64 // a bit for each
	page   string
}

// propose lets an admin tick other times, and sends them to the resident.
func (t *turn) propose(p chat.Press) error {
	arg, page := cut(p.Arg)
	b, ok, err := t.undecided(p, page)
	if err != nil || !ok {
		return err
	}
	if s, typed := typedSlot(arg); typed {
		return t.proposeTyped(b, s, page)
	}
	v, err := t.deciding(b)
	if err != nil {
		return err
	}
	c := choosing{slots: space.InOrder(v.Alternatives(b.Slot, b.Event, proposable)), page: page}
	if len(c.slots) == 0 {
		t.alert(t.say.Plain("request.nothing_free"))
		return nil
	}
	send := c.read(t, arg)
	if send && c.ticked == 0 {
		t.toast(t.say.Plain("request.tick_one"))
	} else if send {
		return t.sendProposals(b, c)
	}
	if err := t.listen(flowTimes, "times", aboutBooking(b, page)); err != nil {
		return err
	}
	return t.underRequest(b, page, t.say.T("request.ask_times"), t.timesToTick(b, c))
}

// read takes the ticks of a button, "m.ticks.sum", or "s.ticks.sum" to send
// them, and says whether to send. Ticks of another list are dropped.
func (c *choosing) read(t *turn, arg string) (send bool) {
	part := strings.Split(arg, ".")
	if len(part) != 3 {
		return false
	}
	if part[2] != c.sum() {
		t.toast(t.say.Plain("request.times_changed"))
		return false
	}
	ticked, err := strconv.ParseUint(part[1], 16, proposable)
	if err != nil || ticked >= 1<<len(c.slots) {
		return false
	}
	c.ticked = ticked
	return part[0] == "s"
}

// sum tells lists apart.
func (c *choosing) sum() string {
	h := fnv.New32a()
	for _, s := range c.slots {
		fmt.Fprintf(h, "%s %d %d ", s.Room, s.Start.Unix(), s.End.Unix())
	}
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

// arg is what a button carries that leads to those ticks.
func (c *choosing) arg(do string, ticked uint64) string {
	return onPage(do+"."+strconv.FormatUint(ticked, 16)+"."+c.sum(), c.page)
}

// timesToTick draws the list.
func (t *turn) timesToTick(b space.Booking, c choosing) chat.Keyboard {
	var k chat.Keyboard
	chosen := 0
	for i, s := range c.slots {
		text := slotLabel(t.say, t.point, s)
		if c.ticked>>i&1 == 1 {
			text = "✓ " + text
			chosen++
		}
		k = k.Row(button(text, verbPropose, b.ID, b.Version, c.arg("m", c.ticked^1<<i)))
	}
	if chosen > 0 {
		send := button(t.say.Plain("request.send_times", "Count", chosen), verbPropose, b.ID, b.Version, c.arg("s", c.ticked))
		k = k.Row(styled(send, chat.Primary))
	}
	return k.Row(button(t.say.Plain("button.back"), verbDecide, b.ID, b.Version, onPage("card", c.page)))
}

// sendProposals asks the resident to choose; the old slot is held meanwhile.
func (t *turn) sendProposals(b space.Booking, c choosing) error {
	after := b
	after.Proposed = nil
	for i, s := range c.slots {
		if c.ticked>>i&1 == 1 {
			after.Proposed = append(after.Proposed, s)
		}
	}
	after = t.decided(b, after, space.ChangesAsked, "")
	t.toast(t.say.Plain("request.times_sent"))
	return t.spread(after, after.Proposed, c.page)
}

// offeredTimes says on the admins' card which times the resident can choose
// from; nothing where none were proposed.
func (t *turn) offeredTimes(say lang.Speaker, b space.Booking) string {
	if b.State != space.ChangesAsked || len(b.Proposed) == 0 {
		return ""
	}
	times := make([]string, len(b.Proposed))
	for i, s := range b.Proposed {
		times[i] = slotLabel(say, t.point, s)
	}
	return "\n" + say.T("ask.offered", "Times", strings.Join(times, say.Plain("card.comma")))
}

// slotLabel is a slot on a button: "чт 25.12 18:00–20:00 · Учебный класс".
func slotLabel(say lang.Speaker, p *space.Point, s space.Slot) string {
	return say.DayShort(s.Start.In(p.Zone)) + " " + hoursOf(say, p, s) + " · " + roomName(say, p, s.Room)
}
