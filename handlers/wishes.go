package handlers

import (
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// The verbs of the buttons with which people see to their wishes.
const (
	verbWish  = "wish" // leaves the queue
	verbOffer = chat.VerbOffer
)

// wantText says in a line what a wish waits for.
func wantText(say lang.Speaker, p *space.Point, now time.Time, w space.Wish) string {
	room := say.Plain("queue.any_room")
	if len(w.Want.Rooms) == 1 {
		room = roomName(say, p, w.Want.Rooms[0])
	}
	dayOf := func(d space.Date) string { return say.DayFrom(now.In(p.Zone), p.At(d, 12*60).In(p.Zone)) }
	days := dayOf(w.Want.First)
	if w.Want.First != w.Want.Last {
		days = say.Plain("queue.days", "First", dayOf(w.Want.First), "Last", dayOf(w.Want.Last))
		if w.Want.Weekdays != 0 {
			days += say.Plain("queue.on_weekdays", "Days", strings.Join(weekdayNames(say, w.Want.Weekdays), say.Plain("card.comma")))
		}
	}
	hours := ""
	if w.Want.Until != 0 {
		hours = say.Plain("queue.hours", "From", lang.Clock(w.Want.From).String(), "Until", lang.Clock(w.Want.Until).String())
	}
	return say.Plain("queue.want", "Room", room, "Days", days+hours, "Length", say.Length(w.Want.Length))
}

// weekdayNames are the days of a set, Monday first.
func weekdayNames(say lang.Speaker, set space.Weekdays) []string {
	var names []string
	for i, name := range say.Weekdays() {
		if set.Has(time.Weekday((i + 1) % 7)) {
			names = append(names, name)
		}
	}
	return names
}

// waits are the person's live wishes, each with its place and why it has it,
// and a button to leave or to answer.
func (t *turn) waits() (string, chat.Keyboard, error) {
	all, err := t.db.WishesOf(t.ctx, t.event.From.ID)
	if err != nil {
		return "", nil, err
	}
	var lines []string
	var k chat.Keyboard
	for _, w := range all {
		if !w.State.Live() {
			continue
		}
		place, err := t.placeText(w)
		if err != nil {
			return "", nil, err
		}
		missed, err := t.missedText(w)
		if err != nil {
			return "", nil, err
		}
		lines = append(lines, t.say.T("queue.line", "Title", shorten(w.Title, 60), "Want", wantText(t.say, t.point, t.now, w), "Place", lang.HTML(place))+missed)
		k = k.Row(t.wishButtons(w)...)
	}
	if len(lines) == 0 {
		return "", nil, nil
	}
	return t.say.T("queue.title") + "\n" + strings.Join(lines, "\n"), k, nil
}

func (t *turn) wishButtons(w space.Wish) []chat.Button {
	if w.State == space.WishOffered {
		return []chat.Button{
			styled(button(t.say.Plain("queue.take"), verbOffer, w.ID, w.Version, chat.OfferTake), chat.Success),
			button(t.say.Plain("queue.pass"), verbOffer, w.ID, w.Version, chat.OfferPass),
		}
	}
	return []chat.Button{button(t.say.Plain("queue.leave_one", "Title", shorten(w.Title, 24)), verbWish, w.ID, w.Version, "leave")}
}

// placeText says where the wish stands, and what sets others before it.
func (t *turn) placeText(w space.Wish) (string, error) {
	if w.State == space.WishOffered {
		return t.say.T("queue.offered_until", "When", t.say.DayFrom(t.local(t.now), t.local(w.Offer.Deadline)), "Clock", t.say.Clock(t.local(w.Offer.Deadline))), nil
	}
	place, ok, err := t.line().Place(t.ctx, w, t.now)
	if err != nil || !ok {
		return t.say.T("queue.place_unknown"), err
	}
	text := t.say.T("queue.place", "Number", place.Number)
	if w.Lifted != nil {
		text += " " + t.say.T("queue.lifted", "Reason", liftReason(t.say, w.Lifted.Reason))
	}
	for _, because := range []struct {
		key   string
		count int
	}{{"queue.ahead_lift", place.Ahead.Lift}, {"queue.ahead_hours", place.Ahead.Hours}, {"queue.ahead_joining", place.Ahead.Joining}} {
		if because.count > 0 {
			text += " " + t.say.T(because.key, "Count", because.count, "Hours", t.say.Length(place.Figure))
		}
	}
	return text, nil
}

// wishPress leaves the queue.
func (t *turn) wishPress(p chat.Press) error {
	w, ok, err := t.ownWish(p)
	if err != nil || !ok {
		return err
	}
	if p.Arg != "leave" || w.Version != p.Version || !w.State.CanBecome(space.WishLeft) {
		t.stale()
		return nil
	}
	t.write.Wishes = append(t.write.Wishes, store.WishChange{Before: &w, After: w.Ended(space.WishLeft)})
	t.toast(t.say.Plain("queue.left"))
	t.panel("talk:"+w.ID, t.say.T("queue.left_receipt", "Title", w.Title), nil)
	return nil
}

// ownWish returns the wish a button is about, if who pressed answers for it;
// else it says that it is not theirs.
func (t *turn) ownWish(p chat.Press) (space.Wish, bool, error) {
	w, ok, err := t.db.Wish(t.ctx, p.Subject)
	if t.found(ok, err) {
		ok, err = t.theirs(w.Resident, w.Community)
	}
	return w, ok, err
}
