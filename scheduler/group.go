package scheduler

import (
	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// group keeps with a community what was found out about its group while a
// message was sent there, and tells its leads, once. Whatever the bot heard of
// itself meanwhile counts: who can be written to again has no trouble.
func (r *round) group(d space.Due) (store.Change, error) {
	news, err := space.ParseGroupNews(d.Subject)
	if err != nil {
		return store.Change{}, nil // not of ours: there is nobody to tell
	}
	moved, err := r.Store.MovedTo(r.ctx, news.Chat)
	if err != nil {
		return store.Change{}, err
	}
	all, err := r.communitiesIn(moved)
	if err != nil {
		return store.Change{}, err
	}
	shut, err := r.Store.UnreachableChats(r.ctx, r.point.ID)
	if err != nil {
		return store.Change{}, err
	}
	var change store.Change
	for _, before := range all {
		after := before
		after.Chat = moved
		after, key := r.hit(after, news, shut[moved])
		if key == "" && moved != before.Chat {
			key = "group.moved"
		}
		if key == "" {
			continue
		}
		change.Communities = append(change.Communities, store.CommunityChange{Before: &before, After: after})
		outs, err := r.tellOfGroup(d, after, before.Chat, key)
		if err != nil {
			return change, err
		}
		change.Outs = append(change.Outs, outs...)
		if err := r.takeAlong(&change, before.Chat, moved); err != nil {
			return change, err
		}
	}
	return change, nil
}

// hit is a community after the news of its group, and the sentence that tells
// its leads; "" where there is nothing new to tell.
func (r *round) hit(c space.Community, news space.GroupNews, mark store.Unreachable) (space.Community, string) {
	told, why := false, news.Why
	switch {
	case news.Thread != 0:
		c, told = c.Hit(why, news.Thread, r.now)
	case mark.Why != "":
		why = space.ParseGroupWhy(mark.Why)
		c, told = c.Hit(why, 0, r.now)
	default:
		if c, told = c.Healed(); told {
			return c, "group.back"
		}
	}
	if told {
		return c, "group.lost." + why.String()
	}
	return c, ""
}

// communitiesIn are those whose group is the chat, or became it.
func (r *round) communitiesIn(id int64) ([]space.Community, error) {
	all, err := r.db.Communities(r.ctx)
	if err != nil {
		return nil, err
	}
	var found []space.Community
	for _, c := range all {
		if c.Chat == 0 {
			continue
		}
		moved, err := r.Store.MovedTo(r.ctx, c.Chat)
		if err != nil {
			return nil, err
		}
		if moved == id {
			found = append(found, c)
		}
	}
	return found, nil
}

// takeAlong gives what is known of a group that moved to the one that it became.
func (r *round) takeAlong(change *store.Change, from, to int64) error {
	if from == to {
		return nil
	}
	old, err := r.db.Group(r.ctx, from)
	if err != nil {
		return err
	}
	group, err := r.db.Group(r.ctx, to)
	change.Groups = append(change.Groups, old.Moved(group))
	return err
}

// tellOfGroup tells the leads of a community what became of its group.
func (r *round) tellOfGroup(d space.Due, c space.Community, was int64, key string) ([]chat.Out, error) {
	group, err := r.db.Group(r.ctx, was)
	if err != nil {
		return nil, err
	}
	readers, err := r.readers(c.Leads)
	var outs []chat.Out
	for _, to := range readers {
		card := chat.NewButton(to.say.Plain("group.open"), chat.Press{Verb: chat.VerbGroup, Subject: c.ID, Arg: chat.GroupCard})
		text := to.say.T(key, "Community", c.Name, "Group", group.Title)
		outs = append(outs, r.out(d, to.chat, text, chat.Keyboard{}.Row(card)))
	}
	return outs, err
}
