package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
	"samovar/internal/told"
)

// beginBroadcast writes the broadcast with its recipients, as they are now; the
// clock does the rest. The message of the conversation becomes the one that
// tells how far it is.
func (t *turn) beginBroadcast(id string, a announcement, recipients []space.Recipient, urgent bool) error {
	b := space.Broadcast{ID: id, By: t.who.Party(), Text: a.Text, To: a.To, State: space.BroadcastSending,
		Total: len(recipients), Urgent: urgent, Begun: t.now, Told: t.now}
	t.write.Broadcasts = append(t.write.Broadcasts, store.BroadcastChange{After: b, Recipients: recipients})
	t.write.Due = append(t.write.Due, space.Due{Kind: space.DueBroadcast, Subject: b.ID, For: t.now, At: t.now})
	t.panel(chat.Receipt(b.ID), castBegun(t.say, t.point, b), told.BroadcastStop(t.say, b))
	others := slices.DeleteFunc(slices.Clone(t.staff()), func(admin int64) bool { return admin == t.who.ID })
	say, err := t.speakers(others)
	for _, admin := range others {
		text := say[admin].T("announce.other_sends", "Who", t.who.Name) + "\n\n" + castBegun(say[admin], t.point, b)
		t.out(chat.Out{Kind: chat.Say, Chat: admin, Panel: chat.Receipt(b.ID), Silent: true, Text: text, Keyboard: told.BroadcastStop(say[admin], b)})
	}
	return err
}

// castBegun is what is said of a broadcast of which nothing was sent yet.
func castBegun(say lang.Speaker, p *space.Point, b space.Broadcast) string {
	return told.BroadcastHead(say, p, b) + "\n\n" + say.T("announce.progress", "Count", 0, "Total", b.Total)
}

// broadcastPress stops a broadcast, or goes on with one that is paused.
func (t *turn) broadcastPress(p chat.Press) error {
	before, ok, err := t.db.Broadcast(t.ctx, p.Subject)
	if err != nil {
		return err
	}
	live := before.State == space.BroadcastSending || before.State == space.BroadcastPaused
	switch {
	case !ok || p.Arg != chat.BroadcastStop && p.Arg != chat.BroadcastGoOn:
		t.stale()
	case !live:
		t.toast(t.say.Plain("announce.over"))
	case p.Arg == chat.BroadcastStop:
		t.stopBroadcast(before)
	case before.State == space.BroadcastSending:
		t.toast(t.say.Plain("announce.goes_on"))
	case p.Version != before.Paused.Unix():
		t.stale()
	default:
		return t.sendOn(before)
	}
	return nil
}

// stopBroadcast sees to it that nothing is sent any more but what is on its way.
// How it ended is told by the clock. It binds to no version, for those pass each
// second.
func (t *turn) stopBroadcast(before space.Broadcast) {
	t.write.Broadcasts = append(t.write.Broadcasts, store.BroadcastChange{Before: &before, After: before.Stop(t.who.Party())})
	if before.Rest.Kept > 0 || before.State == space.BroadcastPaused { // the clock may look at it only when somebody wakes, or not at all
		t.write.Due = append(t.write.Due, space.Due{Kind: space.DueBroadcast, Subject: before.ID, For: t.now, At: t.now})
	}
	if before.State == space.BroadcastPaused {
		t.write.Undue = append(t.write.Undue, told.PauseOver(before))
	}
	t.toast(t.say.Plain("announce.stopping_toast"))
}

// sendOn sends a broadcast on after a pause, also to those whose message waited for
// too long, and says so to all admins.
func (t *turn) sendOn(before space.Broadcast) error {
	tally, err := t.db.Tally(t.ctx, before.ID)
	if err != nil {
		return err
	}
	again, err := t.db.Lapsed(t.ctx, before)
	if err != nil {
		return err
	}
	after := before.GoOn(tally, len(again), t.now)
	t.write.Broadcasts = append(t.write.Broadcasts, store.BroadcastChange{Before: &before, After: after, Again: again})
	t.write.Due = append(t.write.Due, space.Due{Kind: space.DueBroadcast, Subject: after.ID, For: t.now, At: t.now})
	t.write.Undue = append(t.write.Undue, told.PauseOver(before))
	t.toast(t.say.Plain("announce.going_on"))
	say, err := t.speakers(t.staff())
	for _, admin := range t.staff() {
		text := say[admin].T("announce.sent_on", "Who", t.who.Name) + "\n\n" + told.BroadcastHead(say[admin], t.point, after)
		t.out(chat.Out{Kind: chat.Say, Chat: admin, Panel: chat.Receipt(after.ID), Silent: true, Text: text, Keyboard: told.BroadcastStop(say[admin], after)})
	}
	return err
}
