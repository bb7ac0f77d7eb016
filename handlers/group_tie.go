package handlers

import (
	"slices"
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// answerWhose carries out an answer to whose a group is. Only who was asked, and
// leads the community still, can give it.
func (t *turn) answerWhose(do, value string, c space.Community) error {
	id, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		t.stale()
		return nil
	}
	g, err := t.db.Group(t.ctx, id)
	switch {
	case err != nil:
		return err
	case c.LedBy(t.event.From.ID) && c.Chat == id:
		t.toast(t.say.Plain("group.already"))
		t.panel(groupAsk(id), t.say.T("group.tied", "Group", g.Title, "Community", c.Name), chat.Keyboard{}.Row(openGroup(t.say, c)))
	case !c.LedBy(t.event.From.ID), !g.WasAsked(t.event.From.ID):
		t.stale()
		t.panel(groupAsk(id), t.say.T("group.ask_over"), nil)
	case do == groupNo:
		t.keepGroup(g.Unasked(t.event.From.ID))
		t.panel(groupAsk(id), t.say.T("group.not_ours", "Group", g.Title), nil)
	default:
		return t.tie(c, g)
	}
	return nil
}

// tie makes the group that of the community, unless something stands against it.
func (t *turn) tie(c space.Community, g space.Group) error {
	others, err := t.db.CommunitiesIn(t.ctx, g.Chat)
	if err != nil {
		return err
	}
	elsewhere, err := t.tiedElsewhere(g.Chat)
	if err != nil {
		return err
	}
	switch {
	case !c.Active():
		t.alert(t.say.Plain("group.not_active", "Community", c.Name))
		return nil
	case g.Out:
		t.panel(groupAsk(g.Chat), t.say.T("group.bot_left", "Group", g.Title), nil)
		return nil
	case elsewhere:
		t.keepGroup(g.Unasked(t.event.From.ID))
		t.panel(groupAsk(g.Chat), t.say.T("group.taken_elsewhere", "Group", g.Title), nil)
		return nil
	case slices.ContainsFunc(others, space.Community.Active):
		return t.refuseTie(c, g)
	case c.Grouped():
		t.alert(t.say.Plain("group.has_one", "Community", c.Name))
		return nil
	}
	return t.tieTo(c, g, others)
}

// tiedElsewhere says whether the group is that of a community of another Point:
// what one Point knows of a group, no other does.
func (t *turn) tiedElsewhere(id int64) (bool, error) {
	for _, p := range t.Points {
		if p.ID == t.point.ID {
			continue
		}
		all, err := t.Store.Point(p).CommunitiesIn(t.ctx, id)
		if err != nil || slices.ContainsFunc(all, space.Community.Active) {
			return err == nil, err
		}
	}
	return false, nil
}

// tieTo writes it: communities that had the group have it no more.
func (t *turn) tieTo(c space.Community, g space.Group, former []space.Community) error {
	for _, other := range former {
		t.keepCommunity(other, other.Tied(0))
	}
	after := c.Tied(g.Chat)
	t.keepCommunity(c, after)
	g = g.Unasked(t.event.From.ID)
	g.Topic, g.Wanted = "", ""
	t.keepGroup(g)
	if err := t.reachable(g.Chat); err != nil {
		return err
	}
	ours := t.Texts.In(lang.Of(c.Language))
	t.out(chat.Out{Kind: chat.Say, Chat: g.Chat, Silent: true, Text: ours.T("group.hello", "Community", c.Name)})
	if after.LedBy(t.event.From.ID) {
		t.panel(groupAsk(g.Chat), t.say.T("group.tied", "Group", g.Title, "Community", c.Name), chat.Keyboard{}.Row(openGroup(t.say, c)))
	}
	return t.tellOfGroup(after, g.Chat, "group.tied_by")
}

// refuseTie says that the group is another community's, not whose, and hands the
// request on to the admins. It can be made once for each time of being asked.
func (t *turn) refuseTie(c space.Community, g space.Group) error {
	g = g.Unasked(t.event.From.ID)
	g.Wanted = c.ID
	t.keepGroup(g)
	t.panel(groupAsk(g.Chat), t.say.T("group.taken", "Group", g.Title), nil)
	others, err := t.activeIn(g.Chat)
	if err != nil || len(others) == 0 {
		return err
	}
	admins := t.onDuty()
	say, err := t.speakers(admins)
	for _, id := range admins {
		move := button(say[id].Plain("group.move", "Community", shorten(c.Name, 40)), verbGroup, c.ID, c.Version, groupArg(groupMove, g.Chat))
		keep := button(say[id].Plain("group.keep"), verbGroup, c.ID, c.Version, groupArg(groupKeep, g.Chat))
		t.out(chat.Out{Kind: chat.Say, Chat: id, Panel: groupMovePanel(g.Chat), Fresh: true, Keyboard: chat.Keyboard{}.Row(move).Row(keep),
			Text: say[id].T("group.ask_move", "Who", linked(t.who.Party()), "Group", g.Title, "Community", c.Name, "Other", others[0].Name)})
	}
	return err
}

// groupMovePanel is the admins' card about a group that two communities want.
func groupMovePanel(id int64) string { return "groupmove:" + strconv.FormatInt(id, 10) }

// decideMove carries out what an admin decided about a group that two
// communities want: the first decision stands.
func (t *turn) decideMove(do, value string, c space.Community) error {
	id, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		t.stale()
		return nil
	}
	g, err := t.db.Group(t.ctx, id)
	if err != nil {
		return err
	}
	switch {
	case c.Chat == id:
		return t.moveDecided(g, "group.moved_to", c)
	case g.Wanted != c.ID:
		t.stale()
		return t.moveDecided(g, "group.kept", c)
	case do == groupKeep:
		g.Wanted = ""
		t.keepGroup(g)
		if err := t.tellOfGroup(c, id, "group.kept_told"); err != nil {
			return err
		}
		return t.moveDecided(g, "group.kept", c)
	case !c.Active() || g.Out || c.Grouped():
		return t.moveDecided(g, "group.cannot_move", c)
	}
	return t.move(c, g)
}

// moveDecided shows every admin how it was decided.
func (t *turn) moveDecided(g space.Group, key string, c space.Community) error {
	admins := space.OnceEach(append(t.onDuty(), t.event.From.ID))
	say, err := t.speakers(admins)
	for _, id := range admins {
		t.out(chat.Out{Kind: chat.Undress, Chat: id, Panel: groupMovePanel(g.Chat), Text: say[id].T(key, "Group", g.Title, "Community", c.Name)})
	}
	return err
}

// move gives the group to the community; who had it is told.
func (t *turn) move(c space.Community, g space.Group) error {
	former, err := t.db.CommunitiesIn(t.ctx, g.Chat)
	if err != nil {
		return err
	}
	for _, o := range former {
		if err := t.tellOfGroup(o, g.Chat, "group.moved_away"); err != nil {
			return err
		}
	}
	if err := t.moveDecided(g, "group.moved_to", c); err != nil {
		return err
	}
	return t.tieTo(c, g, former)
}
