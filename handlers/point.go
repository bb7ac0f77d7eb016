package handlers

import (
	"context"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/space"
	"samovar/internal/store"
)

// home returns the Point of a person, and whether it is theirs for sure: where
// there are several, they pick one.
func (d *Desk) home(ctx context.Context, person int64) (*space.Point, bool, error) {
	if len(d.Points) == 1 {
		return d.Points[0], true, nil
	}
	id, err := d.Store.Home(ctx, person)
	if err != nil {
		return nil, false, err
	}
	if p := d.pointOf(id); p != nil {
		return p, true, nil
	}
	return d.Points[0], false, nil
}

// pointOf is the Point of that id, or nil.
func (d *Desk) pointOf(id string) *space.Point {
	for _, p := range d.Points {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// enter makes a Point the one that this is about, and reads what it knows of
// the person.
func (t *turn) enter(p *space.Point) (err error) {
	t.point, t.db = p, t.Store.Point(p)
	t.known, err = t.db.Know(t.ctx, t.event.From.ID, t.event.From.ID, t.event.ID)
	t.under(t.known.House)
	return err
}

// under makes the Point that this is about as it is with what admins changed.
func (t *turn) under(h space.House) {
	t.point = t.point.Config().Under(h)
	t.db = t.Store.Point(t.point)
}

// visitPoint enters another Point than the person's own; what their own knows of
// them holds there, too.
func (t *turn) visitPoint(p *space.Point) error {
	if p.ID == t.point.ID {
		return nil
	}
	own := t.known.Person
	if err := t.enter(p); err != nil {
		return err
	}
	if t.known.Person.Consent.IsZero() {
		own.Version = t.known.Person.Version
		t.known.Person = own
	}
	return nil
}

// follow goes to the Point that a button, a link or words are about: cards and
// reminders come from every Point that a person has to do with, and a
// conversation that one of them began goes on there.
func (t *turn) follow() error {
	if len(t.Points) == 1 {
		return nil
	}
	if t.event.Place.Type == chat.Group && t.event.Kind != chat.Pressed {
		return t.followGroup()
	}
	for _, p := range t.Points {
		about, err := t.isAbout(p)
		if err != nil {
			return err
		}
		if about {
			return t.visitPoint(p)
		}
	}
	return nil
}

// followGroup goes to the Point whose community the group is that of; what is
// nobody's yet, to one where whoever acts leads a community.
func (t *turn) followGroup() error {
	here := func(p *store.Point) ([]space.Community, error) { return p.CommunitiesIn(t.ctx, t.event.Place.ID) }
	led := func(p *store.Point) ([]space.Community, error) { return p.CommunitiesOf(t.ctx, t.event.From.ID) }
	for _, concerned := range []func(*store.Point) ([]space.Community, error){here, led} {
		for _, p := range t.Points {
			all, err := concerned(t.Store.Point(p))
			if err != nil {
				return err
			}
			if len(all) > 0 {
				return t.visitPoint(p)
			}
		}
	}
	return nil
}

// handledElsewhere says whether the event was handled at another Point than this
// one, whose commit looks for itself. Its first run may have ended what the
// event found that Point by: the conversation, or the link. It is asked last:
// a run that has written by now is seen, and one that writes later read what
// this one did, and so goes to the same Point.
func (t *turn) handledElsewhere() (bool, error) {
	if len(t.Points) == 1 || t.write.Event == 0 {
		return false, nil
	}
	var others []string
	for _, p := range t.Points {
		if p.ID != t.point.ID {
			others = append(others, p.ID)
		}
	}
	return t.Store.Handled(t.ctx, others, t.write.Event)
}

// isAbout says whether the event is about something of that Point.
func (t *turn) isAbout(p *space.Point) (bool, error) {
	if t.event.Kind == chat.Pressed {
		press, err := chat.ParsePress(t.event.Data)
		if err != nil || press.Subject == "" {
			return false, nil // no button of ours: said later
		}
		return t.holds(p, press)
	}
	if t.event.Kind != chat.Text && t.event.Kind != chat.Thing || p.ID == t.point.ID || t.known.Talking {
		return false, nil
	}
	known, err := t.Store.Point(p).Know(t.ctx, t.event.From.ID, t.event.From.ID, t.event.ID)
	return known.Talking && known.Session.Flow != flowWelcome && !known.Session.Silent(t.now, t.Silence), err
}

// holds says whether the subject of a button is the Point itself, or a
// booking, a wish or a conversation of it.
func (t *turn) holds(p *space.Point, press chat.Press) (bool, error) {
	if press.Subject == p.ID {
		return true, nil
	}
	db := t.Store.Point(p)
	if press.Verb == dialog.Verb {
		known, err := db.Know(t.ctx, t.event.From.ID, t.event.From.ID, t.event.ID)
		return known.Talking && known.Session.ID == press.Subject, err
	}
	if press.Verb == verbOffer || press.Verb == verbWish {
		_, found, err := db.Wish(t.ctx, press.Subject)
		return found, err
	}
	if press.Verb == verbCommunity || press.Verb == verbOversee {
		return t.communityAt(db, p, press)
	}
	if press.Verb == verbGroup {
		return t.groupAt(db, p, press)
	}
	if press.Verb == verbDigest {
		if c, found, err := db.Community(t.ctx, press.Subject); found || err != nil {
			return c.LedBy(t.event.From.ID) || c.Chat == t.event.Place.ID, err
		}
	}
	if press.Verb == verbSeries {
		_, found, err := db.Series(t.ctx, press.Subject)
		return found, err
	}
	_, found, err := db.Booking(t.ctx, press.Subject)
	return found, err
}

// groupAt says whether a button about a community's group is to be pressed at
// that Point: by a lead of it, or by an admin. Several Points may have a
// community of that id, so an admin who leads one of them means that, but where
// they decide as an admin.
func (t *turn) groupAt(db *store.Point, p *space.Point, press chat.Press) (bool, error) {
	c, found, err := db.Community(t.ctx, press.Subject)
	if err != nil || !found {
		return false, err
	}
	do, _ := cut(press.Arg)
	decides := do == groupMove || do == groupKeep
	if c.LedBy(t.event.From.ID) && !decides {
		return true, nil
	}
	staff, err := db.Staff(t.ctx)
	if err != nil || !staff.IsAdmin(p, t.event.From.ID, t.now) || decides {
		return err == nil && staff.IsAdmin(p, t.event.From.ID, t.now), err
	}
	return t.leadsNowhere(press.Subject)
}

// leadsNowhere says whether the person leads no community of that id, at any
// Point.
func (t *turn) leadsNowhere(id string) (bool, error) {
	for _, p := range t.Points {
		c, _, err := t.Store.Point(p).Community(t.ctx, id)
		if err != nil || c.LedBy(t.event.From.ID) {
			return false, err
		}
	}
	return true, nil
}

// visitInviter goes to the Point that an invitation is of.
func (t *turn) visitInviter(token string) error {
	for _, p := range t.Points {
		_, found, err := t.Store.Point(p).Invite(t.ctx, token)
		if err != nil {
			return err
		}
		if found {
			return t.visitPoint(p)
		}
	}
	return nil
}

// moveTo makes a Point the person's own and goes on there, with what is known
// of them.
func (t *turn) moveTo(p *space.Point) error {
	wish, talking, who := t.known.Session, t.known.Talking, t.who
	if err := t.enter(p); err != nil {
		return err
	}
	if t.known.Handled { // it was written, and only the last step is missing
		t.newHome = p
		if err := t.settleIn(); err != nil {
			return err
		}
		return store.ErrHandled
	}
	who.Version = t.known.Person.Version
	t.who, t.picked, t.newHome = who, true, p
	t.keepPerson()
	t.panel("point", t.say.T("start.point_set", "Point", p.Name.In(t.who.Language)), nil)
	if talking && wish.Flow == flowWelcome {
		wish.Version = t.known.Session.Version
		t.known.Session, t.known.Talking = wish, true
	}
	return t.goOn()
}

// settleIn remembers the Point that the person picked. It stands outside of
// the Points' keys, so it is written last: who is cut off before it is asked
// once more.
func (t *turn) settleIn() error {
	if t.newHome == nil {
		return nil
	}
	return t.Store.SetHome(t.ctx, t.event.From.ID, t.newHome.ID)
}
