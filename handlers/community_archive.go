package handlers

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// estate is what a community that is to be archived has.
type estate struct {
	ahead   []space.Booking // can still be cancelled
	running []space.Booking
	wishes  []space.Wish
}

func (t *turn) estate(c space.Community) (estate, error) {
	coming, err := t.comingIn(c)
	if err != nil {
		return estate{}, err
	}
	var e estate
	for _, b := range coming {
		if b.Start.After(t.now) {
			e.ahead = append(e.ahead, b)
		} else {
			e.running = append(e.running, b)
		}
	}
	e.wishes, err = t.db.WishesIn(t.ctx, c.ID, t.now)
	return e, err
}

// sum is a number of it all as it is now: what an admin saw is what is done.
func (e estate) sum() string {
	h := fnv.New32a()
	for _, b := range e.ahead {
		fmt.Fprintf(h, "%s %d,", b.ID, b.Version)
	}
	for _, w := range e.wishes {
		fmt.Fprintf(h, ";%s %d", w.ID, w.Version)
	}
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

// askArchive shows what lies ahead, a page of it, and asks what becomes of it.
func (t *turn) askArchive(c space.Community, page, where string) error {
	e, err := t.estate(c)
	if err != nil {
		return err
	}
	text := t.say.T("community.ask_archive", "Name", c.Name)
	if len(e.ahead) > 0 {
		ahead, _, _ := struckFrom(e.ahead, pageOf(page))
		text += "\n\n" + t.say.T("community.ahead", "Count", len(e.ahead)) + listed(t.say, ahead, struckShown, t.eventLine)
	}
	if len(e.wishes) > 0 {
		text += "\n\n" + t.say.T("community.waiting", "Count", len(e.wishes))
	}
	where = orActive(where)
	k := t.archiveButtons(c, e, pageOf(page), where)
	t.panel(overseePanel, text, k.Row(overButton(t.say, "house.change_nothing", c, "card", where)))
	return nil
}

// archiveButtons are what can be done with what lies ahead.
func (t *turn) archiveButtons(c space.Community, e estate, page int, where string) chat.Keyboard {
	if len(e.ahead) == 0 {
		return chat.Keyboard{}.Row(styled(overButton(t.say, "community.archive_do", c, "keep="+e.sum(), where), chat.Danger))
	}
	item := func(key, arg string) chat.Button {
		return overNamed(t.say.Plain(key, "Count", len(e.ahead)), c, arg, where)
	}
	turn := func(text string, page int) chat.Button {
		return overNamed(text, c, "arch="+strconv.Itoa(page), where)
	}
	return chat.Keyboard{}.Row(t.pager(e.ahead, page, turn)...).Row(item("community.archive_keep", "keep="+e.sum())).
		Row(styled(item("community.archive_cancel", "off="+e.sum()), chat.Danger))
}

// orActive is where in the list to come back to, the beginning for what stood
// outside of it.
func orActive(where string) string {
	if where == "" {
		return placeAt(communityFilters()[0], 0)
	}
	return where
}

func (t *turn) archiveKeeping(c space.Community, sum, where string) error {
	return t.archive(c, sum, where, false)
}

func (t *turn) archiveCancelling(c space.Community, sum, where string) error {
	return t.archive(c, sum, where, true)
}

// archive ends a community for now: it books no more, gets no digests, and
// leaves the queue. What it has booked is kept or cancelled.
func (t *turn) archive(c space.Community, sum, where string, cancel bool) error {
	e, err := t.estate(c)
	if err != nil {
		return err
	}
	if e.sum() != sum {
		t.toast(t.say.Plain("community.redrawn"))
		return t.askArchive(c, "", where)
	}
	after := t.changeCommunity(c, c.Judged(space.CommunityArchived, t.who.Party(), "", t.now))
	if err := t.endWishes(e.wishes); err != nil {
		return err
	}
	key := "community.told_archived"
	if cancel && len(e.ahead) > 0 {
		key = "community.told_archived_cancelled"
		if err := t.cancelAhead(e.ahead, c.Name); err != nil {
			return err
		}
	}
	t.toast(t.say.Plain("community.archived"))
	count := len(e.ahead)
	if err := t.tellCoLeads(after, key, "Count", count); err != nil {
		return err
	}
	if err := t.tellOverseers(after, key, "Count", count); err != nil {
		return err
	}
	return t.showOverseen(after, where, t.archivedNote(cancel, count))
}

func (t *turn) archivedNote(cancelled bool, count int) string {
	switch {
	case count == 0:
		return ""
	case cancelled:
		return t.say.T("house.cancelled", "Count", count)
	}
	return t.say.T("house.kept", "Count", count)
}

// endWishes takes a community's wishes out of the queue; what was offered is
// offered to the next.
func (t *turn) endWishes(wishes []space.Wish) error {
	var who []int64
	for _, w := range wishes {
		who = append(who, w.Resident.ID)
	}
	say, err := t.speakers(space.OnceEach(who))
	for _, w := range wishes {
		t.write.Wishes = append(t.write.Wishes, store.WishChange{Before: &w, After: w.Ended(space.WishLeft)})
		text := say[w.Resident.ID].T("community.wish_over", "Title", shorten(w.Title, titleShown))
		t.out(chat.Out{Kind: chat.Say, Chat: w.Resident.ID, Panel: chat.WishPanel(w.ID), Text: text})
	}
	return err
}

// cancelAhead ends what a community has booked and tells the residents.
func (t *turn) cancelAhead(all []space.Booking, name string) error {
	for _, b := range all {
		to := space.Cancelled
		if b.State.Waits() {
			to = space.Declined
		}
		after := b
		after.Proposed = nil
		after = t.decided(b, after, to, space.ReasonArchived)
		if err := t.tellArchived(after, name); err != nil {
			return err
		}
		if b.Series == "" && len(b.Messenger) > 0 {
			if err := t.showAdmins(after, false); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *turn) tellArchived(b space.Booking, name string) error {
	all, err := t.speakers([]int64{b.Resident.ID})
	say := all[b.Resident.ID]
	text := say.T("community.struck", "Name", name) + "\n\n" + bookingLines(say, t.point, t.now, b) + decisionLine(say, t.point, t.now, b)
	t.out(chat.Out{Kind: chat.Say, Chat: b.Resident.ID, Panel: chat.OwnPanel(b.ID), Fresh: true, Text: text})
	return err
}

// revive makes an archived community active again.
func (t *turn) revive(c space.Community, _, where string) error {
	after := t.changeCommunity(c, c.Judged(space.CommunityActive, t.who.Party(), "", t.now))
	t.toast(t.say.Plain("community.revived"))
	if err := t.tellCoLeads(after, "community.told_revived"); err != nil {
		return err
	}
	if err := t.tellOverseers(after, "community.told_revived"); err != nil {
		return err
	}
	return t.showOverseen(after, where, "")
}

// active are those of the communities that book.
func active(all []space.Community) []space.Community {
	return slices.DeleteFunc(slices.Clone(all), func(c space.Community) bool { return !c.Active() })
}

// idle are the others.
func idle(all []space.Community) []space.Community {
	return slices.DeleteFunc(slices.Clone(all), space.Community.Active)
}

// remarkIdle says to who leads none but archived communities that these book
// nothing.
func (b *booker) remarkIdle() {
	for _, c := range b.idle {
		if c.State == space.CommunityArchived {
			b.remark(b.say.T("community.books_not", "Name", c.Name))
			return
		}
	}
}

// standBehind makes the commit depend on the draft's community: who reads it
// here must find it so where it is written.
func (b *booker) standBehind() {
	for _, c := range b.own {
		if c.ID == *b.Community {
			b.write.Whose = append(b.write.Whose, c)
		}
	}
}

// lostText says why a draft's community cannot book any more.
func (b *booker) lostText(id string) string {
	for _, c := range b.idle {
		if c.ID == id {
			return b.say.T("community.asleep." + c.Standing().String())
		}
	}
	return b.say.T("book.lost_community")
}
