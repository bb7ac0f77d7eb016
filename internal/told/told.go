// Package told keeps true what people were told of a booking: when it ends
// before its time, or moves, the messages about it that the same commit does
// not draw anew say how it stands now. What people are told aloud belongs to
// whoever decides; here stands only what presses and the clock say alike.
package told

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// Told is what people of one Point were told.
type Told struct {
	Point *space.Point
	Store *store.Point
	Texts *lang.Texts

	Lane     chat.Lane // of the edits
	Occasion string    // likewise, where there is one
}

// Correct adds to a change the edits of what it makes untrue, and takes back what
// waits to be said of that.
func (t Told) Correct(ctx context.Context, c *store.Change, now time.Time) error {
	for _, b := range c.Bookings {
		if !outdated(b) {
			continue
		}
		if err := t.correct(ctx, c, *b.Before, b.After, now); err != nil {
			return fmt.Errorf("correct what was told of %s: %w", b.After.ID, err)
		}
	}
	return nil
}

// outdated says whether what was told of a booking is no longer so: it is over
// without having taken place, or is elsewhere.
func outdated(c store.BookingChange) bool {
	if c.Before == nil {
		return false
	}
	was, is := c.Before.Slot, c.After.Slot
	moved := was.Room != is.Room || !was.Start.Equal(is.Start) || !was.End.Equal(is.End)
	return moved || c.Before.State.Holds() && !c.After.State.Holds() && c.After.State != space.Done
}

func (t Told) correct(ctx context.Context, c *store.Change, before, after space.Booking, now time.Time) error {
	panels, err := t.panels(ctx, before, now)
	if err != nil {
		return err
	}
	for _, id := range readers(panels) {
		c.Unsaid = append(c.Unsaid, store.Unsaid{Chat: id, About: before.ID})
	}
	say, err := t.Speakers(ctx, readers(panels))
	for _, p := range panels {
		t.amend(c, p, t.truth(say[p.chat], after, now))
	}
	return err
}

// amend sees to it that a panel says the text: unless it is drawn in place
// anyway. Of one that is sent anew it is the message before that says so.
func (t Told) amend(c *store.Change, p panel, text string) {
	i := slices.IndexFunc(c.Outs, func(o chat.Out) bool { return o.Chat == p.chat && o.Panel == p.name })
	switch {
	case i < 0:
		c.Outs = append(c.Outs, chat.Out{Kind: chat.Undress, Chat: p.chat, Lane: t.Lane, Occasion: t.Occasion, Panel: p.name, Text: text})
	case c.Outs[i].Fresh:
		c.Outs[i].Former = text
	}
}

// truth is how a booking stands now, in a few lines.
func (t Told) truth(say lang.Speaker, b space.Booking, now time.Time) string {
	zone := t.Point.Zone
	return strings.Join([]string{
		say.T("my.state", "State", say.Plain("state."+b.State.String())),
		say.T("card.title", "Title", b.Title),
		say.T("card.when", "When", say.SpanFrom(now.In(zone), b.Start.In(zone), b.End.In(zone))),
		say.T("card.where", "Room", t.Point.RoomName(b.Room, string(say.Tag()))),
	}, "\n")
}
