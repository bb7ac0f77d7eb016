package space

import "time"

// MostNews is how long the house's line of news may be, in characters.
const MostNews = 200

// News is the one line that admins add to the digests.
type News struct {
	Text  string    `json:"text"`           // "" for none
	Until Date      `json:"until,omitzero"` // its last day; zero: until it is removed
	By    Party     `json:"by"`
	At    time.Time `json:"at"`
	// Version counts the changes from 1; 0 where there never was any.
	Version int64 `json:"-"`
}

// On returns the line as it is shown on a day, "" when it is not.
func (n News) On(day Date) string {
	if !n.Until.IsZero() && n.Until.Before(day) {
		return ""
	}
	return n.Text
}
