package handlers

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/space"
	"samovar/internal/store"
)

// role is what somebody is to what a right is about.
type role struct {
	name   string
	person int64
}

// roles are the columns of the table.
func roles() []role {
	return []role{
		{"stranger", theStranger}, {"resident", theResident}, {"its resident", theBooker}, {"its lead", theLead}, {"another lead", theOtherLead},
		{"its approver", theApprover}, {"another approver", theOtherApprover}, {"admin", theAdmin}, {"deputy", theDeputy}, {"former deputy", theFormerDeputy},
	}
}

// havers are who has a right, by their role's name.
func havers(r right) string {
	return map[right]string{
		everyone:     "stranger, resident, its resident, its lead, another lead, its approver, another approver, admin, deputy, former deputy",
		residents:    "resident, its resident, its lead, another lead, its approver, another approver, admin, deputy, former deputy",
		answering:    "its resident, its lead",
		answerOrHost: "its resident, its lead, admin, deputy",
		leading:      "its lead",
		leadOrHost:   "its lead, admin, deputy",
		judging:      "its approver, another approver, admin, deputy",
		judgingIt:    "its approver, admin, deputy",
		serving:      "its approver, another approver, admin, deputy",
		hosts:        "admin, deputy",
		hostsByRight: "admin",
	}[r]
}

func has(who role, r right) bool { return slices.Contains(strings.Split(havers(r), ", "), who.name) }

// tried is what an event would write, in their private chat.
func (m *manor) tried(person int64, e chat.Event) store.Change {
	m.Helper()
	return m.triedIn(chat.Place{ID: person, Type: chat.Private}, person, e)
}

// triedIn is what an event would write, in some chat.
func (m *manor) triedIn(place chat.Place, person int64, e chat.Event) store.Change {
	m.Helper()
	m.updates++
	e.ID, e.At, e.From, e.PressID = m.updates, m.now, m.guests[person].Person, "p"
	e.Place = place
	t, err := m.desk.open(m.Context(), e)
	if err == nil {
		err = t.route()
	}
	if err != nil {
		m.Fatalf("%d, %s %s: %v", person, e.Command, e.Data, err)
	}
	return t.write
}

// refusal returns the sentence that refused, "" where nothing was.
func (m *manor) refusal(c store.Change) string {
	say := m.desk.Texts.In("en")
	for _, o := range c.Outs {
		for _, key := range []string{"admin.only", "away.other_room", "away.admins_only", "away.not_staff", "my.not_yours", "community.not_yours",
			"group.leads_only", "settings.leads_only", "digest.not_yours", "start.stale", "start.unknown_command"} {
			if o.Text == say.T(key) || o.Text == say.Plain(key) {
				return key
			}
		}
		if o.Panel == welcomePanel && o.Kind == chat.Say {
			return "welcome"
		}
	}
	return ""
}

// check compares what came of it with the right to it.
func (m *manor) check(who role, may right, what string, c store.Change) {
	m.Helper()
	why := m.refusal(c)
	if may == everyone && why == "welcome" {
		why = "" // they are still being asked, which is what it leads to
	}
	if has(who, may) {
		if why != "" || len(c.Outs) == 0 {
			m.Errorf("%s: %s is refused: %q %+v", what, who.name, why, c.Outs)
		}
		return
	}
	if why == "" {
		m.Errorf("%s: %s is let through: %+v", what, who.name, c)
	}
	for _, o := range c.Outs {
		if o.Chat != who.person || strings.Contains(o.Text, "Secret") {
			m.Errorf("%s: by %s %d is told %q", what, who.name, o.Chat, o.Text)
		}
	}
	c.Outs, c.Event = nil, 0
	if who.person == theStranger {
		c.Session = nil // what they wanted, for when they agree
	}
	if !reflect.DeepEqual(c, store.Change{}) {
		m.Errorf("%s: refused to %s, it writes %+v", what, who.name, c)
	}
}

