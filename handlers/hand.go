package handlers

import (
	"slices"
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// askHeir lists the other leads of the community who could answer for a booking
// from now on: those the bot can write to.
func (t *turn) askHeir(b space.Booking, page string) error {
	heirs, err := t.heirs(b)
	if err != nil {
		return err
	}
	if len(heirs) == 0 {
		t.alert(t.say.Plain("change.no_heir"))
		return nil
	}
	name, err := t.communityName(b)
	var k chat.Keyboard
	for _, h := range heirs {
		k = k.Row(button(shorten(h.Name, 40), verbChange, b.ID, b.Version, onPage(strconv.FormatInt(h.ID, 10), page)))
	}
	k = k.Row(button(t.say.Plain("button.back"), verbShow, b.ID, b.Version, pageOrFirst(page)))
	t.panel(myPanel, t.ownCard(b, name)+"\n\n"+t.say.T("change.ask_heir"), k)
	return err
}

// heirs are the leads of a booking's community but its resident, as far as they
// ever wrote to the bot.
func (t *turn) heirs(b space.Booking) ([]space.Person, error) {
	if b.Community == "" {
		return nil, nil
	}
	c, _, err := t.db.Community(t.ctx, b.Community)
	if err != nil {
		return nil, err
	}
	people, err := t.db.People(t.ctx, c.Leads)
	return slices.DeleteFunc(people, func(p space.Person) bool { return p.ID == b.Resident.ID || p.Consent.IsZero() }), err
}

// handOver makes another lead the resident of a booking.
func (t *turn) handOver(b space.Booking, to, page string) error {
	heirs, err := t.heirs(b)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(heirs, func(p space.Person) bool { return strconv.FormatInt(p.ID, 10) == to })
	if i < 0 {
		t.stale()
		return nil
	}
	after := b
	after.Resident = heirs[i].Party()
	t.write.Bookings = append(t.write.Bookings, store.BookingChange{Before: &b, After: after})
	after.Version++
	t.toast(shorten(t.say.Plain("change.handed", "Name", after.Resident.Name), toastShown))
	if err := t.showCard(after, page, false); err != nil {
		return err
	}
	if err := t.tellOthers("change.handed_to", after); err != nil {
		return err
	}
	if len(after.Messenger) == 0 {
		return nil
	}
	return t.showAdmins(after, false)
}
