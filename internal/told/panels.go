package told

import (
	"context"
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// panel is a message about a booking in somebody's chat. Not everybody has
// every one: an edit of what is not there does nothing.
type panel struct {
	chat int64
	name string
}

// panels are those that a booking can have had by now.
func (t Told) panels(ctx context.Context, b space.Booking, now time.Time) ([]panel, error) {
	found := []panel{{b.Resident.ID, chat.OwnPanel(b.ID)}, {b.Resident.ID, chat.Receipt(b.ID)}}
	leads, err := t.leads(ctx, b)
	if err != nil {
		return nil, err
	}
	for _, id := range leads {
		found = append(found, panel{id, chat.LeadPanel(b.ID)})
	}
	staff, err := t.Store.Staff(ctx)
	for _, id := range b.Messenger {
		if staff.May(t.Point, id, b.Room, now) { // who no longer decides is told nothing
			found = append(found, panel{id, chat.RequestPanel(b.ID)})
		}
	}
	for _, id := range space.OnceEach(slices.Concat([]int64{b.Resident.ID}, leads, staff.Admins(t.Point))) {
		for _, name := range t.questions(b, now) {
			found = append(found, panel{id, name})
		}
	}
	return found, err
}

func (t Told) leads(ctx context.Context, b space.Booking) ([]int64, error) {
	if b.Community == "" {
		return nil, nil
	}
	c, _, err := t.Store.Community(ctx, b.Community)
	return c.Leads, err
}

// questions are the panels of what was asked about the booking by now.
func (t Told) questions(b space.Booking, now time.Time) []string {
	var names []string
	if slices.ContainsFunc(t.Point.Questions(b.Room), func(lead time.Duration) bool { return !now.Before(b.Start.Add(-lead)) }) {
		names = append(names, chat.StillPanel(b.ID))
	}
	if t.Point.NoShowAfter > 0 && b.State == space.Running {
		names = append(names, chat.DoorPanel(b.ID))
	}
	return names
}

// readers are those whose panels they are.
func readers(panels []panel) []int64 {
	ids := make([]int64, len(panels))
	for i, p := range panels {
		ids[i] = p.chat
	}
	return space.OnceEach(ids)
}

// Speakers are how to talk to people, each in their own language; strangers
// are spoken to in Russian.
func (t Told) Speakers(ctx context.Context, ids []int64) (map[int64]lang.Speaker, error) {
	say := map[int64]lang.Speaker{}
	for _, id := range ids {
		say[id] = t.Texts.In(lang.Russian)
	}
	people, err := t.Store.People(ctx, ids)
	for _, p := range people {
		say[p.ID] = t.Texts.In(lang.Of(p.Language))
	}
	return say, err
}
