package space

import (
	"reflect"
	"slices"
)

// Community takes the person out of a community, which stays without them. Who
// proposed or leads it goes out of what it says about itself, too.
func (e Eraser) Community(c Community) (Community, bool) {
	before := c
	if c.Proposer != nil {
		e = e.about(*c.Proposer)
	}
	for _, id := range c.Leads {
		e = e.knowing(Party{ID: id})
		e.own = e.own || e.takes(id)
	}
	c.About = e.text(c.About)
	c.Leads, c.Proposer = e.ids(c.Leads), e.partyAt(c.Proposer)
	if c.Decision != nil {
		e = e.knowing(c.Decision.Party)
		left := *c.Decision
		left.Reason, left.Party = e.reason(left.ID, left.Reason), e.party(left.Party)
		c.Decision = &left
	}
	return c, !reflect.DeepEqual(before, c)
}

// Staff takes the person out of the staff. Whom the config names and others
// removed stays among those who are removed: else they would decide again.
func (e Eraser) Staff(s Staff) (Staff, bool) {
	before := s
	s.Added = slices.DeleteFunc(slices.Clone(s.Added), func(p Party) bool { return e.takes(p.ID) })
	s.Away = slices.DeleteFunc(slices.Clone(s.Away), func(a Absence) bool { return e.takes(a.Who.ID) })
	for i := range s.Away {
		if e.takes(s.Away[i].Deputy.ID) {
			s.Away[i].Deputy = Party{}
		}
	}
	return s, !reflect.DeepEqual(before, s)
}

// House takes the person out of what admins changed of the Point, which holds.
func (e Eraser) House(h House) (House, bool) {
	before := h
	h.Closings, h.Hours = slices.Clone(h.Closings), slices.Clone(h.Hours)
	for i := range h.Closings {
		h.Closings[i].By = e.party(h.Closings[i].By)
	}
	for i := range h.Hours {
		h.Hours[i].By = e.party(h.Hours[i].By)
	}
	return h, !reflect.DeepEqual(before, h)
}

// News takes the person out of the line of news.
func (e Eraser) News(n News) (News, bool) {
	before := n
	e = e.about(n.By)
	n.Text, n.By = e.text(n.Text), e.party(n.By)
	return n, before != n
}

// Broadcast takes the person out of an announcement.
func (e Eraser) Broadcast(b Broadcast) (Broadcast, bool) {
	before := b
	e = e.about(b.By)
	b.Text, b.By, b.Stopper = e.text(b.Text), e.party(b.By), e.partyAt(b.Stopper)
	return b, !reflect.DeepEqual(before, b)
}

// Group takes the person out of what is known of a group.
func (e Eraser) Group(g Group) (Group, bool) {
	before := g
	g.Asked = e.ids(g.Asked)
	return g, !reflect.DeepEqual(before, g)
}
