package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"samovar/internal/space"
)

// waits is a wish of a community for the hall on the day after monday.
func waits(id, community string, joined int, heads int) space.Wish {
	day := testPoint().Day(monday).Plus(1)
	return space.Wish{ID: id, State: space.WishWaiting, Community: community, Resident: space.Party{ID: 42},
		Event: space.Event{Title: "Кванты", Headcount: heads}, Created: monday.Add(time.Duration(joined) * time.Minute),
		Want: space.WantSpan(day, day.Plus(1), 0, space.Hours{Open: 18 * 60, Close: 20 * 60}, 2*time.Hour)}
}

func join(t *testing.T, p *Point, wishes ...space.Wish) {
	t.Helper()
	var c Change
	for _, w := range wishes {
		c.Wishes = append(c.Wishes, WishChange{After: w})
	}
	if err := p.Commit(t.Context(), c, monday); err != nil {
		t.Fatal(err)
	}
}

// stands says who waits on a day, class by class and holder by holder.
func stands(t *testing.T, p *Point, day space.Date) (all []string, lifted bool) {
	t.Helper()
	classes, lifted, err := p.LineClasses(t.Context(), day)
	if err != nil {
		t.Fatal(err)
	}
	holders, err := p.LineHolders(t.Context(), day, classes)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range holders {
		wishes, err := p.Waiting(t.Context(), day, h, 0, 10)
		if err != nil || len(wishes) == 0 || !wishes[0].Created.Equal(h.Since) {
			t.Fatalf("%+v waits with %+v, %v", h, wishes, err)
		}
		for _, w := range wishes {
			all = append(all, fmt.Sprint(h.Class.Heads, h.ID, w.ID))
		}
	}
	return all, lifted
}

func TestALineStandsByClassHolderAndJoining(t *testing.T) {
	p := startStore(t)
	day := testPoint().Day(monday).Plus(1)
	lifted := waits("z", "chess", 0, 20)
	lifted.Lifted = &space.Lift{At: monday}
	join(t, p, waits("a", "theatre", 3, 20), waits("b", "chess", 2, 20), waits("c", "theatre", 1, 20), waits("d", "chess", 0, 5), waits("e", "chess-2", 0, 20), lifted)
	for _, d := range []space.Date{day, day.Plus(1)} {
		all, first := stands(t, p, d)
		want := []string{"20chessb", "20chess-2e", "20theatrec", "20theatrea", "5chessd"}
		if !slices.Equal(all, want) || !first {
			t.Errorf("%v, lifted: %v", all, first)
		}
	}
	if got, err := p.Lifted(t.Context(), day, 0, 10); err != nil || len(got) != 1 || got[0].ID != "z" {
		t.Errorf("lifted: %+v, %v", got, err)
	}
	if all, err := p.Line(t.Context(), day, 10); err != nil || len(all) != 6 || all[0].ID != "z" {
		t.Errorf("the whole line: %+v, %v", all, err)
	}
	a, _, err := p.Wish(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Commit(t.Context(), Change{Wishes: []WishChange{{Before: &a, After: a.Ended(space.WishLeft)}}}, monday); err != nil {
		t.Fatal(err)
	}
	if all, _ := stands(t, p, day); slices.Contains(all, "20theatrea") {
		t.Errorf("who left still stands: %v", all)
	}
}

func TestALineOfTheFormerSchemaIsBroughtIntoTodays(t *testing.T) {
	p := startStore(t)
	rdb, ctx := p.store.rdb, t.Context()
	day := testPoint().Day(monday).Plus(1)
	lifted := waits("z", "chess", 0, 20)
	lifted.Lifted = &space.Lift{At: monday}
	wishes := []space.Wish{waits("a", "theatre", 3, 20), waits("b", "chess", 2, 5), lifted}
	join(t, p, wishes...)
	today := rdb.ZRange(ctx, p.keys.line(day), 0, -1).Val()
	former := func() { // as schema 1 kept it, with a wish whose record is lost
		rdb.Set(ctx, schemaKey, 1, 0)
		for _, d := range []space.Date{day, day.Plus(1)} {
			rdb.Del(ctx, p.keys.line(d))
			rdb.ZAdd(ctx, p.keys.line(d), member(lineMember(lifted)), member("chess 000000000000001 gone"))
			for _, w := range wishes[:2] {
				rdb.ZAdd(ctx, p.keys.line(d), member(fmt.Sprintf("%s %015d %s", w.Holder(), w.Created.UnixMilli(), w.ID)))
			}
		}
	}
	former()
	for range 2 { // the second finds it done
		if err := p.store.ClaimSchema(ctx); err != nil {
			t.Fatal(err)
		}
		for _, d := range []space.Date{day, day.Plus(1)} {
			if got := rdb.ZRange(ctx, p.keys.line(d), 0, -1).Val(); !slices.Equal(got, today) {
				t.Errorf("the line is %q, not %q", got, today)
			}
		}
		if got := rdb.Get(ctx, schemaKey).Val(); got != fmt.Sprint(Schema) {
			t.Errorf("the schema is %s", got)
		}
	}
	former() // and one that was cut short after a line
	if err := p.store.classLine(ctx, p.keys.line(day)); err != nil {
		t.Fatal(err)
	}
	if err := p.store.ClaimSchema(ctx); err != nil {
		t.Fatal(err)
	}
	if got := rdb.ZRange(ctx, p.keys.line(day.Plus(1)), 0, -1).Val(); !slices.Equal(got, today) {
		t.Errorf("the line is %q, not %q", got, today)
	}
}

func TestALongFormerLineIsBroughtOverWhole(t *testing.T) {
	p := startStore(t)
	rdb, ctx := p.store.rdb, t.Context()
	day := testPoint().Day(monday).Plus(1)
	var all []space.Wish
	for i := range 1100 {
		all = append(all, waits(fmt.Sprintf("w%04d", i), "chess", i, 1+i%40))
	}
	join(t, p, all...)
	today := rdb.ZRange(ctx, p.keys.line(day), 0, -1).Val()
	rdb.Del(ctx, p.keys.line(day))
	for _, w := range all {
		rdb.ZAdd(ctx, p.keys.line(day), member(fmt.Sprintf("%s %015d %s", w.Holder(), w.Created.UnixMilli(), w.ID)))
	}
	rdb.Set(ctx, schemaKey, 1, 0)
	if err := p.store.ClaimSchema(ctx); err != nil {
		t.Fatal(err)
	}
	if got := rdb.ZRange(ctx, p.keys.line(day), 0, -1).Val(); !slices.Equal(got, today) {
		t.Errorf("%d wait of %d", len(got), len(today))
	}
}
