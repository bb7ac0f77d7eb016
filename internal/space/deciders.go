package space

import (
	"slices"
	"time"
)

// Who decides, in one place. Two questions are asked of it: to whom a request
// is shown (Deciders, OnDuty), which absences move from one to another, and who
// may decide (May, IsAdmin), which absences only add to: who is away may still
// decide when they look, and their deputy may until they are back.

// Deciders returns who is asked about what wants the room, now: its approvers
// where it has any, else the admins. Deputies stand for who is away. Where no
// approver is there, the admins are asked.
func (s Staff) Deciders(p *Point, room string, now time.Time) []int64 {
	if there := s.present(p.approvers(room), now); len(there) > 0 {
		return there
	}
	return s.OnDuty(p, now)
}

// OnDuty returns who is asked what admins are asked, now. Where nobody is
// there, it is those who are away: rather they than nobody.
func (s Staff) OnDuty(p *Point, now time.Time) []int64 {
	admins := s.Admins(p)
	if there := s.present(admins, now); len(there) > 0 {
		return there
	}
	return admins
}

// Reminded returns who is reminded of a request that nobody decided: who was
// asked, and the admins, who run the house.
func (s Staff) Reminded(p *Point, room string, now time.Time) []int64 {
	return OnceEach(append(s.Deciders(p, room, now), s.OnDuty(p, now)...))
}

// IsAdmin says whether the person has the rights of an admin now, as one or as
// the deputy of one.
func (s Staff) IsAdmin(p *Point, person int64, now time.Time) bool {
	return containsAny(s.Admins(p), s.voices(person, now))
}

// May says whether the person may decide about what wants the room, now.
func (s Staff) May(p *Point, person int64, room string, now time.Time) bool {
	return s.IsAdmin(p, person, now) || containsAny(p.approvers(room), s.voices(person, now))
}

// Serves says whether the person may decide about anything, now.
func (s Staff) Serves(p *Point, person int64, now time.Time) bool {
	return s.IsAdmin(p, person, now) || slices.ContainsFunc(p.Rooms, func(r Room) bool { return s.May(p, person, r.ID, now) })
}

// IsStaff says whether the person decides about anything by their own right:
// an admin, or the approver of a room.
func (s Staff) IsStaff(p *Point, person int64) bool {
	return slices.Contains(s.Admins(p), person) || slices.Contains(p.Approvers(), person)
}

// Manned says whether somebody is there, now, to decide about every room.
func (s Staff) Manned(p *Point, now time.Time) bool {
	if admins := s.Admins(p); len(admins) > 0 {
		return len(s.present(admins, now)) > 0
	}
	return !slices.ContainsFunc(p.Rooms, func(r Room) bool {
		return len(r.Approvers) > 0 && len(s.present(r.Approvers, now)) == 0
	})
}

// CardHolders are those who have a card of the booking, now: who decide still,
// and who are to see no more of it, because they do not or because they are
// away. Who stands in for somebody has had what waited from the beginning.
func (s Staff) CardHolders(p *Point, b Booking, now time.Time) (present, former []int64) {
	return s.Holders(p, b.Messenger, []Booking{b}, now)
}

// Holders are those who have one card of several bookings, which was given to
// some.
func (s Staff) Holders(p *Point, given []int64, all []Booking, now time.Time) (present, former []int64) {
	holders := slices.Clone(given)
	for _, b := range all {
		holders = append(holders, s.standIns(p, b.DecidedRoom(), now)...)
	}
	for _, id := range OnceEach(holders) {
		if s.IsAway(id, now) || !s.Serves(p, id, now) {
			former = append(former, id)
		} else {
			present = append(present, id)
		}
	}
	return present, former
}

// standIns are who is asked about a room only because somebody is away.
func (s Staff) standIns(p *Point, room string, now time.Time) []int64 {
	regular := p.approvers(room)
	if len(regular) == 0 {
		regular = s.Admins(p)
	}
	return slices.DeleteFunc(s.Deciders(p, room, now), func(id int64) bool { return slices.Contains(regular, id) })
}

// DecidedRoom is the room that is decided about: the one the booking is to move
// to, while that waits, else its own.
func (b Booking) DecidedRoom() string {
	if b.Asks() {
		return b.Change.Room
	}
	return b.Room
}

// Approvers returns the approvers of all rooms.
func (p *Point) Approvers() []int64 {
	var all []int64
	for _, r := range p.Rooms {
		all = append(all, r.Approvers...)
	}
	return OnceEach(all)
}

func (p *Point) approvers(room string) []int64 {
	r, _ := p.Room(room)
	return r.Approvers
}

// present are those of the people who are there, and who stands in for the
// others.
func (s Staff) present(people []int64, now time.Time) []int64 {
	var there []int64
	for _, id := range people {
		if id = s.standIn(id, now); id != 0 {
			there = append(there, id)
		}
	}
	return OnceEach(there)
}

// standIn follows from who is away to their deputy, and on where that one is
// away as well; 0 where it ends with the others, or runs in a circle.
func (s Staff) standIn(person int64, now time.Time) int64 {
	for range len(s.Away) + 1 {
		a, away := s.AwayAt(person, now)
		if !away {
			return person
		}
		person = a.Deputy.ID
	}
	return 0
}

// voices are the person and all they stand in for, directly or as the deputy of
// a deputy.
func (s Staff) voices(person int64, now time.Time) []int64 {
	all := []int64{person}
	for i := 0; i < len(all); i++ {
		for _, a := range s.Away {
			if a.Deputy.ID != 0 && a.Deputy.ID == all[i] && now.Before(a.Until) && !slices.Contains(all, a.Who.ID) {
				all = append(all, a.Who.ID)
			}
		}
	}
	return all
}

func containsAny(list, of []int64) bool {
	return slices.ContainsFunc(of, func(id int64) bool { return slices.Contains(list, id) })
}
