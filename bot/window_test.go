package bot

import (
	"testing"
	"time"
)

func TestNoMoreArriveWithinASecondThanMay(t *testing.T) {
	const most = 3
	start := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	at := func(ms int) time.Time { return start.Add(time.Duration(ms) * time.Millisecond) }
	var w window
	w.add(at(0), most).answered = at(400) // it was long on its way
	w.add(at(300), most).answered = at(450)
	if wait := w.full(at(600), most); wait > 0 {
		t.Errorf("two of three: wait %s", wait)
	}
	w.add(at(600), most).answered = at(650)
	if wait := w.full(at(1000), most); wait != 400*time.Millisecond {
		t.Errorf("a second after the first began: wait %s, want till a second after its answer", wait)
	}
	if wait := w.full(at(1400), most); wait > 0 {
		t.Errorf("a second after the first was answered: wait %s", wait)
	}
}

func TestARequestThatHangsKeepsTheOthersForAMomentOnly(t *testing.T) {
	start := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	var w window
	w.add(start, 1)
	if wait := w.full(start.Add(500*time.Millisecond), 1); wait != time.Second {
		t.Errorf("while it is on its way: wait %s", wait)
	}
	if wait := w.full(start.Add(2*time.Second), 1); wait > 0 {
		t.Errorf("after two seconds: wait %s", wait)
	}
}
