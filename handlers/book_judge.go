package handlers

import (
	"slices"

	"samovar/internal/space"
	"samovar/internal/store"
)

// judge says what stands against the draft as it is, in a room that it returns.
func (b *booker) judge() (space.Room, *space.Refusal, error) {
	room, _ := b.point.Room(b.Room)
	if b.unmoved() {
		return room, nil, nil
	}
	start, end := b.when()
	v, err := b.viewAround(b.point.Reachable(start, b.now))
	if err != nil {
		return room, nil, err
	}
	var refusal *space.Refusal
	if b.Room == "" {
		room, refusal = v.RoomFor(start, end, b.what())
	} else {
		refusal = v.Judge(space.Slot{Room: b.Room, Start: start, End: end}, b.what())
	}
	if refusal != nil {
		return room, refusal, nil
	}
	refusal, err = b.overQuota(space.Slot{Room: room.ID, Start: start, End: end})
	return room, refusal, err
}

// overQuota says whether the slot would be more than the share of who the
// event belongs to. What a booking has already it keeps.
func (b *booker) overQuota(s space.Slot) (*space.Refusal, error) {
	within, err := b.quota()
	if err != nil || within == nil {
		return nil, err
	}
	if hit := within(s); hit != nil {
		return &space.Refusal{Reason: space.OverQuota, Hit: hit}, nil
	}
	return nil, nil
}

// withinQuota keeps the slots that are no more than a share.
func (b *booker) withinQuota(slots []space.Slot) ([]space.Slot, error) {
	within, err := b.quota()
	if err != nil || within == nil {
		return slots, err
	}
	return slices.DeleteFunc(slots, func(s space.Slot) bool { return within(s) != nil }), nil
}

// quota returns what measures slots by the quotas of the Point, nil where it
// has none.
func (b *booker) quota() (func(space.Slot) *space.Hit, error) {
	policy := b.point.Policy
	if policy.Quota.None() {
		return nil, nil
	}
	holder := space.Booking{Community: *b.Community, Resident: b.who.Party()}
	if b.of != nil {
		holder = *b.of
	}
	has, err := b.shareOf(holder.Holder())
	if b.of != nil {
		has = b.point.StandingWithout(has, *b.of)
	}
	return func(s space.Slot) *space.Hit {
		if b.of != nil && b.of.Covers(s) {
			return nil
		}
		return policy.Quota.Hit(b.point, s, has, b.now)
	}, err
}

// shareOf is what a holder has. Quotas are judged by it: if it grows before this
// turn is written, all is judged anew.
func (t *turn) shareOf(holder string) (space.Standing, error) {
	shares, err := t.db.Shares(t.ctx, store.Change{}, []string{holder}, t.point.Policy, t.now)
	if err == nil {
		t.write.Shares = append(t.write.Shares, shares[holder])
	}
	return shares[holder].Standing, err
}
