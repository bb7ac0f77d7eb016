package store

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// The backups of testdata hold the same things, written by the programs of those
// days: schema1.jsonl by the last one of schema 1. No released one had schema 2:
// schema2.jsonl is the form of today without what schema 3 brought.
func TestWhatOlderProgramsKeptIsRestoredAndBroughtIntoTodaysForm(t *testing.T) {
	for schema := 1; schema < Schema; schema++ {
		t.Run(fmt.Sprint("schema ", schema), func(t *testing.T) {
			p := former(t, schema)
			isAsItWas(t, p)
			again := contents(t, p.store)
			p.store.rdb.Set(t.Context(), schemaKey, schema, 0) // it broke off before the end
			if err := p.store.ClaimSchema(t.Context()); err != nil {
				t.Fatal(err)
			}
			if now := contents(t, p.store); fmt.Sprint(now) != fmt.Sprint(again) {
				t.Errorf("done twice it is\n%v\nand was\n%v", now, again)
			}
		})
	}
}

// former restores a backup of an earlier schema and starts on it.
func former(t *testing.T, schema int) *Point {
	t.Helper()
	file, err := os.ReadFile(fmt.Sprintf("testdata/schema%d.jsonl", schema))
	if err != nil {
		t.Fatal(err)
	}
	s := restored(t, file)
	if found, err := s.schema(t.Context()); err != nil || found != schema {
		t.Fatalf("restored is schema %d, %v", found, err)
	}
	if err := s.ClaimSchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found, err := s.schema(t.Context()); err != nil || found != Schema {
		t.Errorf("it became schema %d, %v", found, err)
	}
	return s.Point(testPoint())
}

// isAsItWas looks at the bookings, the lines, the people, and what was on its way.
func isAsItWas(t *testing.T, p *Point) {
	t.Helper()
	hall, class := reload(t, p, "aaaa1111"), reload(t, p, "bbbb2222")
	if hall.State != space.Confirmed || class.State != space.Requested || describe(class) != "class 09:00–11:00" {
		t.Errorf("the bookings are %+v and %+v", hall, class)
	}
	if err := p.Commit(t.Context(), create(request("hall", 11, 13, 10)), monday); err == nil {
		t.Error("the slot of a booking can be taken")
	}
	for _, day := range []space.Date{testPoint().Day(monday).Plus(1), testPoint().Day(monday).Plus(2)} {
		got, lifted := stands(t, p, day)
		if want := []string{"20chesswish2222", "20theatrewish1111", "5chesswish3333"}; !lifted || !slices.Equal(got, want) {
			t.Errorf("on %s there wait %q, somebody lifted: %v", day, got, lifted)
		}
	}
	everybody, err := p.Everybody(t.Context())
	if err != nil || len(everybody.People) != 2 || everybody.People[1].Name != "李娜" {
		t.Errorf("those who agreed are %+v, %v", everybody.People, err)
	}
	items, err := p.store.Claim(t.Context(), "me", []Ask{{Outbox("blg", chat.Reply), 5}}, monday)
	if err != nil || len(items) != 1 || items[0].Chat != 42 {
		t.Errorf("on its way is %+v, %v", items, err)
	}
}
