package space

import "fmt"

// Format is the kind of an event.
type Format string

// The formats.
const (
	Lecture     Format = "lecture"
	Workshop    Format = "workshop"
	Meeting     Format = "meeting"
	Hackathon   Format = "hackathon"
	Competition Format = "competition"
	Exhibition  Format = "exhibition"
	Other       Format = "other"
)

// Formats returns all formats, in the order they are shown.
func Formats() []Format {
	return []Format{Lecture, Workshop, Meeting, Hackathon, Competition, Exhibition, Other}
}

// String returns the word that is stored.
func (f Format) String() string { return string(f) }

// ParseFormat returns the format of a stored word.
func ParseFormat(s string) (Format, error) {
	for _, f := range Formats() {
		if string(f) == s {
			return f, nil
		}
	}
	return "", fmt.Errorf("parse format %q: no such format", s)
}
