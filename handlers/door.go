package handlers

import (
	"slices"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// atDoor answers the code at a room's door: who answers for the event that is
// on there checks it in, all others see what is on.
func (t *turn) atDoor(door string) error {
	if len(t.Points) > 1 && len(t.write.People) > 0 {
		t.reply(t.say.T("door.again"), t.menu()) // they are being introduced, perhaps to another Point
		return nil
	}
	room, ok, err := t.behind(door)
	if err != nil {
		return err
	}
	if !ok {
		t.reply(t.say.T("door.unknown"), t.menu())
		return nil
	}
	b, found, err := t.onIn(room)
	if err != nil {
		return err
	}
	name := room.Name.In(string(t.say.Tag()))
	if !found {
		t.reply(t.say.T("door.quiet", "Room", name), t.menu())
		return nil
	}
	people, err := t.answering(b)
	switch {
	case err != nil:
		return err
	case slices.Contains(people, t.who.ID):
		t.welcomeAtDoor(b)
	default:
		t.showOn(b, name)
	}
	return nil
}

// behind finds the room of a door's link: "room", or "point-room" where there
// are several Points, and goes to that Point.
func (t *turn) behind(door string) (space.Room, bool, error) {
	id, many := "", false
	if id, door, many = strings.Cut(door, "-"); !many {
		room, ok := t.point.Room(id)
		return room, ok, nil
	}
	for _, p := range t.Points {
		room, ok := p.Room(door)
		if p.ID != id || !ok {
			continue
		}
		if p != t.point {
			return room, true, t.visit(p)
		}
		return room, true, nil
	}
	return space.Room{}, false, nil
}

// visit answers this one event at another Point than the person's own.
func (t *turn) visit(p *space.Point) error {
	if err := t.enter(p); err != nil {
		return err
	}
	if t.known.Handled {
		return store.ErrHandled
	}
	return nil
}

// onIn returns the booking that people in front of a room come for: the one
// that runs, or else the next to begin.
func (t *turn) onIn(room space.Room) (space.Booking, bool, error) {
	all, err := t.db.Scheduled(t.ctx, []string{room.ID}, t.now, t.now.Add(space.Early+1))
	all = slices.DeleteFunc(all, func(b space.Booking) bool { return !b.AtDoor(t.now) })
	if err != nil || len(all) == 0 {
		return space.Booking{}, false, err
	}
	return slices.MinFunc(all, func(a, b space.Booking) int { return a.Start.Compare(b.Start) }), true, nil
}

// welcomeAtDoor asks who answers for the event whether it has begun.
func (t *turn) welcomeAtDoor(b space.Booking) {
	text, k := t.say.T("door.ask")+"\n\n"+bookingLines(t.say, t.point, t.now, b), chat.Keyboard{}
	if b.CheckedIn() {
		text, k = t.doorText(t.say, b), openOwn(t.say, t.who.ID, b)
	} else {
		k = k.Row(styled(t.doorButton(b, "door.begun", chat.DoorBegun), chat.Success), t.doorButton(b, "door.off", chat.DoorOff))
	}
	t.panelAnew(chat.DoorPanel(b.ID), true, text, k)
}

// showOn tells a guest what is on; of a closed event only when it ends.
func (t *turn) showOn(b space.Booking, room string) {
	if !b.Open {
		t.reply(t.say.T("door.closed_event", "Room", room, "When", t.span(b.Slot)), t.menu())
		return
	}
	t.reply(t.say.T("door.on", "Room", room, "Title", shorten(b.Title, titleShown), "When", t.span(b.Slot)), t.menu())
}
