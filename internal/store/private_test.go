package store

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// private says of every family of keys whether what it holds names a person, and
// then how they are taken out of it when they are forgotten, and what /mydata
// reads to tell them of it, or in brackets why it need not.
var private = map[string]struct {
	names bool
	how   string
	told  string
}{
	"pointKeys.handled":     {false, "numbers of updates", ""},
	"pointKeys.due":         {true, "the digest, the return and the offers of the person are undone; forget itself goes when it is done", "db.Planned"},
	"pointKeys.heads":       {false, "how many people are expected", ""},
	"pointKeys.pending":     {false, "ids of bookings", ""},
	"pointKeys.room":        {false, "times and ids of bookings", ""},
	"pointKeys.booking":     {true, "space.Eraser", "db.HistoriesOf, db.LatestHistories"},
	"pointKeys.session":     {true, "deleted", "known.Session"},
	"pointKeys.person":      {true, "deleted", "known.Person"},
	"pointKeys.community":   {true, "space.Eraser", "db.Communities"},
	"pointKeys.communities": {false, "ids of communities", ""},
	"pointKeys.group":       {true, "space.Eraser", "db.Traces"},
	"pointKeys.leads":       {true, "emptied as they lead no more", "db.Communities"},
	"pointKeys.digested":    {true, "taken from the list", "(the settings say so)"},
	"pointKeys.bookingsOf":  {true, "emptied as bookings lose the name", "db.HistoriesOf"},
	"pointKeys.bookingsIn":  {false, "ids of bookings, by community", ""},
	"pointKeys.admins":      {true, "space.Eraser; the id of a config's admin whom others removed stays", "known.Staff"},
	"pointKeys.house":       {true, "space.Eraser", "known.House"},
	"pointKeys.news":        {true, "space.Eraser", "db.News"},
	"pointKeys.invite":      {true, "deleted", "db.Traces"},
	"pointKeys.log":         {true, "space.Eraser", "db.HistoriesOf, db.LatestHistories"},
	"pointKeys.logs":        {false, "ids of bookings", ""},
	"pointKeys.changed":     {false, "ids of bookings", ""},
	"pointKeys.wish":        {true, "deleted; space.Eraser where they put another's first", "db.WishesOf, db.AllLifted"},
	"pointKeys.series":      {true, "space.Eraser", "db.Series"},
	"pointKeys.datesOf":     {false, "ids of bookings, by series", ""},
	"pointKeys.wishesOf":    {true, "emptied as wishes are deleted", "db.WishesOf"},
	"pointKeys.line":        {true, "left as wishes leave the queue", "db.WishesOf"},
	"pointKeys.ended":       {false, "ids of wishes", ""},
	"pointKeys.misses":      {false, "slots and reasons, by wish", ""},
	"pointKeys.missesOf":    {true, "deleted where the key names the person", "db.Misses, db.PassedOver"},
	"pointKeys.spent":       {true, "deleted where the key names the person", "(the bookings say so)"},
	"pointKeys.people":      {true, "taken from the list", "known.Person"},
	"pointKeys.broadcast":   {true, "space.Eraser", "db.Traces"},
	"pointKeys.recipients":  {true, "taken from the list", "db.Received"},
	"pointKeys.tally":       {false, "how many messages came to what", ""},
	"pointKeys.missed":      {true, "taken from the list", "db.NotReached"},
	"pointKeys.seq":         {false, "a number", ""},
	"pointKeys.panels":      {true, "deleted", "db.Panels"},
	"pointKeys.dataSent":    {true, "deleted", "db.DataSent"},
	"pointKeys.unreachable": {true, "taken from the list; it comes back where they have blocked the bot, until retention.strangers", "Store.Mark"},
	"pointKeys.outbox":      {true, "dropped, but for the last word, until it is sent", "(it arrives within seconds)"},
	"pointKeys.outPrefix":   {false, "begins the keys of outbox", ""},

	"inboxKeys":  {true, "an update, until it is handled; then its number for a day", "(it is answered within seconds)"},
	"inPrefix":   {false, "begins the keys of inboxKeys", ""},
	"queueKeys":  {false, "those of outbox and inboxKeys", ""},
	"homeKey":    {true, "deleted", "Store.Home"},
	"limitKey":   {true, "the chat's id, for seconds", "(for seconds)"},
	"windowKeys": {false, "requests that may have arrived within the last second, by chance names", ""},
	"paceKey":    {true, "the sender's id, for minutes", "(for minutes)"},
	"aliveKey":   {false, "a process", ""},
	"keysOf":     {false, "begins the keys of a Point", ""},

	"pausesKey":  {true, "taken from the list", "(the chat's id, until it may be written to again)"},
	"movedKey":   {false, "ids of groups", ""},
	"leaderKey":  {false, "a process", ""},
	"schemaKey":  {false, "a number", ""},
	"webhookKey": {false, "what Telegram says of its deliveries, for minutes", ""},
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

// readByMyData are the names of all that the files of /mydata in handlers call
// and read, "db.WishesOf".
func readByMyData(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("../../handlers/mydata*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("found %v, %v", files, err)
	}
	names := map[string]bool{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			switch of := s.X.(type) {
			case *ast.Ident:
				names[of.Name+"."+s.Sel.Name] = true
			case *ast.SelectorExpr:
				names[of.Sel.Name+"."+s.Sel.Name] = true
			}
			return true
		})
	}
	return names
}

func TestMyDataReadsEveryKeyThatNamesAPerson(t *testing.T) {
	reads := readByMyData(t)
	for name, one := range private {
		switch {
		case !one.names:
		case one.told == "":
			t.Errorf("%s names a person: by what does /mydata read it?", name)
		case !strings.HasPrefix(one.told, "("):
			for read := range strings.SplitSeq(one.told, ", ") {
				if !reads[read] {
					t.Errorf("/mydata does not read %s by %s", name, read)
				}
			}
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