func TestEveryCommandIsForThoseWhomTheTableNames(t *testing.T) {
	m := openManor(t)
	for _, command := range m.commands() {
		name, words, _ := strings.Cut(command, " ")
		for _, who := range roles() {
			if name == "start" && who.person == theStranger {
				continue // it is what asks whether they agree
			}
			m.check(who, commandRights()[name], "/"+command, m.tried(who.person, chat.Event{Kind: chat.Command, Command: name, Text: words}))
		}
	}
}

func TestEveryButtonIsForThoseWhomTheTableNames(t *testing.T) {
	m := openManor(t)
	for _, p := range m.presses() {
		may, known := rightTo(p)
		if !known {
			t.Errorf("%+v has no line", p)
		}
		for _, who := range roles() {
			pressed := p
			if p.Verb == dialog.Verb && who.person != theStranger {
				pressed = m.converses(who.person)
			}
			data, err := pressed.Data()
			if err != nil {
				t.Fatal(err)
			}
			m.check(who, may, data, m.tried(who.person, chat.Event{Kind: chat.Pressed, Data: data}))
		}
	}
}

// inGroups tries something in a group, by all who have no right to it: it gives
// them no more there than in private.
func (m *manor) inGroups(may right, what string, e chat.Event) {
	m.Helper()
	for _, group := range []int64{m.group, chessGroup} { // nobody's, and that of another community
		for _, who := range roles() {
			if has(who, may) {
				continue
			}
			c := m.triedIn(chat.Place{ID: group, Type: chat.Group, Title: "Club"}, who.person, e)
			for _, o := range c.Outs {
				if o.Chat != who.person && o.Chat != group || strings.Contains(o.Text, "Secret") {
					m.Errorf("%s in %d: by %s %d is told %q", what, group, who.name, o.Chat, o.Text)
				}
			}
			c.Outs, c.Groups, c.Invites, c.Event = nil, nil, nil, 0 // that something was answered there, and by what link
			if !reflect.DeepEqual(c, store.Change{}) {
				m.Errorf("%s in %d: refused to %s, it writes %+v", what, group, who.name, c)
			}
		}
	}
}

// chessGroup is the group of the community of another lead.
const chessGroup = -800

func TestAGroupGivesNobodyMoreThanTheTable(t *testing.T) {
	m := openManor(t)
	chess := m.reread("chess")
	m.commit(store.Change{Communities: []store.CommunityChange{{Before: &chess, After: chess.Tied(chessGroup)}},
		Groups: []space.Group{{Chat: chessGroup, Title: "Chess"}}})
	for _, command := range m.commands() {
		name, words, _ := strings.Cut(command, " ")
		m.inGroups(commandRights()[name], "/"+command, chat.Event{Kind: chat.Command, Command: name, Text: words, Named: true})
	}
	for _, p := range m.presses() {
		may, _ := rightTo(p)
		data, err := p.Data()
		if err != nil {
			t.Fatal(err)
		}
		m.inGroups(may, data, chat.Event{Kind: chat.Pressed, Data: data})
	}
}

// converses begins a conversation and returns the button that ends it.
func (m *manor) converses(person int64) chat.Press {
	g := m.guests[person]
	g.says("/book")
	b, _ := g.button("Cancel")
	p, err := chat.ParsePress(b.Data)
	if err != nil {
		m.Fatal(err)
	}
	return p
}

