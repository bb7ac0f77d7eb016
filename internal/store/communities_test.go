package store

import (
	"slices"
	"testing"
	"time"

	"samovar/internal/space"
)

func TestTheWishesOfACommunityAreFoundWhateverTheyAre(t *testing.T) {
	p := startStore(t)
	lifted := waits("b", "chess", 1, 20)
	lifted.Lifted = &space.Lift{At: monday}
	left := waits("c", "chess", 2, 20)
	left.State = space.WishLeft
	held := waits("d", "chess", 3, 20)
	start := monday.Add(72 * time.Hour)
	held = held.Offered(space.Offer{Slot: space.Slot{Room: "hall", Start: start, End: start.Add(2 * time.Hour)}, Deadline: monday.Add(time.Hour)})
	liftedOther := waits("f", "theatre", 1, 20)
	liftedOther.Lifted = &space.Lift{At: monday}
	join(t, p, waits("a", "chess", 0, 20), lifted, left, held, waits("e", "chess-2", 0, 20), liftedOther)
	all, err := p.WishesIn(t.Context(), "chess", monday)
	var ids []string
	for _, w := range all {
		ids = append(ids, w.ID)
	}
	slices.Sort(ids)
	if err != nil || !slices.Equal(ids, []string{"a", "b", "d"}) {
		t.Errorf("found %v, %v", ids, err)
	}
}

func TestAWishThatIsHandedOverIsInTheListOfItsNewResidentOnly(t *testing.T) {
	p := startStore(t)
	before := waits("a", "chess", 0, 20)
	join(t, p, before)
	before.Version = 1
	after := before
	after.Resident = space.Party{ID: 43}
	if err := p.Commit(t.Context(), Change{Wishes: []WishChange{{Before: &before, After: after}}}, monday); err != nil {
		t.Fatal(err)
	}
	for person, want := range map[int64]int{42: 0, 43: 1} {
		if got, err := p.WishesOf(t.Context(), person); err != nil || len(got) != want {
			t.Errorf("%d has %d wishes, %v", person, len(got), err)
		}
	}
}

func TestWhatIsWrittenForACommunityNeedsItAsItWasRead(t *testing.T) {
	p := startStore(t)
	if err := p.ImportCommunities(t.Context(), []space.Community{{ID: "chess", Name: "Chess", Leads: []int64{42}}}, monday); err != nil {
		t.Fatal(err)
	}
	read, _, err := p.Community(t.Context(), "chess")
	if err != nil {
		t.Fatal(err)
	}
	archived := read.Judged(space.CommunityArchived, space.Party{ID: 11}, "", monday)
	if err := p.Commit(t.Context(), Change{Communities: []CommunityChange{{Before: &read, After: archived}}}, monday); err != nil {
		t.Fatal(err)
	}
	if err := p.Commit(t.Context(), Change{Whose: []space.Community{read}}, monday); err != ErrStale {
		t.Errorf("got %v", err)
	}
	read.Version++
	if err := p.Commit(t.Context(), Change{Whose: []space.Community{read}}, monday); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestTheCommunitiesOfManyGroupsAreReadAtOnce(t *testing.T) {
	p := startStore(t)
	all := []space.Community{{ID: "chess", Chat: -5}, {ID: "choir", Chat: -6}, {ID: "go", Chat: -5}, {ID: "tea"}}
	if err := p.ImportCommunities(t.Context(), all, monday); err != nil {
		t.Fatal(err)
	}
	tied, err := p.CommunitiesOfGroups(t.Context(), []int64{-5, -6, -7})
	if err != nil || len(tied[-5]) != 2 || len(tied[-6]) != 1 || len(tied[-7]) != 0 || tied[-6][0].ID != "choir" {
		t.Errorf("tied are %+v: %v", tied, err)
	}
	if one, err := p.CommunitiesIn(t.Context(), -6); err != nil || len(one) != 1 {
		t.Errorf("in one group are %+v: %v", one, err)
	}
}

func TestAGroupOfNobodysIsForgottenAfterTheBotLeft(t *testing.T) {
	p := startStore(t)
	g := space.Group{Chat: -7, Title: "Chess", Out: true, Nobodys: true}
	for _, nobodys := range []bool{true, false, true} {
		g.Nobodys = nobodys
		if err := p.Commit(t.Context(), Change{Groups: []space.Group{g}}, monday); err != nil {
			t.Fatal(err)
		}
		g.Version++
		if left := p.store.rdb.TTL(t.Context(), p.keys.group(-7)).Val(); left > 0 != nobodys || left > nobodysKept {
			t.Errorf("nobody's: %v; it expires in %s", nobodys, left)
		}
	}
}
