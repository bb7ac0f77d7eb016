package demo

import (
	_ "embed" // for the list of events
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"samovar/internal/space"
)

//go:embed events.csv
var eventsCSV string

// kind is a sort of event that is held again and again.
type kind struct {
	space.Event
	least, most int // people who come
	length      time.Duration
}

// repertoire returns what is held, by theme.
func repertoire() map[string][]kind {
	all := map[string][]kind{}
	for _, row := range rows(eventsCSV) {
		all[row[0]] = append(all[row[0]], kind{
			Event: space.Event{Format: space.Format(row[1]), Open: row[5] == "yes",
				Equipment: strings.Fields(row[6]), Title: row[7]},
			least: number(row[2]), most: number(row[3]), length: time.Duration(number(row[4])) * time.Minute,
		})
	}
	return all
}

// number reads a number of a table.
func number(cell string) int {
	n, err := strconv.Atoi(cell)
	if err != nil {
		panic("read the demo's tables: " + err.Error())
	}
	return n
}

// event makes one event of the kind.
func (k kind) event(r *rand.Rand) space.Event {
	e := k.Event
	e.Headcount = k.least + r.IntN(k.most-k.least+1)
	return e
}
