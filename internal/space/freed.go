package space

// Frees returns what a booking gives to others that gives up a slot with so
// many people: the slot, and where the building was too full for an event in
// another room, that room's time too. The view is of the time after it.
func (v View) Frees(s Slot, heads int) []Slot {
	freed := []Slot{s}
	before := v.Most(s) + heads
	for _, room := range v.Rooms {
		if room.ID != s.Room && before+room.Seats > v.Headcount {
			freed = append(freed, Slot{Room: room.ID, Start: s.Start, End: s.End})
		}
	}
	return freed
}
