package simulate

import (
	"bytes"
	"image/png"
	"reflect"
	"strings"
	"testing"
	"time"

	"samovar/internal/demo"
	"samovar/internal/lang"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// small is a Point so full that people have to wait, for three weeks.
func small() Settings {
	s := Default()
	s.Communities, s.Requests, s.Days = 30, 500, 21
	return s
}

// played is what comes of settings, on a Redis of its own.
func played(t *testing.T, s Settings) Result {
	t.Helper()
	db, err := store.Open(redisserver.ForTest(t).URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	cfg, err := demo.Config()
	if err != nil {
		t.Fatal(err)
	}
	texts, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := cfg.Points()[0]
	p.Policy.Quota = space.Quota{Evenings: 2, Soft: 14}
	r, err := Run(t.Context(), db, p, texts, s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTheQueueIsFairerAndWastesLess(t *testing.T) {
	r := played(t, small())
	if r.Queue.Jain < r.First.Jain+0.1 {
		t.Errorf("Jain's index is %.3f with the queue and %.3f without", r.Queue.Jain, r.First.Jain)
	}
	if r.Queue.AgainWanted < 0.95 {
		t.Errorf("of the freed hours that a wish fits %.3f are used again", r.Queue.AgainWanted)
	}
	if r.Queue.Hours < r.First.Hours {
		t.Errorf("%.0f hours are used with the queue, %.0f without", r.Queue.Hours, r.First.Hours)
	}
	if r.Queue.Empty >= r.First.Empty {
		t.Errorf("%.0f hours are empty with the queue, %.0f without", r.Queue.Empty, r.First.Empty)
	}
	if r.Queue.Taken == 0 || r.Queue.Taken > r.Queue.Offers || r.First.Offers != 0 {
		t.Errorf("%d of %d offers taken; without a queue %d", r.Queue.Taken, r.Queue.Offers, r.First.Offers)
	}
}

func TestASeedGivesTheSameYearAgain(t *testing.T) {
	s := small()
	s.Requests = 120
	if a, b := played(t, s), played(t, s); !reflect.DeepEqual(a, b) {
		t.Errorf("%+v\n%+v", a, b)
	}
}

func TestTheTableAndTheChartCanBeRead(t *testing.T) {
	r := Result{Settings: Default(), Requests: 4000}
	r.First.Shares, r.Queue.Shares = []float64{3, 0.5, 0.2}, []float64{1.2, 0.9, 0.8}
	r.First.Mean = 36 * time.Hour
	var table, chart bytes.Buffer
	if err := r.Table(&table); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"4000 requests of 150 communities", "1.5 days", "300.0 %"} {
		if !strings.Contains(table.String(), words) {
			t.Errorf("%q is missing in\n%s", words, &table)
		}
	}
	if err := r.Chart(&chart); err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(&chart)
	if err != nil || picture.Bounds().Dx() != chartWidth {
		t.Errorf("%v, %v", picture, err)
	}
}

func TestWhatCannotBeSimulatedIsNamed(t *testing.T) {
	for name, change := range map[string]func(*Settings){
		"communities": func(s *Settings) { s.Communities = 0 },
		"no-shows":    func(s *Settings) { s.NoShows = 1.1 },
		"looks":       func(s *Settings) { s.Looks = -1 },
		"passes":      func(s *Settings) { s.Passes, s.Silences = 0.6, 0.6 },
	} {
		s := Default()
		change(&s)
		if err := s.Check(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatCouldBeFilledIsFilledOneBesideTheOther(t *testing.T) {
	cfg, err := demo.Config()
	if err != nil {
		t.Fatal(err)
	}
	p := bare(cfg.Points()[0], "p")
	day := p.Day(start)
	v := space.View{Point: p, Now: start.AddDate(0, 0, -9), Occupancy: space.Occupancy{Busy: map[string][]space.Slot{}, Heads: map[int64]int{}}}
	freed := space.Slot{Room: "class", Start: p.At(day, 10*60), End: p.At(day, 14*60)}
	wish := func(id string, from, until int) space.Wish {
		return space.Wish{ID: id, State: space.WishWaiting, Event: space.Event{Headcount: 5},
			Want: space.WantSpan(day, day, 0, space.Hours{Open: from * 60, Close: until * 60}, time.Duration(until-from)*time.Hour)}
	}
	for want, line := range map[time.Duration][]space.Wish{
		0:             {wish("a", 15, 17)},
		1 * time.Hour: {wish("a", 13, 15)},
		2 * time.Hour: {wish("a", 10, 12), wish("b", 11, 12)},
		3 * time.Hour: {wish("a", 10, 12), wish("b", 11, 12), wish("c", 13, 16)},
	} {
		if got := could(v, freed, line); got != want {
			t.Errorf("%v could be filled by %d, want %v", got, len(line), want)
		}
	}
}
