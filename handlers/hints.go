package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/lang"
)

// Role is what somebody may do, as the commands menu and /help tell it.
type Role string

// The roles. A deputy has that of whom they stand in for.
const (
	Resident Role = "resident" // leads among them: whoever leads a community may do more with it
	Approver Role = "approver" // decides about some rooms only
	Admin    Role = "admin"
)

// commandNames are what a role can type, in the order of the menu, at a bot of
// so many Points.
func commandNames(of Role, points int) []string {
	names := []string{"book", "my", "schedule", "community", "group"}
	switch of {
	case Approver:
		names = append(names, "queue", "log", "away")
	case Admin:
		names = append(names, "queue", "line", "log", "admins", "communities", "house", "close", "hours", "seats",
			"news", "announce", "unreachable", "status", "away")
	}
	names = append(names, "settings", "privacy", "mydata", "forget", "help", "lang")
	if points > 1 {
		names = append(names, "point")
	}
	return append(names, "cancel")
}

// Hints are the lines of the commands menu in a language for a role, at a bot of
// so many Points.
func Hints(say lang.Speaker, of Role, points int) []chat.CommandHint {
	var hints []chat.CommandHint
	for _, name := range commandNames(of, points) {
		hints = append(hints, chat.CommandHint{Name: name, Hint: say.Plain("command." + name)})
	}
	return hints
}

// hints writes the commands menu of this chat, in the person's language and
// for what they may do.
func (t *turn) hints() {
	t.out(chat.Out{Kind: chat.Menu, Chat: t.event.From.ID, Commands: t.hintsFor(t.say, t.event.From.ID)})
}

// menusLast lets the commands menus follow what people are told: nobody waits
// for them.
func menusLast(outs []chat.Out) {
	slices.SortStableFunc(outs, func(a, b chat.Out) int {
		switch aside, beside := a.Kind == chat.Menu, b.Kind == chat.Menu; {
		case aside && !beside:
			return 1
		case beside && !aside:
			return -1
		}
		return 0
	})
}

// hintsFor are those for what a person may do now.
func (t *turn) hintsFor(say lang.Speaker, person int64) []chat.CommandHint {
	return Hints(say, t.roleOf(person), len(t.Points))
}

// roleOf is the role of a person now.
func (t *turn) roleOf(person int64) Role {
	switch staff := t.known.Staff; {
	case staff.IsAdmin(t.point, person, t.now):
		return Admin
	case staff.Serves(t.point, person, t.now):
		return Approver
	}
	return Resident
}

// help says what the bot can do.
func (t *turn) help() error {
	role, key := t.roleOf(t.event.From.ID), "start.help"
	if role == Admin {
		key = "start.help_admin"
	}
	text := t.say.T(key, "Point", t.point.Name.In(t.who.Language))
	if role == Approver {
		text += "\n\n" + t.say.T("away.help_approver")
	}
	if len(t.Points) > 1 {
		text += "\n\n" + t.say.T("start.help_point")
	}
	t.reply(text, t.menu())
	return nil
}
