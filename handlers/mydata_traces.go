package handlers

import (
	"cmp"
	"slices"

	"samovar/internal/space"
	"samovar/internal/store"
)

func (t *turn) dataOfWishes(d *pointData) error {
	all, err := t.db.WishesOf(t.ctx, t.event.From.ID)
	if err != nil {
		return err
	}
	for _, w := range all {
		one := wishData{Number: w.ID, State: w.State.String(), Event: w.Event, Community: w.Community, Want: w.Want, Joined: w.Created}
		if l := w.Lifted; l != nil {
			one.Lifted = &remarkData{l.By.Name, l.At, l.Reason}
		}
		if w.Offer != nil {
			offer := t.slotData(w.Offer.Slot)
			one.Offer = &offer
		}
		misses, err := t.db.Misses(t.ctx, w)
		if err != nil {
			return err
		}
		one.Passed = t.missesData(misses)
		d.Wishes = append(d.Wishes, one)
	}
	return t.dataOfLifts(d)
}

func (t *turn) missesData(misses []space.Miss) (all []missData) {
	for _, m := range misses {
		all = append(all, missData{m.At, t.slotData(m.Slot), string(m.Reason)})
	}
	return all
}

// dataOfLifts are the places in the queue that they put first.
func (t *turn) dataOfLifts(d *pointData) error {
	lifted, err := t.db.AllLifted(t.ctx)
	for _, w := range lifted {
		if w.Lifted.By.ID == t.event.From.ID {
			d.Lifts = append(d.Lifts, liftData{w.ID, w.Title, w.Lifted.At, w.Lifted.Reason})
		}
	}
	return err
}

// dataOfPassing is why offers passed them over, as far as no place in the queue
// that they have tells it.
func (t *turn) dataOfPassing(d *pointData, traces store.Traces) error {
	misses, err := t.db.PassedOver(t.ctx, traces, t.event.From.ID)
	told := map[missData]bool{}
	for _, w := range d.Wishes {
		for _, m := range w.Passed {
			told[m] = true
		}
	}
	d.Passed = slices.DeleteFunc(t.missesData(misses), func(m missData) bool { return told[m] })
	return err
}

// dataOfTraces are their links, announcements, groups, why offers passed them
// over, and what they changed of the house.
func (t *turn) dataOfTraces(d *pointData) error {
	me := t.event.From.ID
	traces, err := t.db.Traces(t.ctx)
	if err != nil {
		return err
	}
	for _, i := range traces.Invites {
		if i.By.ID == me {
			d.Links = append(d.Links, linkData{cmp.Or(i.Kind.String(), "admin"), i.Subject, i.Expires})
		}
	}
	for _, g := range traces.Groups {
		if g.WasAsked(me) {
			d.GroupsAsked = append(d.GroupsAsked, g.Title)
		}
	}
	if err := t.dataOfPassing(d, traces); err != nil {
		return err
	}
	if err := t.dataOfBroadcasts(d, traces.Broadcasts); err != nil {
		return err
	}
	for _, c := range t.known.House.Closings {
		if c.By.ID == me {
			d.House = append(d.House, "closed from "+c.First.String()+" to "+c.Last.String())
		}
	}
	for _, h := range t.known.House.Hours {
		if h.By.ID == me {
			d.House = append(d.House, "other hours from "+h.From.String())
		}
	}
	return nil
}

// dataOfBroadcasts are the announcements that they sent, stopped or got, or that
// did not reach them.
func (t *turn) dataOfBroadcasts(d *pointData, all []space.Broadcast) error {
	me := t.event.From.ID
	got, err := t.db.Received(t.ctx, all, me)
	if err != nil {
		return err
	}
	missed, err := t.db.NotReached(t.ctx, all, me)
	for _, b := range all {
		if part := partIn(b, got, me); part != "" || missed[b.ID] != "" {
			d.Announcements = append(d.Announcements, castData{b.Text, b.Begun, cmp.Or(part, toThem), missed[b.ID]})
		}
	}
	return err
}

// toThem is what an announcement was that went to somebody.
const toThem = "went to you"

// partIn is what somebody has to do with an announcement, "" for nothing.
func partIn(b space.Broadcast, got []space.Broadcast, me int64) string {
	switch {
	case b.By.ID == me:
		return "sent it"
	case b.Stopper != nil && b.Stopper.ID == me:
		return "stopped it"
	case slices.ContainsFunc(got, func(o space.Broadcast) bool { return o.ID == b.ID }):
		return toThem
	}
	return ""
}

// dataOfChat is what is kept of the private chat itself, and what is planned.
func (t *turn) dataOfChat(d *pointData) error {
	me := t.event.From.ID
	if s := t.known.Session; t.known.Talking {
		d.Conversation = &conversationData{About: s.Flow, Step: s.Step, Answers: s.Data, Last: s.Touched}
	}
	mark, is, err := t.Store.Mark(t.ctx, t.point.ID, me)
	if err != nil {
		return err
	}
	if is {
		d.Unreachable = &reachData{mark.Why, mark.Since.UTC()}
	}
	if d.Messages, err = t.db.Panels(t.ctx, me); err != nil {
		return err
	}
	for _, about := range space.DueAbout(me) {
		planned, err := t.db.Planned(t.ctx, about.Kind, about.Subject)
		if err != nil {
			return err
		}
		for _, due := range planned {
			d.Planned = append(d.Planned, plannedData{string(due.Kind), due.At})
		}
	}
	news, err := t.db.News(t.ctx)
	if news.By.ID == me {
		d.House = append(d.House, "news: "+news.Text)
	}
	return err
}
