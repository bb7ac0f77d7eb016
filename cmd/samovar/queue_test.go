package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"samovar/handlers"
	"samovar/internal/chat"
	"samovar/internal/queue"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// crowdMoment is the Tuesday before the evening that everybody wants.
var crowdMoment = time.Date(2026, 11, 24, 3, 30, 0, 0, time.UTC)

const (
	crowdSize = 100
	theFirst  = 1000 // of the crowd's ids: the one in line
	desks     = 4
)

// crowd is many people at several desks, each with a connection of its own, who
// want one slot; and the line for it, in which one of them stands.
type crowd struct {
	*testing.T
	point *space.Point
	db    *store.Point
	store *store.Store
	desks []*handlers.Desk
	line  queue.Queue
	held  space.Booking
	wish  space.Wish
}

func gather(t *testing.T) *crowd {
	t.Helper()
	url := redisserver.ForTest(t).URL()
	texts, err := loadTexts()
	if err != nil {
		t.Fatal(err)
	}
	c := &crowd{T: t, point: oneHall()}
	for range desks {
		db, err := store.Open(url)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		c.store, c.db = db, db.Point(c.point)
		c.desks = append(c.desks, handlers.New(handlers.Options{Store: db, Points: []*space.Point{c.point}, Texts: texts, Username: "samovar_bot",
			Silence: 24 * time.Hour, Now: func() time.Time { return crowdMoment }, Log: slog.New(slog.DiscardHandler)}))
	}
	c.line = queue.Queue{Point: c.point, Store: c.db, Texts: texts}
	c.furnish()
	return c
}

// oneHall is a Point with one room.
func oneHall() *space.Point {
	p := &space.Point{ID: "blg", Name: space.Local{"ru": "Точка"}, Zone: time.FixedZone("test", 9*3600), Headcount: 250, Horizon: 60,
		Notice: time.Hour, Shortest: 30 * time.Minute, Longest: 12 * time.Hour, Policy: space.DefaultPolicy(), Admins: []int64{11},
		Rooms: []space.Room{{ID: "hall", Name: space.Local{"ru": "Конференц-зал"}, Seats: 90}}}
	for day := range p.Hours {
		p.Hours[day] = space.Hours{Open: 10 * 60, Close: 22 * 60}
	}
	return p
}

// furnish books the evening and lets one person wait for it.
func (c *crowd) furnish() {
	c.Helper()
	all := store.Change{}
	for id := int64(theFirst); id < theFirst+crowdSize; id++ {
		all.People = append(all.People, space.Person{ID: id, Name: fmt.Sprint("N", id), Language: "ru", Consent: crowdMoment})
	}
	start := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	slot := space.Slot{Room: "hall", Start: start, End: start.Add(2 * time.Hour)}
	c.held = space.Booking{ID: "held", State: space.Confirmed, Slot: slot, Event: space.Event{Title: "Концерт", Format: space.Lecture, Headcount: 40},
		Resident: space.Party{ID: 41, Name: "Борис"}, Created: crowdMoment}
	c.wish = space.Wish{ID: "wish", State: space.WishWaiting, Event: space.Event{Title: "Джаз", Format: space.Lecture, Headcount: 40},
		Resident: space.Party{ID: theFirst, Name: "N1000"}, Want: c.point.WantSlot(slot), Created: crowdMoment}
	all.Bookings, all.Wishes = []store.BookingChange{{After: c.held}}, []store.WishChange{{After: c.wish}}
	if err := c.db.Commit(c.Context(), all, crowdMoment); err != nil {
		c.Fatal(err)
	}
	c.held.Version, c.wish.Version = 1, 1
}

// frees gives the evening up.
func (c *crowd) frees() {
	after := c.held
	after.State = space.Cancelled
	change := store.Change{Bookings: []store.BookingChange{{Before: &c.held, After: after}}}
	if err := c.line.Promote(c.Context(), &change, crowdMoment); err != nil {
		c.Error(err)
	} else if err := c.db.Commit(c.Context(), change, crowdMoment); err != nil {
		c.Error(err)
	}
}

// everybody lets all of the crowd do something at once, spread over the desks.
func (c *crowd) everybody(do func(desk *handlers.Desk, id int64)) {
	var all sync.WaitGroup
	for i := range crowdSize {
		all.Go(func() { do(c.desks[i%desks], int64(theFirst+i)) })
	}
	all.Wait()
}

