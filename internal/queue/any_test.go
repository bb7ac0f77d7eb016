package queue_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samovar/internal/lang"
	"samovar/internal/queue"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// loadTexts reads the texts once for all tests.
var loadTexts = sync.OnceValues(lang.Load)

func TestWhateverPeopleDoTheLineStaysTrue(t *testing.T) {
	staysTrue(t, redisserver.ForTest(t).URL())
}

func TestWhateverPeopleDoTheLineStaysTrueOnACluster(t *testing.T) {
	staysTrue(t, redisserver.ClusterForTest(t, 3, 0, redisserver.Options{}).URL())
}

func staysTrue(t *testing.T, url string) {
	t.Helper()
	db, err := store.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	texts, err := loadTexts()
	if err != nil {
		t.Fatal(err)
	}
	played := 0
	rapid.Check(t, func(t *rapid.T) {
		played++
		w := newWorld(t, db, texts, played)
		t.Repeat(map[string]func(*rapid.T){
			"":           w.check,
			"book":       w.book,
			"join":       w.join,
			"end":        w.end,
			"move":       w.move,
			"resize":     w.resize,
			"propose":    w.propose,
			"answer":     w.answer,
			"block":      w.block,
			"return":     w.comeBack,
			"leave":      w.leave,
			"take":       w.take,
			"pass":       w.pass,
			"lift":       w.lift,
			"clock":      w.clock,
			"impossible": w.grab,
			"repeat":     w.repeat,
			"shut":       w.shut,
			"reopen":     w.reopen,
		})
		w.settle(t)
	})
}

// begin is a Thursday noon at the test's Point.
var begin = time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)

// world is a Point on a real Redis, and beside it a plain model: lists of
// bookings and wishes.
type world struct {
	point    *space.Point
	db       *store.Point
	line     queue.Queue
	now      time.Time
	bookings map[string]space.Booking
	wishes   map[string]space.Wish
	away     map[int64]bool // people who blocked the bot
	house    space.House
	store    *store.Store
	made     int
}

func newWorld(t *rapid.T, db *store.Store, texts *lang.Texts, played int) *world {
	p := &space.Point{ID: fmt.Sprintf("p%d", played), Zone: time.FixedZone("test", 9*3600), Headcount: 70, Horizon: 30,
		Notice: time.Hour, Shortest: 30 * time.Minute, Longest: 12 * time.Hour, Policy: space.DefaultPolicy(),
		Rooms: []space.Room{
			{ID: "hall", Name: space.Local{"ru": "Зал"}, Seats: 50, SetUp: 15 * time.Minute, ClearUp: 15 * time.Minute, Approval: true, Equipment: []string{"piano"}},
			{ID: "class", Name: space.Local{"ru": "Класс"}, Seats: 28},
		}}
	for day := range p.Hours {
		p.Hours[day] = space.Hours{Open: 9 * 60, Close: 22 * 60}
	}
	p.Policy.Quota = space.Quota{Ahead: time.Duration(rapid.SampledFrom([]int{0, 6}).Draw(t, "quota")) * time.Hour, Soft: 2}
	w := &world{point: p, db: db.Point(p), now: begin, bookings: map[string]space.Booking{}, wishes: map[string]space.Wish{}, away: map[int64]bool{}, store: db}
	w.line = queue.Queue{Point: p, Store: w.db, Texts: texts}
	return w
}

// someone is one of few, so that they meet often.
func someone(t *rapid.T) (space.Party, string) {
	n := rapid.IntRange(1, 3).Draw(t, "who")
	return space.Party{ID: int64(n), Name: fmt.Sprint("N", n)}, rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "community")
}

func (w *world) id(prefix string) string {
	w.made++
	return fmt.Sprintf("%s%04d", prefix, w.made)
}

// slot is some time of the next days in a room.
func (w *world) slot(t *rapid.T) space.Slot {
	day := w.point.Day(w.now).Plus(rapid.IntRange(0, 2).Draw(t, "day"))
	start := w.point.At(day, 9*60+30*rapid.IntRange(0, 24).Draw(t, "start"))
	length := time.Duration(rapid.IntRange(1, 8).Draw(t, "halves")) * 30 * time.Minute
	return space.Slot{Room: rapid.SampledFrom([]string{"hall", "class"}).Draw(t, "room"), Start: start, End: start.Add(length)}
}

// booking is a request for a slot that the Point's own rules allow, or none.
func (w *world) booking(t *rapid.T) (space.Booking, bool) {
	who, community := someone(t)
	s := w.slot(t)
	room, _ := w.point.Room(s.Room)
	b := space.Booking{ID: w.id("b"), State: space.Confirmed, Slot: s, SetUp: room.SetUp, ClearUp: room.ClearUp, Created: w.now,
		Event:    space.Event{Title: "Клуб", Format: space.Meeting, Headcount: min(rapid.SampledFrom([]int{5, 25, 30, 45, 50}).Draw(t, "heads"), room.Seats)},
		Resident: who, Community: community}
	if rapid.Bool().Draw(t, "asked") {
		b.State = space.Requested
	}
	return b, w.point.Check(b.Slot, b.Event, w.now) == nil
}

// book asks for a slot: it is had exactly where the model has room.
func (w *world) book(t *rapid.T) {
	for range rapid.IntRange(1, 4).Draw(t, "times") {
		if b, ok := w.booking(t); ok {
			w.try(t, store.Change{Bookings: []store.BookingChange{{After: b}}}, w.view(store.Change{}).Occupancy.Check(w.point, w.room(b.Room), b.Slot, b.Headcount))
		}
	}
}

