package queue

import (
	"context"
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// tell adds the messages of offers, each in its reader's language. An offer has
// a deadline, so it is made at once, in quiet hours without a sound: these do not
// run its clock.
func (q Queue) tell(ctx context.Context, c *store.Change, given []space.Wish, now time.Time) error {
	ids := make([]int64, len(given))
	for i, w := range given {
		ids[i] = w.Resident.ID
	}
	people, err := q.Store.People(ctx, ids)
	if err != nil {
		return err
	}
	for _, w := range given {
		c.Outs = append(c.Outs, q.offer(people, offerKey(*c, w), w, now))
	}
	return nil
}

// offerKey names the words of an offer: to a wish that joins by the change, or
// had another offer until then, nothing has become free.
func offerKey(c store.Change, w space.Wish) string {
	i := slices.IndexFunc(c.Wishes, func(one store.WishChange) bool { return one.After.ID == w.ID })
	switch before := c.Wishes[i].Before; {
	case before == nil:
		return "queue.offer_now"
	case before.State == space.WishOffered:
		return "queue.offer_next"
	}
	return "queue.offer"
}

// Handed adds to a change the messages of an offer whose wish passes to another
// person by it: that one answers from now on, and whom it was made to no more.
func (q Queue) Handed(ctx context.Context, c *store.Change, from space.Party, w space.Wish, now time.Time) error {
	if w.State != space.WishOffered {
		return nil
	}
	people, err := q.Store.People(ctx, []int64{from.ID, w.Resident.ID})
	if err != nil {
		return err
	}
	over := q.speaker(people, from.ID).T("queue.offer_moved", "Title", w.Title, "Who", w.Resident.Name)
	c.Outs = append(c.Outs, chat.Out{Kind: chat.Undress, Chat: from.ID, Lane: chat.Reply, Panel: chat.WishPanel(w.ID), Text: over})
	if w.Offer.Stands(now) { // else the clock is about to end it
		c.Outs = append(c.Outs, q.offer(people, "queue.offer_handed", w, now, "From", from.Name))
	}
	return nil
}

func (q Queue) speaker(people []space.Person, id int64) lang.Speaker {
	for _, p := range people {
		if p.ID == id {
			return q.Texts.In(lang.Of(p.Language))
		}
	}
	return q.Texts.In(lang.Russian)
}

// offer is the message that a slot is held, to be taken or passed on. The
// wish's next version is the one it has once it is written.
func (q Queue) offer(people []space.Person, key string, w space.Wish, now time.Time, more ...any) chat.Out {
	say := q.speaker(people, w.Resident.ID)
	local := func(t time.Time) time.Time { return t.In(q.Point.Zone) }
	press := func(key, arg string, style chat.Style) chat.Button {
		return chat.NewButton(say.Plain(key), chat.Press{Verb: chat.VerbOffer, Subject: w.ID, Version: w.Version + 1, Arg: arg}).Styled(style)
	}
	quiet := slices.ContainsFunc(people, func(p space.Person) bool {
		return p.ID == w.Resident.ID && p.Settings.IsQuiet(now, q.Point.Zone)
	})
	text := say.T(key, append(more, "Title", w.Title, "Room", q.Point.RoomName(w.Offer.Room, string(say.Tag())),
		"When", say.SpanFrom(local(now), local(w.Offer.Start), local(w.Offer.End)),
		"Day", say.DayFrom(local(now), local(w.Offer.Deadline)), "Clock", say.Clock(local(w.Offer.Deadline)))...)
	text += q.rules(say)
	return chat.Out{Kind: chat.Say, Chat: w.Resident.ID, Lane: chat.Reply, Panel: chat.WishPanel(w.ID), Fresh: true, Silent: quiet,
		Text: text, Occasion: "offer:" + w.ID, Until: w.Offer.Deadline,
		Keyboard: chat.Keyboard{}.Row(press("queue.take", chat.OfferTake, chat.Success), press("queue.pass", chat.OfferPass, chat.Plain))}
}

// rules are the house's, which whoever takes the slot agrees to.
func (q Queue) rules(say lang.Speaker) string {
	text := ""
	for _, rule := range q.Point.Rules {
		text += "\n" + say.T("book.rule", "Rule", rule.In(string(say.Tag())))
	}
	if text == "" {
		return ""
	}
	return "\n\n" + say.T("queue.rules") + text
}
