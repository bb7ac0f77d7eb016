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
		after, told := before, false
		after.Chat = moved
		if mark, is := shut[moved]; news.Thread != 0 {
			after, told = after.Hit(news.Why, news.Thread, r.now)
		} else if is {
			after, told = after.Hit(space.ParseGroupWhy(mark.Why), 0, r.now)
		}
		if !told && moved == before.Chat {
			continue
		}
		change.Communities = append(change.Communities, store.CommunityChange{Before: &before, After: after})
		if err := r.tellOfGroup(&change, d, after, told); err != nil {
			return change, err
		}
		if err := r.takeAlong(&change, before.Chat, moved); err != nil {
			return change, err
		}
	}
	return change, nil
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
	old.Chat, old.Version = to, group.Version
	change.Groups = append(change.Groups, old)
	return err
}

// tellOfGroup tells the leads of a community what is wrong with its group, or
// else that it moved.
func (r *round) tellOfGroup(change *store.Change, d space.Due, c space.Community, shut bool) error {
	key := "group.moved"
	if shut {
		key = "group.lost." + c.Trouble.Why.String()
	}
	news, err := space.ParseGroupNews(d.Subject)
	if err != nil {
		return err
	}
	group, err := r.db.Group(r.ctx, news.Chat)
	if err != nil {
		return err
	}
	readers, err := r.readers(c.Leads)
	for _, to := range readers {
		text := to.say.T(key, "Community", c.Name, "Group", group.Title)
		card := button(to.say.Plain("group.open"), chat.Press{Verb: chat.VerbGroup, Subject: c.ID, Arg: chat.GroupCard})
		change.Outs = append(change.Outs, r.out(d, to.chat, text, chat.Keyboard{}.Row(card)))
	}
	return err
}
