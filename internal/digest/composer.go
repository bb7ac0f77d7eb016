// Package digest composes the weekly digests of a Point: it reads what they
// have in common once, lets package space plan each for its reader, and words
// it, page by page. When they are sent, and what their buttons do, is for
// others: the clock sends the first page, a press turns it.
package digest

import (
	"context"
	"fmt"
	"slices"
	"time"

	"samovar/internal/lang"
	"samovar/internal/queue"
	"samovar/internal/space"
	"samovar/internal/store"
)

// Composer composes digests as of one moment.
type Composer struct {
	Point *space.Point
	Store *store.Point
	Texts *lang.Texts
	Now   time.Time
	// Instead are bookings as they will be: the write that changes them is on
	// its way.
	Instead []space.Booking

	week *week // read when the first digest needs it
}

// Reader is whom a digest is for.
type Reader struct {
	space.DigestReader
	Name  string // of the community; "" for a person's own
	Group bool   // whether it is read by many, who write to the bot elsewhere
	Brief bool   // whether only what is theirs is told: another digest tells them the rest
}

// OfCommunity is a community as a reader.
func OfCommunity(c space.Community, group bool) Reader {
	return Reader{space.DigestReader{Community: c.ID, Settings: c.Settings}, c.Name, group, false}
}

// OfPerson is a person as a reader.
func OfPerson(p space.Person) Reader {
	return Reader{DigestReader: space.DigestReader{Person: p.ID, Settings: p.Settings}}
}

// Panel is the name of the message that holds a digest, by its subject: that of
// its Due.
func Panel(subject string) string { return "digest:" + subject }

// Subject names the reader as the Due of their digest does.
func (r Reader) Subject() string {
	if r.Community == "" {
		return space.DigestOf(r.Person)
	}
	return r.Community
}

// week is what all digests have in common.
type week struct {
	space.Outlook
	lines       queue.Lines
	communities []space.Community
	names       map[string]string // of communities, by id
}

// Digest is one that is composed, and can be worded in any language.
type Digest struct {
	space.Digest
	reader Reader
	week   *week
}

// Compose plans the digest of a reader. It takes two reads besides what all
// have in common.
func (c *Composer) Compose(ctx context.Context, r Reader) (Digest, error) {
	w, err := c.common(ctx)
	if err != nil {
		return Digest{}, err
	}
	own, err := c.own(ctx, r)
	if err != nil {
		return Digest{}, err
	}
	plan := w.Digest(r.DigestReader, c.instead(own), w.lines.PlacesOf(r.DigestReader))
	if r.Brief {
		plan.Others, plan.Free, plan.Closures, plan.News = nil, nil, nil, ""
	}
	return Digest{plan, r, w}, nil
}

// Brief says whether the digest of a community without a group, or with one that
// cannot be written to, tells a lead of it only what is theirs. Who leads several, or has a digest of their own, is
// told what is on in the house once: by their own, or by that of the first of
// their communities.
func (c *Composer) Brief(ctx context.Context, one space.Community, lead int64, settled space.Settings) (bool, error) {
	w, err := c.common(ctx)
	if err != nil || settled.OwnDigest == space.Yes {
		return true, err
	}
	for _, other := range w.communities {
		if !other.Active() || other.Settings.NoDigest || !other.LedBy(lead) {
			continue
		}
		shut := false
		if other.Chat != 0 {
			if shut, err = c.Store.Shut(ctx, other.Chat); err != nil {
				return false, err
			}
		}
		if other.Chat == 0 || shut {
			return other.ID != one.ID, nil
		}
	}
	return false, nil
}

// own are the reader's bookings: those of late show what they are used to.
func (c *Composer) own(ctx context.Context, r Reader) ([]space.Booking, error) {
	since := c.Now.Add(-space.HabitPast)
	if r.Community == "" {
		return c.Store.BookingsOf(ctx, r.Person, since, time.Time{})
	}
	return c.Store.BookingsIn(ctx, r.Community, since, time.Time{})
}

// instead puts the bookings as they will be in the place of those that are.
func (c *Composer) instead(all []space.Booking) []space.Booking {
	for i := range all {
		for _, b := range c.Instead {
			if all[i].ID == b.ID {
				all[i] = b
			}
		}
	}
	return all
}

// common reads what all digests have in common, once.
func (c *Composer) common(ctx context.Context) (*week, error) {
	if c.week != nil {
		return c.week, nil
	}
	held, err := c.Store.Occupancy(ctx, c.Now, c.Now.AddDate(0, 0, 7*space.HabitWeeks+2))
	if err != nil {
		return nil, err
	}
	w := &week{Outlook: space.Outlook{View: space.View{Point: c.Point, Occupancy: held, Now: c.Now}, Topics: map[string][]string{}}}
	if w.Coming, err = c.coming(ctx); err != nil {
		return nil, err
	}
	if w.News, err = c.Store.News(ctx); err != nil {
		return nil, err
	}
	if w.lines, err = (queue.Queue{Point: c.Point, Store: c.Store, Texts: c.Texts}).Lines(ctx, c.Now); err != nil {
		return nil, fmt.Errorf("read lines: %w", err)
	}
	if w.communities, err = c.Store.Communities(ctx); err != nil {
		return nil, err
	}
	w.names = map[string]string{}
	for _, one := range w.communities {
		w.names[one.ID], w.Topics[one.ID] = one.Name, one.Topics
	}
	c.week = w
	return w, nil
}

// coming are the live bookings that start within the days of a digest.
func (c *Composer) coming(ctx context.Context) ([]space.Booking, error) {
	until := c.Point.DigestEnd(c.Now)
	all, err := c.Store.Scheduled(ctx, c.Point.RoomIDs(), c.Now, until)
	return slices.DeleteFunc(c.instead(all), func(b space.Booking) bool {
		return !b.State.Holds() || b.Start.Before(c.Now) || !b.Start.Before(until)
	}), err
}
