package config

import (
	"strings"
	"testing"

	"samovar/internal/space"
)

// kept is a config whose one Point keeps things as the lines say.
func kept(lines string) []byte {
	return []byte("points:\n  - id: blg\n    name: {ru: Точка}\n    zone: Asia/Yakutsk\n    retention: {" + lines +
		"}\n    rooms:\n      - {id: hall, name: {ru: Зал}, seats: 10}\n")
}

func TestHowLongThingsAreKeptIsReadAndWhereItIsNotSaidTheUsual(t *testing.T) {
	cfg, err := Read(kept("names: 0h, log: 0h, sessions: 7d"), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := space.DefaultRetention()
	want.Names, want.Log, want.Sessions = 0, 0, 7*24*3600e9
	if got := cfg.Points()[0].Keeps; got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestPeriodsThatCannotBeKeptAreNamed(t *testing.T) {
	for lines, complaint := range map[string]string{
		"names: 30d":            "retention.names: is less than policy.past",
		"names: 365d, log: 90d": "retention.log: is less than names",
		"names: 0h, log: 900d":  "retention.log: is less than names",
		"sessions: 1h":          "retention.sessions: expected a day",
		"wishes: 1h":            "retention.wishes: expected a day",
		"misses: 0h":            "retention.misses: expected a day",
		"broadcasts: 60d":       "retention.broadcasts: expected 1d to 30d",
		"strangers: 0h":         "retention.strangers: expected a day",
		"people: 30d":           "retention.people: no such setting",
	} {
		if _, err := Read(kept(lines), nil); err == nil || !strings.Contains(err.Error(), complaint) {
			t.Errorf("%s: got %v, want %q", lines, err, complaint)
		}
	}
}
