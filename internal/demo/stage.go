package demo

import (
	_ "embed" // for the list of groups
	"strings"

	"samovar/internal/emulator"
)

//go:embed groups.csv
var groupsCSV string

// Panes are the columns that the page opens with.
func Panes() []emulator.Pane {
	labels := map[Role]string{Resident: "резидент", Lead: "лидер сообщества", Admin: "администратор"}
	var panes []emulator.Pane
	for _, p := range Cast()[:len(labels)] {
		panes = append(panes, emulator.Pane{PersonID: p.ID, Label: labels[p.Role]})
	}
	return panes
}

// Seat lets the players and their groups be in the emulator: those of the
// communities, of which the busiest one's is a forum, and some that the bot is
// not in yet.
func Seat(telegram *emulator.Server) {
	people, named := map[int64]*emulator.Person{}, map[string]*emulator.Person{}
	for _, p := range Cast() {
		person := telegram.Person(p.ID, emulator.Profile{First: p.First, Last: p.Last, Username: p.Username, Lang: p.Language})
		if p.Known() {
			person.Opened()
		}
		people[p.ID], named[p.Username] = person, person
	}
	for i, c := range Communities() {
		if c.Chat == 0 {
			continue
		}
		var members []*emulator.Person
		for _, lead := range c.Leads {
			members = append(members, people[lead])
		}
		group := telegram.Group(c.Chat, c.Name, members...)
		if i == 0 {
			topics(group, members[0], "Анонсы", "Разговоры")
		}
	}
	for _, row := range rows(groupsCSV) {
		var members []*emulator.Person
		for name := range strings.FieldsSeq(row[2]) {
			members = append(members, named[name])
		}
		group := telegram.Strange(int64(number(row[1])), row[0], members...)
		topics(group, members[0], strings.FieldsFunc(row[3], func(r rune) bool { return r == '|' })...)
	}
}

// topics opens topics in a group.
func topics(group *emulator.Group, by *emulator.Person, names ...string) {
	for _, name := range names {
		group.Topic(by, name)
	}
}
