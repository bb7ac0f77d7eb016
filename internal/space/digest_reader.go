package space

import (
	"strconv"
	"strings"
)

// DigestReader is whom a digest is composed for: a community, or a person.
type DigestReader struct {
	Community string // id; "" for a person's own
	Person    int64
	Settings  Settings
}

// DigestOfAdmins is the Subject of the DueDigest that is made for the admins.
// No community's id has its first character, nor that of a person's.
const DigestOfAdmins = "@admins"

// DigestOf is the Subject of the DueDigest that is made for a person: as their
// wishes' Holder names them.
func DigestOf(person int64) string { return HolderOf(person) }

// DigestPerson returns whose own digest the Subject of a DueDigest names.
func DigestPerson(subject string) (person int64, ok bool) {
	text, marked := strings.CutPrefix(subject, "@")
	person, err := strconv.ParseInt(text, 10, 64)
	return person, marked && err == nil && person > 0
}

// Holds says whether the booking is the reader's: of a person whatever they
// booked, for a community too.
func (r DigestReader) Holds(b Booking) bool {
	if r.Community == "" {
		return b.Resident.ID == r.Person
	}
	return b.Community == r.Community
}

// Waits says whether the wish is the reader's, likewise.
func (r DigestReader) Waits(w Wish) bool {
	if r.Community == "" {
		return w.Resident.ID == r.Person
	}
	return w.Community == r.Community
}
