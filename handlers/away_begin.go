package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// cardsAtOnce is how many requests that wait are shown at once to who stands in
// for somebody; the others are in the queue.
const cardsAtOnce = 20

// begin writes an absence, in place of one that went on. Who stands in is told,
// and shown what waits.
func (t *turn) begin(a space.Absence) error {
	before := t.known.Staff
	old, gone := before.AwayAt(a.Who.ID, t.now)
	if gone && old.Due().Name() != a.Due().Name() {
		t.write.Undue = append(t.write.Undue, old.Due())
	}
	t.write.Due = append(t.write.Due, a.Due())
	t.keepStaff(before.Leave(a))
	if gone && old.Deputy.ID != a.Deputy.ID {
		if err := t.relieve(old, before); err != nil {
			return err
		}
	}
	if err := t.tellDeputy(a); err != nil {
		return err
	}
	return t.passOn(before)
}

// tellDeputy tells who stands in that they do, for whom and until when.
func (t *turn) tellDeputy(a space.Absence) error {
	if a.Deputy.ID == 0 {
		return nil
	}
	say, err := t.speakers([]int64{a.Deputy.ID})
	theirs := say[a.Deputy.ID]
	t.out(chat.Out{Kind: chat.Menu, Chat: a.Deputy.ID, Commands: t.hintsFor(theirs, a.Deputy.ID)})
	t.out(chat.Out{Kind: chat.Say, Chat: a.Deputy.ID,
		Text:     theirs.T("away.told_deputy", "Who", linked(a.Who), "Until", t.backAt(theirs, a), "What", t.scope(theirs, a.Who.ID)),
		Keyboard: chat.Keyboard{}.Row(button(theirs.Plain("menu.queue"), verbMenu, t.point.ID, 0, "queue"))})
	return err
}

// tellBereft tells those who are away that who stood in for them does no more,
// being no admin now.
func (t *turn) tellBereft(deputy space.Party, before space.Staff) error {
	for _, a := range before.Away {
		if a.Deputy.ID != deputy.ID || !t.now.Before(a.Until) {
			continue
		}
		say, err := t.speakers([]int64{a.Who.ID})
		if err != nil {
			return err
		}
		t.out(chat.Out{Kind: chat.Say, Chat: a.Who.ID, Text: say[a.Who.ID].T("away.deputy_gone", "Who", deputy.Name)})
	}
	return nil
}

// scope says what somebody decides about: all, or their rooms.
func (t *turn) scope(say lang.Speaker, person int64) string {
	if slices.Contains(t.staff(), person) {
		return say.Plain("away.scope_all")
	}
	names := ""
	for _, room := range t.point.Rooms {
		if slices.Contains(room.Approvers, person) {
			if names != "" {
				names += say.Plain("card.comma")
			}
			names += room.Name.In(string(say.Tag()))
		}
	}
	return names
}

// relieve tells who stood in that they do no more, and takes the buttons off
// what they can no longer decide.
func (t *turn) relieve(a space.Absence, before space.Staff) error {
	if a.Deputy.ID == 0 {
		return nil
	}
	say, err := t.speakers([]int64{a.Deputy.ID})
	if err != nil {
		return err
	}
	theirs := say[a.Deputy.ID]
	t.out(chat.Out{Kind: chat.Menu, Chat: a.Deputy.ID, Commands: t.hintsFor(theirs, a.Deputy.ID)})
	t.out(chat.Out{Kind: chat.Say, Chat: a.Deputy.ID, Text: theirs.T("away.relieved", "Who", a.Who.Name)})
	waiting, err := t.waiting()
	for _, b := range waiting {
		room := b.DecidedRoom()
		if before.May(t.point, a.Deputy.ID, room, t.now) && !t.known.Staff.May(t.point, a.Deputy.ID, room, t.now) {
			t.out(chat.Out{Kind: chat.Undress, Chat: a.Deputy.ID, Panel: waitingPanel(b)})
		}
	}
	return err
}

// waitingPanel is the card of what waits: a request's, or that of its series
// where all its dates wait together.
func waitingPanel(b space.Booking) string {
	if b.Joint() {
		return chat.SeriesPanel(b.Series)
	}
	return chat.RequestPanel(b.ID)
}

// passOn shows what waits to those who are asked about it from now on, the
// oldest first, in the messages that a decision will edit.
func (t *turn) passOn(before space.Staff) error {
	waiting, err := t.waiting()
	if err != nil {
		return err
	}
	shown := 0
	for _, b := range waiting {
		people := t.known.Staff.Newcomers(t.point, b, before, t.now)
		if len(people) == 0 {
			continue
		}
		if shown++; shown > cardsAtOnce {
			return nil
		}
		if err := t.showTo(people, b); err != nil {
			return err
		}
	}
	return nil
}

// showTo shows a request, or the series that waits as one, to people, anew.
func (t *turn) showTo(people []int64, b space.Booking) error {
	if b.Joint() {
		s, ok, err := t.db.Series(t.ctx, b.Series)
		if err != nil || !ok {
			return err
		}
		dates, err := t.db.DatesOf(t.ctx, b.Series)
		if err != nil {
			return err
		}
		return t.showSeriesTo(people, s, dates, true)
	}
	f, err := t.facts(b)
	if err != nil {
		return err
	}
	say, err := t.speakers(people)
	for _, id := range people {
		text, keyboard := t.requestCard(say[id], b, f, "")
		t.out(chat.Out{Kind: chat.Say, Chat: id, Panel: chat.RequestPanel(b.ID), Fresh: true, Text: text, Keyboard: keyboard})
	}
	return err
}