// grab asks for a slot that is held by an offer: nobody outside the line can
// have it.
func (w *world) grab(t *rapid.T) {
	held := w.some(t, space.WishOffered)
	b, _ := w.booking(t)
	b.Slot, b.SetUp, b.ClearUp, b.Headcount = held.Offer.Slot, 0, 0, 1
	err := w.db.Commit(t.Context(), store.Change{Bookings: []store.BookingChange{{After: b}}}, w.now)
	var refusal *space.Refusal
	if !errors.As(err, &refusal) || refusal.Reason != space.Taken {
		t.Fatalf("%v is held for %s, and booked by another: %v", held.Offer.Slot, held.ID, err)
	}
}

// move gives a booking another time.
func (w *world) move(t *rapid.T) {
	b := w.live(t)
	other, ok := w.booking(t)
	if !ok || b.Asks() || !b.Changeable(w.now) {
		t.Skip("no time to move to")
	}
	after := b
	after.Slot, after.SetUp, after.ClearUp, after.Headcount = other.Slot, other.SetUp, other.ClearUp, other.Headcount
	w.try(t, store.Change{Bookings: []store.BookingChange{{Before: &b, After: after}}},
		w.view(store.Change{}).Without(b).Check(w.point, w.room(after.Room), after.Slot, after.Headcount))
}

// end frees a booking in any of the ways there are.
func (w *world) end(t *rapid.T) {
	b := w.live(t)
	after := b
	after.State = space.Cancelled
	if b.State == space.Requested {
		after.State = rapid.SampledFrom([]space.State{space.Withdrawn, space.Declined, space.Expired}).Draw(t, "how")
	} else if rapid.Bool().Draw(t, "absent") {
		after.State = space.NoShow
		if b.State == space.Confirmed {
			after.State = rapid.SampledFrom([]space.State{space.Released, space.NoShow}).Draw(t, "how")
		}
	}
	w.try(t, store.Change{Bookings: []store.BookingChange{{Before: &b, After: after}}}, nil)
}

// join waits for something that can be.
func (w *world) join(t *rapid.T) {
	for range rapid.IntRange(1, 4).Draw(t, "times") {
		who, community := someone(t)
		w.now = w.now.Add(time.Millisecond) // nobody joins at the same moment
		wish := space.Wish{ID: w.id("w"), State: space.WishWaiting, Resident: who, Community: community, Created: w.now,
			Event: space.Event{Title: "Хор", Format: space.Meeting, Headcount: rapid.SampledFrom([]int{5, 25, 30, 45}).Draw(t, "heads")}, Want: w.want(t)}
		if rapid.IntRange(0, 4).Draw(t, "plays") == 0 {
			wish.Equipment = []string{"piano"}
		}
		if wish.Check(w.point, w.now) == nil {
			w.try(t, store.Change{Wishes: []store.WishChange{{After: wish}}}, nil)
		}
	}
}

func (w *world) want(t *rapid.T) space.Want {
	s := w.slot(t)
	want := w.wanted(t, s)
	if rapid.Bool().Draw(t, "near") {
		want.Near = s.Start.In(w.point.Zone).Hour() * 60
	}
	return want
}

func (w *world) wanted(t *rapid.T, s space.Slot) space.Want {
	switch day := w.point.Day(s.Start); rapid.IntRange(0, 2).Draw(t, "want") {
	case 0:
		return w.point.WantSlot(s)
	case 1:
		return space.WantDay(s.Room, day, s.Length())
	default:
		return space.WantSpan(day, day.Plus(rapid.IntRange(0, 9).Draw(t, "span")), 0, space.Hours{Open: 9 * 60, Close: 22 * 60}, s.Length())
	}
}

func (w *world) leave(t *rapid.T) {
	wish := w.some(t, rapid.SampledFrom([]space.WishState{space.WishWaiting, space.WishOffered}).Draw(t, "state"))
	w.change(t, wish, wish.Ended(space.WishLeft))
}

func (w *world) pass(t *rapid.T) {
	wish := w.some(t, space.WishOffered)
	w.change(t, wish, wish.Declined(w.point, space.WishPassed, w.now))
}

// lift puts a wish before all others.
func (w *world) lift(t *rapid.T) {
	wish := w.some(t, space.WishWaiting)
	after := wish
	w.now = w.now.Add(time.Millisecond)
	after.Lifted = &space.Lift{By: space.Party{ID: 9, Name: "Админ"}, At: w.now, Reason: "праздник"}
	w.change(t, wish, after)
}

func (w *world) take(t *rapid.T) {
	wish := w.some(t, space.WishOffered)
	b := space.Booking{ID: w.id("b"), State: space.Confirmed, Slot: wish.Offer.Slot, SetUp: wish.Offer.SetUp, ClearUp: wish.Offer.ClearUp,
		Event: wish.Event, Community: wish.Community, Resident: wish.Resident, Created: w.now}
	w.try(t, store.Change{Bookings: []store.BookingChange{{After: b}}, Wishes: []store.WishChange{{Before: &wish, After: wish.Taken()}}}, nil)
}

func (w *world) change(t *rapid.T, before, after space.Wish) {
	w.try(t, store.Change{Wishes: []store.WishChange{{Before: &before, After: after}}}, nil)
}

// clock moves on, sometimes by days, and does what is due.
func (w *world) clock(t *rapid.T) {
	w.now = w.now.Add(time.Duration(rapid.SampledFrom([]int{1, 30, 240, 24 * 60, 3 * 24 * 60}).Draw(t, "minutes")) * time.Minute)
	w.tick(t)
}
