package scheduler

import (
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// portion hands on the messages to those whose turn it is. The text is as it was
// written; the Point signs it in the language of each. Whoever has quiet hours
// gets it when these end, unless it is urgent: they are moved behind the others,
// by the same write, and returned. Who is being forgotten gets none, and is
// returned likewise.
func (r *round) portion(d space.Due, b *space.Broadcast, tally space.Tally, change *store.Change) (kept, leaving []space.Recipient, err error) {
	recipients, err := r.db.Recipients(r.ctx, b.ID, b.Handed, b.Portion(tally))
	if err != nil {
		return nil, nil, err
	}
	listeners, err := r.listeners(recipients)
	var first time.Time
	for _, to := range recipients {
		one := listeners[to.Chat]
		if one.leaving {
			leaving = append(leaving, to)
			continue
		}
		if awake := one.settings.When(r.now, time.Time{}, r.point.Zone); awake.After(r.now) && !b.Urgent {
			kept, first = append(kept, to), earliest(first, awake)
			continue
		}
		out := r.out(d, to.Chat, castMessage(one.say, r.point, b.Text), nil)
		out.Thread, out.Broadcast, out.Until = to.Thread, b.ID, r.now.Add(space.BroadcastUse)
		change.Outs = append(change.Outs, out)
	}
	b.Handed += len(recipients) - len(kept) - len(leaving)
	*b = b.Leaving(len(leaving)).KeptBack(len(kept), first)
	return kept, leaving, err
}

// earliest is the first of two moments; a zero one is none.
func earliest(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

// castMessage is an announcement as it is read.
func castMessage(say lang.Speaker, p *space.Point, text string) string {
	return say.T("announce.message", "Text", text, "Point", p.Name.In(string(say.Tag())))
}

// listeners are how to speak to the recipients of a broadcast, by their chats: a
// group is spoken to as its community wants it, which knows it by the id that it
// has by now.
func (r *round) listeners(all []space.Recipient) (map[int64]reader, error) {
	found := map[int64]reader{}
	var ids, groups []int64
	moved := map[int64]int64{}
	for _, to := range all {
		if to.Chat > 0 {
			ids = append(ids, to.Chat)
			continue
		}
		now, err := r.Store.MovedTo(r.ctx, to.Chat)
		if err != nil {
			return nil, err
		}
		moved[to.Chat], groups = now, append(groups, now)
	}
	tied, err := r.db.CommunitiesOfGroups(r.ctx, groups)
	if err != nil {
		return nil, err
	}
	for id, now := range moved {
		found[id] = reader{chat: id, say: r.Texts.In("")}
		for _, c := range tied[now] {
			found[id] = reader{chat: id, say: r.Texts.In(lang.Of(c.Language)), settings: c.Settings}
		}
	}
	people, err := r.readers(ids)
	for _, one := range people {
		found[one.chat] = one
	}
	return found, err
}
