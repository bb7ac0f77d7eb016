package queue_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"samovar/internal/queue"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// BenchmarkTimeToOffer measures how long it takes from a cancellation to the
// offer's message in the outbox: reading the line, deciding, and the commit of
// all of it. The Redis keeps what it is told, every second. In the first kind
// of line everybody would have the slot; in the others the very last alone, and
// the rest want other times of that day, or come with too many people or for
// what the room lacks.
func BenchmarkTimeToOffer(b *testing.B) {
	for _, kind := range []kindOfLine{{"all_fit", nil}, {"last_is_at_that_time", atAnotherTime}, {"last_fits_that_room", tooDemanding}} {
		for _, waiting := range []int{100, 1_000, 10_000, 100_000} {
			b.Run(fmt.Sprintf("%s/%d_wait", kind.name, waiting), func(b *testing.B) {
				l := newLine(b, waiting, kind)
				var took []time.Duration
				for range max(b.N, 20) {
					took = append(took, l.cancels(b))
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/offer")
				b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "ms/slowest")
				b.ReportMetric(0, "ns/op") // one run is many cancellations
			})
		}
	}
}

// kindOfLine says what is the matter with those who cannot have the slot; nil
// where everybody can.
type kindOfLine struct {
	name  string
	unfit func(i int, w *space.Wish)
}

// atAnotherTime wants one of many times and lengths that end before the slot.
func atAnotherTime(i int, w *space.Wish) {
	w.Headcount = 5 + 10*(i%4)
	w.Want.Length = time.Duration(1+i/4%4) * 30 * time.Minute
	w.Want.From = 9*60 + 30*(i/16%13)
	w.Want.Until = w.Want.From + 120
}

// tooDemanding wants the slot itself, with too many people or a piano.
func tooDemanding(i int, w *space.Wish) {
	w.Headcount = 51 + i%40
	if i%2 == 0 {
		w.Headcount, w.Equipment = 5+i%40, []string{"piano"}
	}
}

// line is a slot that is booked, and many who wait for that day.
type line struct {
	*world
	booked space.Booking
}

const holders = 150

func newLine(b *testing.B, waiting int, kind kindOfLine) *line {
	b.Helper()
	db, err := store.Open(redisserver.ForTest(b, redisserver.Options{AppendOnly: true, Config: []string{"appendfsync", "everysec"}}).URL())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	texts, err := loadTexts()
	if err != nil {
		b.Fatal(err)
	}
	p := oneRoom()
	l := &line{world: &world{point: p, db: db.Point(p), now: begin}}
	l.line = queue.Queue{Point: p, Store: l.db, Texts: texts}
	day := p.Day(begin).Plus(7)
	l.booked = space.Booking{ID: "booked", State: space.Confirmed, Slot: space.Slot{Room: "hall", Start: p.At(day, 18*60), End: p.At(day, 20*60)},
		Event: space.Event{Title: "Концерт", Headcount: 40}, Resident: space.Party{ID: 7}, Created: begin}
	l.commit(b, store.Change{Bookings: []store.BookingChange{{After: l.booked}}})
	l.joined(b, day, waiting, kind)
	return l
}

func oneRoom() *space.Point {
	p := &space.Point{ID: "blg", Zone: time.FixedZone("test", 9*3600), Headcount: 100, Horizon: 30, Notice: time.Hour,
		Shortest: 30 * time.Minute, Longest: 12 * time.Hour, Policy: space.DefaultPolicy(),
		Rooms: []space.Room{{ID: "hall", Name: space.Local{"ru": "Зал"}, Seats: 50}}}
	for day := range p.Hours {
		p.Hours[day] = space.Hours{Open: 9 * 60, Close: 22 * 60}
	}
	return p
}

// joined lets them wait, many by one commit. The last can always have the slot.
func (l *line) joined(b *testing.B, day space.Date, waiting int, kind kindOfLine) {
	b.Helper()
	var c store.Change
	for i := range waiting {
		w := space.Wish{ID: fmt.Sprintf("w%06d", i), State: space.WishWaiting,
			Event: space.Event{Title: "Хор", Headcount: 10}, Resident: space.Party{ID: int64(i%holders + 1)}, Community: fmt.Sprintf("c%03d", i%holders),
			Created: begin.Add(time.Duration(i-waiting) * time.Second), Want: space.WantSpan(day, day, 0, space.Hours{Open: 18 * 60, Close: 20 * 60}, 2*time.Hour)}
		if kind.unfit != nil && i != waiting-1 {
			kind.unfit(i, &w)
		}
		c.Wishes = append(c.Wishes, store.WishChange{After: w})
		if len(c.Wishes) == 200 || i == waiting-1 {
			l.commit(b, c)
			c = store.Change{}
		}
	}
}

func (l *line) commit(b *testing.B, c store.Change) {
	b.Helper()
	if err := l.db.Commit(b.Context(), c, l.now); err != nil {
		b.Fatal(err)
	}
}

// cancels gives the slot up, and says how long it took until somebody's offer
// was in the outbox; then all is put back.
func (l *line) cancels(b *testing.B) time.Duration {
	b.Helper()
	before, _, err := l.db.Booking(b.Context(), l.booked.ID)
	if err != nil {
		b.Fatal(err)
	}
	after := before
	after.State = space.Cancelled
	c := store.Change{Bookings: []store.BookingChange{{Before: &before, After: after}}}
	began := time.Now()
	if err := l.line.Promote(b.Context(), &c, l.now); err != nil {
		b.Fatal(err)
	}
	l.commit(b, c)
	took := time.Since(began)
	if len(c.Wishes) != 1 || len(c.Outs) != 1 {
		b.Fatalf("%d offers, %d messages", len(c.Wishes), len(c.Outs))
	}
	l.back(b, c.Wishes[0].After)
	return took
}

// back books the slot again, and lets the one who was offered it wait.
func (l *line) back(b *testing.B, offered space.Wish) {
	b.Helper()
	cancelled, _, err := l.db.Booking(b.Context(), l.booked.ID)
	if err != nil {
		b.Fatal(err)
	}
	offered, _, err = l.db.Wish(b.Context(), offered.ID)
	if err != nil {
		b.Fatal(err)
	}
	after := cancelled
	after.State = space.Confirmed
	l.commit(b, store.Change{Bookings: []store.BookingChange{{Before: &cancelled, After: after}},
		Wishes: []store.WishChange{{Before: &offered, After: offered.Recalled()}}})
}
