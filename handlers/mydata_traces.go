package handlers

import (
	"cmp"
	"slices"
	"strconv"

	"samovar/internal/space"
)

func (t *turn) dataOfWishes(d *pointData) error {
	all, err := t.db.WishesOf(t.ctx, t.event.From.ID)
	for _, w := range all {
		one := wishData{Number: w.ID, State: w.State.String(), Event: w.Event, Community: w.Community, Want: w.Want, Joined: w.Created}
		if l := w.Lifted; l != nil {
			one.Lifted = &remarkData{l.By.Name, l.At, l.Reason}
		}
		if w.Offer != nil {
			offer := t.slotData(w.Offer.Slot)
			one.Offer = &offer
		}
		d.Wishes = append(d.Wishes, one)
	}
	return err
}

// dataOfTraces are their links, announcements, groups, and what they changed of
// the house.
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
	got, err := t.db.Received(t.ctx, traces.Broadcasts, me)
	for _, b := range traces.Broadcasts {
		if part := partIn(b, got, me); part != "" {
			d.Announcements = append(d.Announcements, castData{b.Text, b.Begun, part})
		}
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
	return err
}

// partIn is what somebody has to do with an announcement, "" for nothing.
func partIn(b space.Broadcast, got []space.Broadcast, me int64) string {
	switch {
	case b.By.ID == me:
		return "sent it"
	case b.Stopper != nil && b.Stopper.ID == me:
		return "stopped it"
	case slices.ContainsFunc(got, func(o space.Broadcast) bool { return o.ID == b.ID }):
		return "got it"
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
	for kind, subject := range map[space.DueKind]string{space.DueDigest: space.DigestOf(me), space.DueBack: strconv.FormatInt(me, 10)} {
		planned, err := t.db.Planned(t.ctx, kind, subject)
		if err != nil {
			return err
		}
		for _, due := range planned {
			d.Planned = append(d.Planned, plannedData{string(kind), due.At})
		}
	}
	news, err := t.db.News(t.ctx)
	if news.By.ID == me {
		d.House = append(d.House, "news: "+news.Text)
	}
	return err
}
