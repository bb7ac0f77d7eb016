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
	Version   int64     `json:"-"`
}

// Party returns the person as they are named in bookings and decisions.
func (p Person) Party() Party { return Party{ID: p.ID, Name: p.Name, Username: p.Username} }

// Staff is the admins of a Point: those of the config, and those they added.
type Staff struct {
	Added   []Party `json:"added"`
	Removed []int64 `json:"removed,omitempty"` // of the config's, by other admins
	Version int64   `json:"-"`
}

// Admins returns everyone who decides, those of the config first.
func (s Staff) Admins(p *Point) []int64 {
	all := slices.DeleteFunc(slices.Clone(p.Admins), func(id int64) bool { return slices.Contains(s.Removed, id) })
	for _, a := range s.Added {
		if !slices.Contains(all, a.ID) {
			all = append(all, a.ID)
		}
	}
	return all
}

// Invite is a link that makes one person something, once.
type Invite struct {
	Token   string    `json:"token"`
	By      Party     `json:"by"`
	Expires time.Time `json:"expires"`
	Version int64     `json:"-"`
}
