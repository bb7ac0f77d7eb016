package demo

import "samovar/internal/emulator"

// Panes are the columns that the page opens with.
func Panes() []emulator.Pane {
	labels := map[Role]string{Resident: "резидент", Lead: "лидер сообщества", Admin: "администратор"}
	var panes []emulator.Pane
	for _, p := range Cast()[:len(labels)] {
		panes = append(panes, emulator.Pane{PersonID: p.ID, Label: labels[p.Role]})
	}
	return panes
}

// Seat lets the players and the groups of the communities be in the emulator.
func Seat(telegram *emulator.Server) {
	people := map[int64]*emulator.Person{}
	for _, p := range Cast() {
		person := telegram.Person(p.ID, emulator.Profile{First: p.First, Last: p.Last, Username: p.Username, Lang: p.Language})
		if p.Known() {
			person.Opened()
		}
		people[p.ID] = person
	}
	for _, c := range Communities() {
		if c.Chat == 0 {
			continue
		}
		var members []*emulator.Person
		for _, lead := range c.Leads {
			members = append(members, people[lead])
		}
		telegram.Group(c.Chat, c.Name, members...)
	}
}
