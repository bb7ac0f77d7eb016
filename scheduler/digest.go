package scheduler

import (
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// week is what the digests of a round are made of.
type week struct {
	space.Outlook
	communities map[string]string           // names by id
	shut        map[int64]store.Unreachable // chats that cannot be written to
}

// digest tells one community what the week brings, in its chat, or else, where
// it has none that can be written to, its leads, in its language. Where there is nothing to say, nothing is said.
func (r *round) digest(d space.Due) (store.Change, error) {
	c, ok, err := r.db.Community(r.ctx, d.Subject)
	if err != nil || !ok || r.point.Digest == "" {
		return store.Change{}, err
	}
	if stale, err := r.stale(d.For); stale || err != nil {
		return store.Change{}, err
	}
	outs, err := r.toldTo(c, d)
	return store.Change{Outs: outs}, err
}

// toldTo plans and words the digest of a community.
func (r *round) toldTo(c space.Community, d space.Due) ([]chat.Out, error) {
	w, err := r.outlook()
	if err != nil {
		return nil, err
	}
	own, err := r.db.BookingsIn(r.ctx, c.ID, r.now, time.Time{})
	if err != nil {
		return nil, err
	}
	plan := w.Digest(c, own)
	if plan.Empty() {
		return nil, nil
	}
	say := r.Texts.In(lang.Of(c.Language))
	if err := r.shutOut(w, &c); err != nil {
		return nil, err
	}
	return r.toCommunity(d, c, say, w.text(say, c, plan)), nil
}

// shutOut takes the chat from a community whose chat cannot be written to. A
// group that became a supergroup is marked under its new id.
func (r *round) shutOut(w *week, c *space.Community) error {
	if c.Chat == 0 || len(w.shut) == 0 {
		return nil
	}
	chat, err := r.Store.MovedTo(r.ctx, c.Chat)
	if _, shut := w.shut[chat]; shut {
		c.Chat = 0
	}
	return err
}

// toCommunity addresses a text to the community's chat, or to each lead. Only
// in private there are buttons: in a group they would be everybody's.
func (r *round) toCommunity(d space.Due, c space.Community, say lang.Speaker, text string) []chat.Out {
	if c.Chat != 0 {
		return []chat.Out{r.out(d, c.Chat, text, nil)}
	}
	buttons := chat.Keyboard{}.Row(
		button(say.Plain("clock.book"), chat.Press{Verb: chat.VerbMenu, Arg: "book"}),
		button(say.Plain("clock.my"), chat.Press{Verb: chat.VerbMenu, Arg: "my"}))
	var outs []chat.Out
	for _, lead := range once(c.Leads) {
		outs = append(outs, r.out(d, lead, text, buttons))
	}
	return outs
}

// outlook loads the week, once a round.
func (r *round) outlook() (*week, error) {
	if r.week != nil {
		return r.week, nil
	}
	until := r.point.DigestEnd(r.now)
	held, err := r.db.Occupancy(r.ctx, r.now, until.Add(day))
	if err != nil {
		return nil, err
	}
	coming, err := r.coming()
	if err != nil {
		return nil, err
	}
	names, err := r.communityNames()
	if err != nil {
		return nil, err
	}
	shut, err := r.Store.UnreachableChats(r.ctx, r.point.ID)
	if err != nil {
		return nil, err
	}
	view := space.View{Point: r.point, Occupancy: held, Now: r.now}
	r.week = &week{space.Outlook{View: view, Coming: coming}, names, shut}
	return r.week, nil
}

// coming are the live bookings that start within the days of a digest.
func (r *round) coming() ([]space.Booking, error) {
	rooms := make([]string, len(r.point.Rooms))
	for i, room := range r.point.Rooms {
		rooms[i] = room.ID
	}
	until := r.point.DigestEnd(r.now)
	all, err := r.db.Scheduled(r.ctx, rooms, r.now, until)
	return slices.DeleteFunc(all, func(b space.Booking) bool {
		return !b.State.Holds() || b.Start.Before(r.now) || !b.Start.Before(until)
	}), err
}

func (r *round) communityNames() (map[string]string, error) {
	all, err := r.db.Communities(r.ctx)
	names := make(map[string]string, len(all))
	for _, c := range all {
		names[c.ID] = c.Name
	}
	return names, err
}
