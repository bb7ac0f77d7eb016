package demo

import (
	_ "embed" // for the list of people
	"slices"
	"strings"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
)

//go:embed people.csv
var peopleCSV string

// Role is what a person does in the play.
type Role string

// The roles.
const (
	Resident Role = "resident"
	Lead     Role = "lead"
	Admin    Role = "admin"
)

// Player is somebody who can be played.
type Player struct {
	ID       int64
	First    string
	Last     string
	Username string
	Language string // IETF tag of their Telegram
	Role     Role
}

// firstPlayer is the Telegram id of the first player; the others follow.
const firstPlayer = 500_000_001

// Cast returns all players: those of the panes first.
func Cast() []Player {
	var cast []Player
	for i, row := range rows(peopleCSV) {
		cast = append(cast, Player{ID: firstPlayer + int64(i), First: row[0], Last: row[1],
			Username: row[2], Language: row[3], Role: Role(row[4])})
	}
	return cast
}

// Known says whether the player has talked to the bot before the play begins:
// it can write to them then, which Telegram allows it to nobody else.
func (p Player) Known() bool { return p.Role != Resident }

// party is the player as bookings name them.
func (p Player) party() space.Party {
	return space.Party{ID: p.ID, Name: strings.TrimSpace(p.First + " " + p.Last), Username: p.Username}
}

// person is the player as the Point knows them.
func (p Player) person(consent time.Time) space.Person {
	return space.Person{ID: p.ID, Name: p.party().Name, Username: p.Username,
		Language: string(lang.Of(p.Language)), Consent: consent}
}

// players returns those of a role, in their order.
func players(role Role) []Player {
	return slices.DeleteFunc(Cast(), func(p Player) bool { return p.Role != role })
}
