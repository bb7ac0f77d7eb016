package chaos

import (
	"slices"
	"testing"
	"time"
)

func TestASeedHasItsSequenceOfFaults(t *testing.T) {
	if !slices.Equal(Plan(7, 300, nil, 0), Plan(7, 300, nil, 0)) {
		t.Error("the same seed plans other faults")
	}
	if slices.Equal(Plan(7, 300, nil, 0), Plan(8, 300, nil, 0)) {
		t.Error("another seed plans the same faults")
	}
}

func TestAPlanHasEachKindButThoseThatAreLeftOut(t *testing.T) {
	had := map[Kind]int{}
	for _, f := range Plan(1, 40, []Kind{FullDisk}, 0) {
		had[f.Kind]++
	}
	for _, k := range Kinds() {
		if out := k == FullDisk; out != (had[k] == 0) {
			t.Errorf("%d of %s", had[k], k)
		}
	}
}

func TestOneStopOfRedisIsLong(t *testing.T) {
	long := 0
	for _, f := range Plan(1, 1000, nil, 30*time.Second) {
		if f.For == 30*time.Second {
			long++
		}
	}
	if long != 1 {
		t.Errorf("%d are", long)
	}
}
