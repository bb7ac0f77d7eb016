package store

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// private says of every family of keys whether what it holds names a person, and
// then how they are taken out of it when they are forgotten.
var private = map[string]struct {
	names bool
	how   string
}{
	"pointKeys.handled":     {false, "numbers of updates"},
	"pointKeys.due":         {true, "the digest, the return and the offers of the person are undone; forget itself goes when it is done"},
	"pointKeys.heads":       {false, "how many people are expected"},
	"pointKeys.pending":     {false, "ids of bookings"},
	"pointKeys.room":        {false, "times and ids of bookings"},
	"pointKeys.booking":     {true, "space.Eraser"},
	"pointKeys.session":     {true, "deleted"},
	"pointKeys.person":      {true, "deleted"},
	"pointKeys.community":   {true, "space.Eraser"},
	"pointKeys.communities": {false, "ids of communities"},
	"pointKeys.group":       {true, "space.Eraser"},
	"pointKeys.leads":       {true, "emptied as they lead no more"},
	"pointKeys.digested":    {true, "taken from the list"},
	"pointKeys.bookingsOf":  {true, "emptied as bookings lose the name"},
	"pointKeys.bookingsIn":  {false, "ids of bookings, by community"},
	"pointKeys.admins":      {true, "space.Eraser; the id of a config's admin whom others removed stays"},
	"pointKeys.house":       {true, "space.Eraser"},
	"pointKeys.news":        {true, "space.Eraser"},
	"pointKeys.invite":      {true, "deleted"},
	"pointKeys.log":         {true, "space.Eraser"},
	"pointKeys.logs":        {false, "ids of bookings"},
	"pointKeys.changed":     {false, "ids of bookings"},
	"pointKeys.wish":        {true, "deleted; space.Eraser where they put another's first"},
	"pointKeys.series":      {true, "space.Eraser"},
	"pointKeys.datesOf":     {false, "ids of bookings, by series"},
	"pointKeys.wishesOf":    {true, "emptied as wishes are deleted"},
	"pointKeys.line":        {true, "left as wishes leave the queue"},
	"pointKeys.ended":       {false, "ids of wishes"},
	"pointKeys.misses":      {false, "slots and reasons, by wish"},
	"pointKeys.missesOf":    {true, "deleted where the key names the person"},
	"pointKeys.spent":       {true, "deleted where the key names the person"},
	"pointKeys.people":      {true, "taken from the list"},
	"pointKeys.broadcast":   {true, "space.Eraser"},
	"pointKeys.recipients":  {true, "taken from the list"},
	"pointKeys.tally":       {false, "how many messages came to what"},
	"pointKeys.missed":      {true, "taken from the list"},
	"pointKeys.seq":         {false, "a number"},
	"pointKeys.panels":      {true, "deleted"},
	"pointKeys.dataSent":    {true, "deleted"},
	"pointKeys.unreachable": {true, "taken from the list; it comes back where they have blocked the bot, until retention.strangers"},
	"pointKeys.outbox":      {true, "dropped, but for the last word, until it is sent"},
	"pointKeys.outPrefix":   {false, "begins the keys of outbox"},

	"inboxKeys":  {true, "an update, until it is handled; then its number for a day"},
	"inPrefix":   {false, "begins the keys of inboxKeys"},
	"queueKeys":  {false, "those of outbox and inboxKeys"},
	"homeKey":    {true, "deleted"},
	"limitKey":   {true, "the chat's id, for seconds"},
	"windowKeys": {false, "requests that may have arrived within the last second, by chance names"},
	"paceKey":    {true, "the sender's id, for minutes"},
	"aliveKey":   {false, "a process"},
	"keysOf":     {false, "begins the keys of a Point"},

	"pausesKey": {true, "taken from the list"},
	"movedKey":  {false, "ids of groups"},
	"leaderKey": {false, "a process"},
	"schemaKey": {false, "a number"},
}

// keyFamilies are the functions and constants of keys.go that make keys.
func keyFamilies(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "keys.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var families []string
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if d.Recv != nil {
				name = d.Recv.List[0].Type.(*ast.Ident).Name + "." + name
			}
			families = append(families, name)
		case *ast.GenDecl:
			for _, s := range d.Specs {
				if c, ok := s.(*ast.ValueSpec); ok {
					families = append(families, c.Names[0].Name)
				}
			}
		}
	}
	return slices.DeleteFunc(families, func(name string) bool { return name == "dec" || name == "Shards" })
}

func TestItIsDecidedOfEveryKeyWhetherItNamesAPerson(t *testing.T) {
	families := keyFamilies(t)
	for _, name := range families {
		if private[name].how == "" {
			t.Errorf("%s is new: does it name people, and what becomes of that in /mydata, /forget, retention and docs/privacy.md?", name)
		}
	}
	for name := range maps.Keys(private) {
		if !slices.Contains(families, name) {
			t.Errorf("%s is no key any more", name)
		}
	}
}

func TestTheDocsTellOfEveryKeyThatNamesAPerson(t *testing.T) {
	for _, file := range []string{"privacy.md", "privacy.ru.md"} {
		text, err := os.ReadFile("../../docs/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for name, one := range private {
			if _, short, method := strings.Cut(name, "."); method {
				name = short
			}
			if one.names && !strings.Contains(string(text), "`"+name+"`") {
				t.Errorf("%s does not tell of `%s`", file, name)
			}
		}
	}
}