func (c *crowd) does(desk *handlers.Desk, id int64, number int, e chat.Event) {
	e.ID, e.At, e.Place = id*100+int64(number), crowdMoment, chat.Place{ID: id, Type: chat.Private}
	e.From = chat.Person{ID: id, Name: fmt.Sprint("N", id), Language: "ru"}
	if err := desk.Handle(context.Background(), e); err != nil {
		c.Errorf("%d: %v", id, err)
	}
}

// books asks for the evening in one message.
func (c *crowd) books(desk *handlers.Desk, id int64, number int) {
	c.does(desk, id, number, chat.Event{Kind: chat.Command, Command: "book", Text: "в четверг с 18 до 20, конференц-зал, 40 человек, Хор"})
}

// takes presses the button of the offer, which only one of them was sent.
func (c *crowd) takes(desk *handlers.Desk, id int64, number int) {
	data, err := chat.Press{Verb: chat.VerbOffer, Subject: "wish", Version: 2, Arg: chat.OfferTake}.Data()
	if err != nil {
		c.Error(err)
	}
	c.does(desk, id, number, chat.Event{Kind: chat.Pressed, Data: data, PressID: "p"})
}

// heard is all that waits to be sent, by chat.
func (c *crowd) heard() map[int64][]chat.Out {
	c.Helper()
	all := map[int64][]chat.Out{}
	for {
		items, err := c.store.Claim(c.Context(), "test", []store.Ask{{Queue: store.Outbox("blg", chat.Reply), Most: 500}}, crowdMoment)
		if err != nil {
			c.Fatal(err)
		}
		if len(items) == 0 {
			return all
		}
		for _, it := range items {
			for next := &it; next != nil; {
				var out chat.Out
				if err := json.Unmarshal(next.Body, &out); err != nil {
					c.Fatal(err)
				}
				all[out.Chat] = append(all[out.Chat], out)
				if next, err = c.store.Done(c.Context(), "test", *next, true, crowdMoment); err != nil {
					c.Fatal(err)
				}
			}
		}
	}
}

// says says whether somebody heard the words.
func says(outs []chat.Out, words string) bool {
	for _, o := range outs {
		if strings.Contains(o.Text, words) {
			return true
		}
	}
	return false
}

func TestOfAHundredWhoWantAFreedSlotTheOneInLineHasIt(t *testing.T) {
	c := gather(t)
	var freed sync.WaitGroup
	freed.Go(c.frees)
	c.everybody(func(desk *handlers.Desk, id int64) { c.books(desk, id, 1) })
	freed.Wait()
	for id, outs := range c.heard() {
		if offered := says(outs, "Освободилось"); offered != (id == theFirst) {
			t.Errorf("%d is offered the slot: %v", id, offered)
		}
		if id != 41 && !says(outs, "занято") {
			t.Errorf("%d is not told that it is taken: %+v", id, outs)
		}
	}
	c.everybody(func(desk *handlers.Desk, id int64) {
		c.takes(desk, id, 2)
		c.books(desk, id, 3)
		c.takes(c.desks[id%desks], id, 4)
	})
	c.oneHasIt()
	c.everyoneKnows(c.heard())
}

// oneHasIt holds that the evening is booked once, by the one in line.
func (c *crowd) oneHasIt() {
	c.Helper()
	booked, err := c.db.Scheduled(c.Context(), []string{"hall"}, c.held.Start, c.held.End)
	if err != nil || len(booked) != 1 || booked[0].Resident.ID != theFirst || booked[0].Slot != c.held.Slot || booked[0].Title != "Джаз" {
		c.Errorf("booked %+v, %v", booked, err)
	}
	if w, _, err := c.db.Wish(c.Context(), "wish"); err != nil || w.State != space.WishTaken {
		c.Errorf("the wish is %+v, %v", w, err)
	}
}

// everyoneKnows holds that each was answered what is true of them: the one in
// line has it, and has it once; to the others it is taken, and not theirs to
// take.
func (c *crowd) everyoneKnows(heard map[int64][]chat.Out) {
	c.Helper()
	for id := int64(theFirst); id < theFirst+crowdSize; id++ {
		outs := heard[id]
		answers := 0
		for _, o := range outs {
			if o.Kind == chat.Answer {
				answers++
			}
		}
		if answers != 2 {
			c.Errorf("%d pressed twice and was answered %d times", id, answers)
		}
		if id == theFirst {
			if !says(outs, "Джаз") || !says(outs, "уже взяли") {
				c.Errorf("who has it hears %+v", outs)
			}
		} else if !says(outs, "занято") || !says(outs, "не ваша") || says(outs, "Джаз") {
			c.Errorf("%d hears %+v", id, outs)
		}
	}
}
