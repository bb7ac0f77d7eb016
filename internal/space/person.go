package space

import (
	"slices"
	"time"
)

// Person is anyone who talks to the bot, as a Point knows them.
type Person struct {
	ID        int64     `json:"id"`
	Name      string    `json:"name"`
	Username  string    `json:"username,omitempty"`
	Language  string    `json:"language"`            // "ru", "en", "zh"
	Consent   time.Time `json:"consent,omitzero"`    // when they agreed to be remembered
	Community string    `json:"community,omitempty"` // whose event they booked last
	Settings  Settings  `json:"settings,omitzero"`
	Leaving   time.Time `json:"leaving,omitzero"` // when they asked to be forgotten: the clock is about it
	// Links are the invitations they made, used or not, the first to run out first.
	Links   []Link `json:"invites,omitempty"`
	Version int64  `json:"-"`
}

// Party returns the person as they are named in bookings and decisions.
func (p Person) Party() Party { return Party{ID: p.ID, Name: p.Name, Username: p.Username} }

// Link is what a person remembers of an invitation that they made.
type Link struct {
	Token   string    `json:"token"`
	Expires time.Time `json:"expires"`
}

// MostLinks is how many invitations one person can have made that have not run
// out, used or not.
const MostLinks = 20

// DataPace is how long nobody is sent all that is kept about them once more: much
// is looked through for it.
const DataPace = time.Hour

// WithLink returns the person with one more.
func (p Person) WithLink(made Invite) Person {
	p.Links = append(slices.Clone(p.Links), Link{made.Token, made.Expires})
	slices.SortFunc(p.Links, func(a, b Link) int { return a.Expires.Compare(b.Expires) })
	return p
}

// WithoutOld returns the person without those that have run out.
func (p Person) WithoutOld(now time.Time) Person {
	p.Links = slices.DeleteFunc(slices.Clone(p.Links), func(l Link) bool { return !now.Before(l.Expires) })
	return p
}

// Staff is who decides at a Point besides what the config says: the admins they
// added and removed, and who of all these is away.
type Staff struct {
	Added   []Party   `json:"added"`
	Removed []int64   `json:"removed,omitempty"` // of the config's, by other admins
	Away    []Absence `json:"away,omitempty"`    // one a person at most
	Version int64     `json:"-"`
}

// Admins returns everyone who is an admin, those of the config first.
func (s Staff) Admins(p *Point) []int64 {
	all := slices.DeleteFunc(slices.Clone(p.Admins), func(id int64) bool { return slices.Contains(s.Removed, id) })
	for _, a := range s.Added {
		if !slices.Contains(all, a.ID) {
			all = append(all, a.ID)
		}
	}
	return all
}

// Without returns the staff without an admin: away they are no more, and they
// stand in for nobody.
func (s Staff) Without(admin int64, p *Point) Staff {
	s.Added = slices.DeleteFunc(slices.Clone(s.Added), func(p Party) bool { return p.ID == admin })
	if slices.Contains(p.Admins, admin) {
		s.Removed = append(slices.Clone(s.Removed), admin)
	}
	s = s.Back(admin)
	for i := range s.Away {
		if s.Away[i].Deputy.ID == admin {
			s.Away[i].Deputy = Party{}
		}
	}
	return s
}

// Invite is a link that makes one person something, once: an admin, or, where
// Until is set, the deputy of who made it, who is away from then on; or what its
// Kind says.
type Invite struct {
	Token   string     `json:"token"`
	Kind    InviteKind `json:"kind,omitempty"`
	Subject string     `json:"subject,omitempty"` // the id of the community it is about
	By      Party      `json:"by"`
	Expires time.Time  `json:"expires"`
	Until   time.Time  `json:"until,omitzero"`
	Version int64      `json:"-"`
}

// InviteKind says what a link makes of who opens it.
type InviteKind string

// The kinds of links.
const (
	InviteAdmin InviteKind = ""     // one of the staff
	InviteLead  InviteKind = "lead" // a lead of a community
	InviteHeir  InviteKind = "heir" // a lead in place of who made it

	InviteTie   InviteKind = "tie"   // brings the bot into the group of the community
	InviteGroup InviteKind = "group" // lets a lead say whose the group is that Subject names
)

// String returns the word that is stored.
func (k InviteKind) String() string { return string(k) }

// OnceEach leaves each person standing once, in their order.
func OnceEach(people []int64) []int64 {
	seen := map[int64]bool{}
	var once []int64
	for _, id := range people {
		if !seen[id] {
			once = append(once, id)
		}
		seen[id] = true
	}
	return once
}