func TestTheTableOfRightsLeavesNothingOut(t *testing.T) {
	m := openManor(t)
	desk, err := m.desk.open(t.Context(), chat.Event{ID: 1, From: m.guests[theResident].Person})
	if err != nil {
		t.Fatal(err)
	}
	for name := range desk.commands() {
		if commandRights()[name] == "" {
			t.Errorf("/%s has no line", name)
		}
	}
	for verb := range desk.presses() {
		if !slices.ContainsFunc(buttonRights(), func(r row) bool { return r.verb == verb && r.args == nil }) {
			t.Errorf("%s has no line for all that has no other", verb)
		}
	}
	for _, r := range buttonRights() {
		if desk.presses()[r.verb] == nil {
			t.Errorf("the line of %s is about nothing", r.verb)
		}
		covered := func(p chat.Press) bool {
			i := slices.IndexFunc(buttonRights(), func(r row) bool { return r.covers(p) })
			return i >= 0 && reflect.DeepEqual(buttonRights()[i], r)
		}
		if !slices.ContainsFunc(m.presses(), covered) {
			t.Errorf("no test presses %s %q", r.verb, r.args)
		}
	}
}

func TestARightEndsWithWhatItCameFrom(t *testing.T) {
	m := openManor(t)
	b := m.bookings["request"]
	yes := chat.Event{Kind: chat.Pressed, Data: mustData(t, chat.Press{Verb: verbDecide, Subject: b.ID, Version: b.Version, Arg: "yes"})}
	if why := m.refusal(m.tried(theDeputy, yes)); why != "" {
		t.Fatalf("the deputy: %s", why)
	}
	m.now = m.now.AddDate(0, 0, 4)
	if why := m.refusal(m.tried(theDeputy, yes)); why != "admin.only" {
		t.Errorf("the deputy of who is back: %q", why)
	}
	own := chat.Event{Kind: chat.Pressed, Data: mustData(t, chat.Press{Verb: verbShow, Subject: b.ID, Version: b.Version, Arg: "0"})}
	if why := m.refusal(m.tried(theLead, own)); why != "" {
		t.Fatalf("the lead: %s", why)
	}
	after := m.community
	after.Leads = []int64{theOtherLead}
	m.commit(store.Change{Communities: []store.CommunityChange{{Before: &m.community, After: after}}})
	if why := m.refusal(m.tried(theLead, own)); why != "my.not_yours" {
		t.Errorf("the lead who was replaced: %q", why)
	}
	staff := space.Staff{Removed: []int64{theAdmin}, Version: 1}
	m.commit(store.Change{Staff: &staff})
	if why := m.refusal(m.tried(theAdmin, yes)); why != "admin.only" {
		t.Errorf("the admin who was removed: %q", why)
	}
}

func mustData(t *testing.T, p chat.Press) string {
	t.Helper()
	data, err := p.Data()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// rightsPage is the document of the table.
const rightsPage = "../docs/rights.md"

func TestTheDocumentOfRightsIsTheTable(t *testing.T) {
	old, err := os.ReadFile(rightsPage)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(old), "\n## Commands\n")
	page := head + "\n" + rightsTables()
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(rightsPage, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if page != string(old) {
		t.Errorf("%s is not the table: run go test ./handlers -run DocumentOfRights -update", rightsPage)
	}
}

// rightsTables writes the tables.
func rightsTables() string {
	var b strings.Builder
	line := func(cells ...string) { fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | ")) }
	head := func(cells ...string) {
		for _, r := range roles() {
			cells = append(cells, r.name)
		}
		line(cells...)
		line(strings.Split(strings.Repeat("--- ", len(cells)-1)+"---", " ")...)
	}
	marks := func(may right) (cells []string) {
		for _, r := range roles() {
			cells = append(cells, map[bool]string{true: "✓", false: "–"}[has(r, may)])
		}
		return cells
	}
	b.WriteString("## Commands\n\n")
	head("command")
	for _, name := range slices.Sorted(maps.Keys(commandRights())) {
		line(append([]string{"/" + name}, marks(commandRights()[name])...)...)
	}
	b.WriteString("\n## Buttons\n\n")
	head("button", "what it does")
	for _, r := range buttonRights() {
		line(append([]string{strings.TrimSpace("`" + r.verb + "` " + strings.Join(r.args, ", ")), r.does}, marks(r.may)...)...)
	}
	return b.String()
}
