package store

import (
	"fmt"
	"testing"
	"time"
)

func TestOfManyHistoriesTheLatestAreRead(t *testing.T) {
	p := startStore(t)
	for i := range 6 {
		b := request("class", float64(10+i), float64(11+i), 5)
		b.ID = fmt.Sprint("b", i)
		if err := p.Commit(t.Context(), create(b), monday.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	read := func(most int) (ids string, before int64) {
		before, err := p.LatestHistories(t.Context(), most, func(some []History) error {
			for _, h := range some {
				ids += h.ID + " "
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return ids, before
	}
	if ids, before := read(2); ids != "b5 b4 " || before != monday.Add(4*time.Hour).UnixMilli() {
		t.Errorf("of the latest two there came %q, the others are older than %d", ids, before)
	}
	if ids, before := read(10); ids != "b5 b4 b3 b2 b1 b0 " || before != 0 {
		t.Errorf("of all there came %q, then %d", ids, before)
	}
}
