package store

import (
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

func member(name string) redis.Z { return redis.Z{Member: name} }

func TestAWishHasTheLinesThatAreAboutItTheLatestFirst(t *testing.T) {
	p := startStore(t)
	day := testPoint().Day(monday).Plus(1)
	w := waits("a", "chess", 1, 20)
	class, other := w.Class(), waits("", "", 0, 5).Class()
	miss := func(minute int, r space.Reason) space.Miss {
		return space.Miss{At: monday.Add(time.Duration(minute) * time.Minute), Slot: request("hall", 18, 20, 1).Slot, Reason: r}
	}
	lines := []PassedOver{
		{Miss: miss(5, space.TooBig), Day: day, Class: &class},
		{Miss: miss(9, space.OverQuota), Day: day.Plus(1), Class: &class, Holder: "chess"},
		{Miss: miss(7, space.Taken), Day: day, Wish: "a"},
		{Miss: miss(0, space.TooBig), Day: day, Class: &class, Holder: "chess"}, // before it joined
		{Miss: miss(8, space.TooBig), Day: day, Class: &other},
		{Miss: miss(8, space.TooBig), Day: day, Class: &class, Holder: "theatre"},
		{Miss: miss(8, space.TooBig), Day: day, Wish: "b"},
	}
	if err := p.Commit(t.Context(), Change{Passed: lines}, monday); err != nil {
		t.Fatal(err)
	}
	got, err := p.Misses(t.Context(), w)
	if err != nil || len(got) != 3 || got[0] != lines[1].Miss || got[1] != lines[2].Miss || got[2] != lines[0].Miss {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestALineIsNotRepeatedAndTheLatestAreKept(t *testing.T) {
	p := startStore(t)
	day := testPoint().Day(monday).Plus(1)
	for i := range 30 {
		slot := request("hall", 9, 10, 1).Slot
		slot.Start = slot.Start.Add(time.Duration(i/2) * time.Hour * 24)
		if i >= 26 {
			slot.End = slot.End.Add(time.Duration(i) * time.Hour)
		}
		for _, r := range []space.Reason{space.TooBig, space.Taken} {
			o := PassedOver{Miss: space.Miss{At: monday.Add(time.Duration(i) * time.Minute), Slot: slot, Reason: r}, Day: day, Wish: "a"}
			if err := p.Commit(t.Context(), Change{Passed: []PassedOver{o}}, monday); err != nil {
				t.Fatal(err)
			}
		}
		if i == 1 {
			if got, err := p.Misses(t.Context(), waits("a", "", 0, 1)); err != nil || len(got) != 2 || !got[0].At.Equal(monday.Add(time.Minute)) {
				t.Errorf("the same twice is %+v, %v", got, err)
			}
		}
	}
	got, err := p.Misses(t.Context(), waits("a", "", 0, 1))
	if err != nil || len(got) != space.MissesKept || !got[0].At.Equal(monday.Add(29*time.Minute)) {
		t.Errorf("%d are kept, the first %+v, %v", len(got), got[0], err)
	}
	if left := p.store.rdb.TTL(t.Context(), p.keys.misses("a")).Val(); left <= missesFor || left > missesFor+3*24*time.Hour {
		t.Errorf("they are kept for %v", left)
	}
}
