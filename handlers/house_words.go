package handlers

import (
	"strings"

	"samovar/internal/lang"
	"samovar/internal/space"
)

// closeHouse begins to close a room or the whole house for some days; words
// after the command fill in what they can.
func (t *turn) closeHouse() error {
	k := t.newKeeper(houseClose)
	if t.event.Text == "" {
		return k.advance()
	}
	c := lang.ReadClosing(t.event.Text, t.local(t.now), t.say.Tag(), t.vocabulary())
	k.noteTroubles(c.Troubles)
	switch {
	case c.Unknown != "":
		k.remark(k.say.T("house.unknown_room", "Words", shorten(c.Unknown, 60), "Rooms", strings.Join(k.roomNames(), k.say.Plain("card.comma"))))
	case c.Room != "":
		k.Room = &c.Room
	case c.House || c.First != (lang.Date{}):
		whole := ""
		k.Room = &whole
	}
	k.First, k.Last = space.Date(c.First), space.Date(c.Last)
	if reason := clean(c.Reason); c.First != (lang.Date{}) || reason != "" {
		reason = shorten(reason, longestWhy)
		k.Reason = &reason
	}
	return k.advance()
}

// changeHours begins to change the opening hours likewise.
func (t *turn) changeHours() error {
	k := t.newKeeper(houseHours)
	if t.event.Text != "" {
		k.readHours(lang.ReadOpening(t.event.Text, t.local(t.now), t.say.Tag()))
	}
	return k.advance()
}

// readHours takes what words say of opening hours.
func (k *keeper) readHours(o lang.Opening) {
	for _, trouble := range o.Troubles {
		if trouble.Kind == lang.NoSuchClock {
			k.remark(k.say.T("house.refused.bad_hours"))
		} else {
			k.noteTroubles([]lang.Trouble{trouble})
		}
	}
	if len(o.Days) > 0 {
		days := space.On(o.Days...)
		k.Days = &days
	}
	if o.Said {
		k.Hours = &space.Hours{Open: int(o.Open), Close: int(o.Close)}
	}
	if o.From != (lang.Date{}) {
		k.First = space.Date(o.From)
	}
}

// changeSeats begins to change how many seats a room has likewise.
func (t *turn) changeSeats() error {
	k := t.newKeeper(houseSeats)
	if t.event.Text != "" {
		room, seats := lang.ReadSeats(t.event.Text, t.vocabulary())
		if room != "" {
			k.Room = &room
		} else {
			k.remark(k.say.T("house.which_room"))
		}
		k.Seats = seats
	}
	return k.advance()
}

// roomNames are what the rooms are called.
func (k *keeper) roomNames() []string {
	var names []string
	for _, room := range k.point.Rooms {
		names = append(names, roomName(k.say, k.point, room.ID))
	}
	return names
}
