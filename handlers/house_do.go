package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// carryOut changes the house, and what it strikes, by one commit: it holds only
// if nothing else got hold of the rooms meanwhile. What frees is promoted under
// the house as it will be.
func (k *keeper) carryOut(i impact, keep bool) error {
	if err := k.forgetKept(&i.house); err != nil {
		return err
	}
	if keep {
		for _, b := range i.hit {
			i.house.Kept = append(i.house.Kept, b.ID)
		}
	}
	k.write.House, k.write.Seen = &i.house, &i.holding.Seen
	k.under(i.house)
	for _, do := range []func(impact, bool) error{k.strikeBookings, k.strikeChanges, k.strikeWishes, k.openDays, k.tellStaff} {
		if err := do(i, keep); err != nil {
			return err
		}
	}
	k.expectOthers(i)
	k.finish(k.receipt(i, keep), chat.Keyboard{}.Row(k.houseButton(k.say)))
	return nil
}

// forgetKept drops those of the bookings once kept that are over.
func (k *keeper) forgetKept(h *space.House) error {
	kept, err := k.db.Bookings(k.ctx, h.Kept)
	h.Kept = nil
	for _, b := range kept {
		if b.State.Holds() {
			h.Kept = append(h.Kept, b.ID)
		}
	}
	return err
}

// expectOthers makes the commit depend on the bookings that were read and are
// not written: one that grew meanwhile may not fit any more.
func (k *keeper) expectOthers(i impact) {
	for _, b := range i.holding.Bookings {
		written := func(c store.BookingChange) bool { return c.After.ID == b.ID }
		if !slices.ContainsFunc(k.write.Bookings, written) {
			k.write.Expect = append(k.write.Expect, b)
		}
	}
}

// strikeBookings ends the bookings that the house cannot hold any more, and
// offers their people other times.
func (k *keeper) strikeBookings(i impact, keep bool) error {
	if keep || len(i.hit) == 0 {
		return nil
	}
	v, err := k.viewOf(i)
	if err != nil {
		return err
	}
	for _, b := range i.hit {
		to := space.Cancelled
		if b.State.Waits() {
			to = space.Declined
		}
		after := b
		after.Proposed = nil
		after = k.decided(b, after, to, k.reason(i.before.Hits(i.after, b.Slot, b.Headcount)))
		want := b.Slot
		want.Start = k.point.Reachable(b.Start, k.now)
		want.End = want.Start.Add(b.Length())
		if err := k.tellStruck(after, space.InOrder(v.Alternatives(want, b.Event, 3))); err != nil {
			return err
		}
		if err := k.tellLeads(after); err != nil {
			return err
		}
	}
	return nil
}

// viewOf loads all that alternatives to what is struck are looked for in.
func (k *keeper) viewOf(i impact) (space.View, error) {
	first, last := i.hit[0].Start, i.hit[0].Start
	for _, b := range i.hit {
		if b.Start.After(last) {
			last = b.Start
		}
	}
	return k.view(k.point.Reachable(first, k.now).Add(-aroundDays), k.point.Reachable(last, k.now).Add(aroundDays))
}

// strikeChanges answers the changes that want what cannot be had any more: the
// bookings stay as they are.
func (k *keeper) strikeChanges(i impact, _ bool) error {
	for _, b := range i.moving {
		ended := func(c store.BookingChange) bool { return c.After.ID == b.ID }
		if slices.ContainsFunc(k.write.Bookings, ended) {
			continue
		}
		reason := k.reason(i.before.Hits(i.after, b.Change.Slot, b.Change.Headcount))
		after := b.Unchanged(space.Declined, k.who.Party(), reason, k.now)
		k.write.Bookings = append(k.write.Bookings, store.BookingChange{Before: &b, After: after})
		after.Version++
		if err := k.tellOthers("change.refused", after); err != nil {
			return err
		}
		if len(after.Messenger) == 0 {
			continue
		}
		if err := k.showAdmins(after, false); err != nil {
			return err
		}
	}
	return nil
}

// strikeWishes takes back the offers that the house cannot keep, and ends the
// wishes that wait in vain from now on.
func (k *keeper) strikeWishes(i impact, _ bool) error {
	for _, w := range i.offers {
		after := w.Recalled()
		if after.Check(i.after, k.now) != nil {
			after = w.Ended(space.WishLapsed)
		}
		if err := k.strikeWish(w, after, i.before.Hits(i.after, w.Offer.Slot, w.Headcount)); err != nil {
			return err
		}
	}
	for _, w := range i.vain {
		if err := k.strikeWish(w, w.Ended(space.WishLapsed), w.Check(i.after, k.now)); err != nil {
			return err
		}
	}
	return nil
}

func (k *keeper) strikeWish(before, after space.Wish, why *space.Refusal) error {
	k.write.Wishes = append(k.write.Wishes, store.WishChange{Before: &before, After: after})
	return k.tellWaiting(after, why)
}

// openDays offers what the change opens to those who wait for it.
func (k *keeper) openDays(i impact, _ bool) error {
	for _, day := range i.opened {
		if err := k.line().Open(k.ctx, &k.write, day, k.now); err != nil {
			return err
		}
	}
	return nil
}
