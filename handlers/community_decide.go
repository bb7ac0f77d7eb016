package handlers

import (
	"slices"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// proposalPanel is the card of a proposed community with an admin.
func proposalPanel(id string) string { return "comreq:" + id }

// communityReason words a reason in the reader's language.
func communityReason(say lang.Speaker, reason string) string {
	code, ready := strings.CutPrefix(reason, space.ReasonMark)
	if ready && (slices.Contains(space.CommunityReasons(), code) || reason == space.ReasonWithdrawn) {
		return say.Plain("community.reason." + code)
	}
	return reason
}

// showProposal draws a proposal, as it is now, for every admin: in the message
// they have, or anew.
func (t *turn) showProposal(c space.Community, fresh bool) error {
	admins := space.OnceEach(append(t.onDuty(), t.staff()...))
	if fresh {
		admins = t.onDuty()
	}
	say, err := t.speakers(admins)
	for _, admin := range admins {
		text, keyboard := t.proposalCard(say[admin], c, "")
		t.out(chat.Out{Kind: chat.Say, Chat: admin, Panel: proposalPanel(c.ID), Fresh: fresh, Text: text, Keyboard: keyboard})
	}
	return err
}

// proposalCard is what admins see of a proposal: with the buttons to decide
// while it waits, later with who decided what.
func (t *turn) proposalCard(say lang.Speaker, c space.Community, where string) (string, chat.Keyboard) {
	text := say.T("community.proposal", "Name", c.Name, "Who", linked(proposerOf(c)), "About", c.About, "Language", languageName(t, c.Language))
	if c.State == space.CommunityProposed {
		return text, chat.Keyboard{}.Row(
			styled(overButton(say, "community.approve", c, "ok", where), chat.Success),
			styled(overButton(say, "community.decline", c, "no", where), chat.Danger))
	}
	if c.Decision != nil && c.Decision.State == space.CommunityActive {
		text += "\n" + say.T("community.decided.active", "Who", shorten(c.Decision.Name, 64), "When", momentIn(say, t.point, t.now, c.Decision.At))
	}
	if c.State == space.CommunityRefused {
		return text + judgementLine(say, t.point, t.now, c), nil
	}
	return text + judgementLine(say, t.point, t.now, c), chat.Keyboard{}.Row(overButton(say, "community.open", c, "card=new", "active.0"))
}

// overButton is an admin's button about a community; where it stands in the
// list, "" outside of it.
func overButton(say lang.Speaker, key string, c space.Community, arg, where string) chat.Button {
	return overNamed(say.Plain(key), c, arg, where)
}

func overNamed(text string, c space.Community, arg, where string) chat.Button {
	if where != "" {
		arg += "@" + where
	}
	return button(text, verbOversee, c.ID, c.Version, arg)
}

// proposerOf is who asked for a community; one that a list brought has nobody.
func proposerOf(c space.Community) space.Party {
	if c.Proposer == nil {
		return space.Party{Name: "—"}
	}
	return *c.Proposer
}

// approveCommunity makes a proposal a community.
func (t *turn) approveCommunity(c space.Community, _, where string) error {
	after := t.changeCommunity(c, c.Judged(space.CommunityActive, t.who.Party(), "", t.now))
	t.toast(t.say.Plain("community.approved"))
	if err := t.tellProposer(after); err != nil {
		return err
	}
	return t.showDecided(after, where)
}

// askWhyNot offers the ready reasons under the proposal, and own words: what is
// typed now is the reason, too.
func (t *turn) askWhyNot(c space.Community, _, where string) error {
	var reasons []chat.Button
	for _, r := range space.CommunityReasons() {
		reasons = append(reasons, overButton(t.say, "community.reason.short."+r, c, "why="+r, where))
	}
	k := chat.Keyboard{}.Grid(1, reasons...).Row(overButton(t.say, "request.own_words", c, "own", where)).
		Row(overButton(t.say, "button.back", c, "card", where))
	text, _ := t.proposalCard(t.say, c, where)
	t.panel(overseenPanel(c, where), text+"\n\n"+t.say.T("community.ask_reason"), k)
	s := founding{Do: foundRefuse, Subject: c.ID, Version: c.Version, Name: c.Name, Where: where}
	return t.listen(flowCommunity, stepReason, s)
}

// declineFor declines for one of the ready reasons.
func (t *turn) declineFor(c space.Community, reason, where string) error {
	if !slices.Contains(space.CommunityReasons(), reason) {
		t.stale()
		return nil
	}
	t.toast(t.say.Plain("community.declined"))
	return t.refuseCommunity(c, space.ReasonMark+reason, where)
}

// refuseCommunity ends a proposal.
func (t *turn) refuseCommunity(c space.Community, reason, where string) error {
	after := t.changeCommunity(c, c.Judged(space.CommunityRefused, t.who.Party(), reason, t.now))
	if err := t.tellProposer(after); err != nil {
		return err
	}
	return t.showDecided(after, where)
}

// showDecided redraws every admin's card, and the list where it was decided
// there.
func (t *turn) showDecided(c space.Community, where string) error {
	if err := t.showProposal(c, false); err != nil || where == "" {
		return err
	}
	return t.showOverseen(c, where, "")
}

// tellProposer tells who asked what became of it.
func (t *turn) tellProposer(c space.Community) error {
	who := proposerOf(c).ID
	if who == 0 {
		return nil
	}
	all, err := t.speakers([]int64{who})
	say := all[who]
	key, k := "community.told_refused", chat.Keyboard{}.Row(button(say.Plain("community.found_again"), verbCommunity, t.point.ID, 0, "found"))
	if c.Active() {
		key = "community.told_approved"
		book := styled(button(say.Plain("menu.book"), verbMenu, t.point.ID, 0, "book"), chat.Primary)
		k = chat.Keyboard{}.Row(book, t.cardButton(say, c))
	}
	text := say.T(key, "Name", c.Name, "Reason", communityReason(say, c.Decision.Reason))
	t.out(chat.Out{Kind: chat.Say, Chat: who, Text: text, Keyboard: k})
	return err
}

// dropProposal takes a proposal back, by its proposer.
func (t *turn) dropProposal(c space.Community, _ string) error {
	if c.State != space.CommunityProposed {
		t.alert(t.say.Plain("community.decided_before"))
		return t.showLedCard(c, false)
	}
	after := t.changeCommunity(c, c.Judged(space.CommunityRefused, t.who.Party(), space.ReasonWithdrawn, t.now))
	t.toast(t.say.Plain("community.dropped"))
	t.panel(communityPanel, t.say.T("community.dropped_text", "Name", c.Name), chat.Keyboard{}.Row(t.foundButton()))
	return t.showProposal(after, false)
}
