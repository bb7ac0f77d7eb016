package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// groupChanged keeps with a group's community what became of the group, and
// tells its leads; a group of nobody's it offers to who leads a community.
func (t *turn) groupChanged() error {
	if t.event.Kind == chat.Migrated {
		return t.groupMoved()
	}
	moved, err := t.Store.MovedTo(t.ctx, t.event.Place.ID)
	if err != nil || moved != t.event.Place.ID {
		return err // the bot leaves the group that a supergroup came from, and stays
	}
	switch g, err := t.groupHere(); {
	case err != nil:
		return err
	case t.event.Kind == chat.Topical:
		return t.topicChanged(g)
	case t.event.Kind == chat.Blocked:
		return t.groupLeft(g)
	default:
		return t.groupOpened(g)
	}
}

// titleOfGroup is how much of a group's title is kept, in characters.
const titleOfGroup = 80

// groupHere is what is known of the group of the event, as it is called by now.
func (t *turn) groupHere() (space.Group, error) {
	g, err := t.db.Group(t.ctx, t.event.Place.ID)
	if t.event.Place.Title != "" {
		g.Title = shorten(clean(t.event.Place.Title), titleOfGroup)
	}
	return g, err
}

func (t *turn) keepGroup(g space.Group) { t.write.Groups = append(t.write.Groups, g) }

// groupLeft notes that the bot is in the group no more.
func (t *turn) groupLeft(g space.Group) error {
	tied, err := t.db.CommunitiesIn(t.ctx, g.Chat)
	if err != nil {
		return err
	}
	g.Out, g.Nobodys, g.Asked = true, len(tied) == 0, nil
	t.keepGroup(g)
	return t.groupShut(space.GroupKicked)
}

// groupShut notes that the group cannot be written to.
func (t *turn) groupShut(why space.GroupWhy) error {
	if err := t.Store.MarkUnreachable(t.ctx, t.point.ID, t.event.Place.ID, why.String(), t.now); err != nil {
		return err
	}
	return t.eachHere("group.lost."+why.String(), func(c space.Community) (space.Community, bool) { return c.Hit(why, 0, t.now) })
}

// groupOpened notes what the bot may do in the group that it was added to, or
// that was given, or taken, rights to write.
func (t *turn) groupOpened(g space.Group) error {
	g.Out, g.Nobodys, g.Ruled = false, false, t.event.Standing == chat.Ruling
	offered, err := t.offerGroup(&g)
	if err != nil {
		return err
	}
	t.keepGroup(g)
	switch {
	case offered:
		return t.reachable(g.Chat)
	case !t.event.Standing.Writes():
		return t.groupShut(space.GroupMuted)
	}
	if err := t.reachable(g.Chat); err != nil {
		return err
	}
	return t.eachHere("group.back", space.Community.Healed)
}

// topicChanged notes that a topic was closed, which stops nobody but those who
// are no admins, or opened again.
func (t *turn) topicChanged(g space.Group) error {
	thread := t.event.Thread
	if t.event.Standing == chat.TopicOpen && thread == 0 {
		return t.generalOpened(g)
	}
	if t.event.Standing == chat.TopicOpen {
		return t.eachHere("group.topic_back", func(c space.Community) (space.Community, bool) { return c.Reopened(thread) })
	}
	if g.Ruled {
		return nil
	}
	return t.eachHere("group.lost.topic_closed", func(c space.Community) (space.Community, bool) {
		return c.Hit(space.TopicClosed, thread, t.now)
	})
}

// generalOpened notes that the general topic was opened again: while it is
// closed, the bot may not write in the group.
func (t *turn) generalOpened(g space.Group) error {
	if err := t.reachable(g.Chat); err != nil {
		return err
	}
	return t.eachHere("group.back", space.Community.Healed)
}

// groupMoved follows a group that became a supergroup, with all that is known
// of it but its trouble: that the bot left may be how it heard of the move.
func (t *turn) groupMoved() error {
	from, to := t.event.Place.ID, t.event.NewChat
	if err := t.Store.SetMoved(t.ctx, from, to); err != nil {
		return err
	}
	old, err := t.db.Group(t.ctx, from)
	if err != nil {
		return err
	}
	g, err := t.db.Group(t.ctx, to)
	if err != nil {
		return err
	}
	old = old.Moved(g)
	if t.event.Place.Title != "" {
		old.Title = shorten(clean(t.event.Place.Title), titleOfGroup)
	}
	t.keepGroup(old)
	if err := t.reachable(from); err != nil {
		return err
	}
	return t.eachHere("group.moved", func(c space.Community) (space.Community, bool) {
		c, _ = c.Healed()
		c.Chat = to
		return c, true
	})
}

// eachHere changes the communities whose group it is, where there is anything
// to change, and tells their leads by the sentence of that key.
func (t *turn) eachHere(key string, change func(space.Community) (space.Community, bool)) error {
	all, err := t.db.CommunitiesIn(t.ctx, t.event.Place.ID)
	if err != nil {
		return err
	}
	for _, before := range all {
		after, news := change(before)
		if !news {
			continue
		}
		t.keepCommunity(before, after)
		if err := t.tellOfGroup(after, after.Chat, key); err != nil {
			return err
		}
	}
	return nil
}

// keepCommunity writes a community as it will be.
func (t *turn) keepCommunity(before, after space.Community) {
	t.write.Communities = append(t.write.Communities, store.CommunityChange{Before: &before, After: after})
}

// tellOfGroup tells the leads of a community, but who did it in private, what
// became of its group.
func (t *turn) tellOfGroup(c space.Community, group int64, key string) error {
	title, err := t.groupTitle(group)
	if err != nil {
		return err
	}
	say, err := t.speakers(c.Leads)
	for _, lead := range space.OnceEach(c.Leads) {
		if lead == t.event.From.ID && t.event.Place.Type == chat.Private {
			continue
		}
		t.out(chat.Out{Kind: chat.Say, Chat: lead, Text: say[lead].T(key, "Community", c.Name, "Group", title, "Who", t.who.Name),
			Keyboard: chat.Keyboard{}.Row(openGroup(say[lead], c))})
	}
	return err
}

// groupTitle is what a group is called, "" where nobody said it yet.
func (t *turn) groupTitle(id int64) (string, error) {
	for _, g := range t.write.Groups {
		if g.Chat == id {
			return g.Title, nil
		}
	}
	g, err := t.db.Group(t.ctx, id)
	return g.Title, err
}

// openGroup shows from elsewhere how a community's group stands.
func openGroup(say lang.Speaker, c space.Community) chat.Button {
	return button(say.Plain("group.open"), verbGroup, c.ID, 0, groupCard)
}
