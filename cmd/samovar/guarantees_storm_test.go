package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"samovar/internal/chaos"
	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// storm is fifty conversations that go on while something is killed again and
// again.
type storm struct {
	*premises
	visitors []*visitor
	dice     *rand.Rand
	gates    []chan struct{} // a group of visitors waits at each for its turn
	ended    chan error
	flying   map[string]bool // messages that were under way when the bot was killed

	strangers int // who wrote while Redis was away
}

const (
	conversations = 50
	groups        = 10 // of them, one after the other
	outages       = 3
)

func newStorm(t *testing.T) *storm { return newStormOn(t, prepare(t, crowded)) }

func newStormOn(t *testing.T, h *premises) *storm {
	seed := uint64(time.Now().UnixNano())
	t.Logf("the seed is %d", seed)
	s := &storm{premises: h, dice: rand.New(rand.NewPCG(seed, 0)), ended: make(chan error, conversations+outages), flying: map[string]bool{}}
	// A port of its own, as everywhere but in tests: who is started again after a
	// kill knows by it that who polled there is dead.
	s.environ = append(s.environ, "SAMOVAR_WEB__LISTEN="+freeAddress(t))
	for range groups {
		s.gates = append(s.gates, make(chan struct{}))
	}
	for n := range conversations {
		s.visitors = append(s.visitors, s.visitor(n, seed))
	}
	for n := range conversations {
		go s.visit(n)
	}
	return s
}

// visit is one conversation, from the first word to the list of one's bookings.
func (s *storm) visit(n int) {
	v := s.visitors[n]
	select {
	case <-s.gates[n*groups/conversations]:
	case <-s.ctx.Done():
	}
	err := v.agrees(s.ctx)
	if err == nil {
		err = v.books(s.ctx)
	}
	if err != nil {
		err = fmt.Errorf("visitor %d: %w", n, err)
	}
	s.ended <- err
}

// amid waits until so many more requests have come to Telegram, and a moment:
// a kill then falls anywhere between one request and the next.
func (s *storm) amid() {
	s.t.Helper()
	from, wanted := len(s.telegram.Calls()), 10+s.dice.IntN(60)
	if err := s.telegram.WaitFor(s.ctx, func() bool { return len(s.telegram.Calls()) >= from+wanted }); err != nil {
		s.t.Fatal(err)
	}
	<-time.After(time.Duration(s.dice.Int64N(int64(15 * time.Millisecond))))
}

// noteFlying remembers what the killed bot was sending.
func (s *storm) noteFlying() {
	for _, lane := range chat.Lanes() {
		owners, err := s.rdb.HGetAll(s.ctx, "samovar:{blg}:out:"+string(lane)+":owners").Result()
		if err != nil {
			s.t.Fatal(err)
		}
		for chat, owner := range owners {
			s.flying[string(lane)+chat+owner] = true
		}
	}
}

// calm waits until every conversation has ended well, and nothing is under way.
func (s *storm) calm() {
	s.t.Helper()
	for range conversations + s.strangers {
		if err := <-s.ended; err != nil {
			s.t.Error(err)
		}
	}
	if s.t.Failed() {
		s.t.FailNow()
	}
	s.settled()
}

// allIsWell looks for each guarantee once the storm is over, and returns how
// many messages came twice.
func (s *storm) allIsWell() (twice int) {
	s.t.Helper()
	s.everyUpdateWasHandled()
	s.nothingOverlaps(s.everyRequestIsThereOnce())
	s.everyListShowsIt()
	for _, v := range s.visitors {
		n, others := s.twice(v.Person)
		if len(others) != 4 {
			s.t.Errorf("visitor %d reads other things than consent, welcome, conversation and list: %q", v.ID(), others)
		}
		twice += n
	}
	for _, id := range []int64{11, 12} {
		admin := s.telegram.Person(id, emulator.Profile{First: "Admin", Lang: "ru"})
		s.everyCardCame(admin)
		n, _ := s.twice(admin)
		twice += n
	}
	return twice
}

func (s *storm) everyUpdateWasHandled() {
	s.t.Helper()
	for n, v := range s.visitors {
		for _, id := range v.updates {
			if _, err := s.rdb.ZScore(s.ctx, "samovar:{blg}:handled", fmt.Sprint(id)).Result(); err != nil {
				s.t.Errorf("update %d of visitor %d was lost: %v", id, n, err)
			}
		}
	}
}

func (s *storm) everyRequestIsThereOnce() (all []space.Booking) {
	s.t.Helper()
	_, db := s.point()
	for n, v := range s.visitors {
		own, err := db.BookingsOf(s.ctx, v.ID(), time.Time{}, time.Time{})
		if err != nil || len(own) != 1 || own[0].Title != v.title || own[0].State != space.Requested {
			s.t.Errorf("visitor %d has %+v, %v", n, own, err)
		}
		all = append(all, own...)
	}
	return all
}

// nothingOverlaps holds rooms and building against what stands in the bookings.
func (s *storm) nothingOverlaps(all []space.Booking) {
	s.t.Helper()
	point, _ := s.point()
	kept, err := s.rdb.HGetAll(s.ctx, "samovar:{blg}:heads").Result()
	if err != nil {
		s.t.Fatal(err)
	}
	house := chaos.NewHouse(point.Headcount)
	house.Replay([]chaos.Write{{Bookings: all}})
	house.Expects(kept, time.Time{})
	for _, words := range house.Wrong {
		s.t.Error(words)
	}
}

// everyListShowsIt asks for each visitor's own bookings, all at once.
func (s *storm) everyListShowsIt() {
	s.t.Helper()
	for _, v := range s.visitors {
		v.writes("/my")
	}
	var lists sync.WaitGroup
	for n, v := range s.visitors {
		lists.Go(func() {
			if _, err := v.WaitReply(s.ctx, "1. "+v.title); err != nil {
				s.t.Errorf("visitor %d: %v", n, err)
			}
		})
	}
	lists.Wait()
	s.settled()
}

func (s *storm) everyCardCame(admin *emulator.Person) {
	s.t.Helper()
	for _, v := range s.visitors {
		if _, ok := admin.Chat().Find(v.title); !ok {
			s.t.Errorf("admin %d has no card of %s", admin.ID(), v.title)
		}
	}
}

// twice counts the messages of a chat that came before, for in a storm nobody is
// to read the same words twice, and returns the others by their first words.
func (s *storm) twice(p *emulator.Person) (n int, others []string) {
	for _, m := range p.Chat().FromBot() {
		first := append(m.History, m.Text)[0]
		switch {
		case s.isApology(first):
		case slices.Contains(others, first), s.isOldQuestion(first):
			n++
		default:
			others = append(others, first)
		}
	}
	return n, others
}

// isOldQuestion says whether the words are the question for a title, which
// vanishes when it is answered: one that is left came twice, and only the other
// was known.
func (s *storm) isOldQuestion(words string) bool {
	for _, tag := range lang.Tags() {
		if words == displayed(s.texts.In(tag).T("book.ask_title")) {
			return true
		}
	}
	return false
}

// isApology says whether the words are what everybody reads who writes while
// Redis is away.
func (s *storm) isApology(words string) bool {
	for _, tag := range lang.Tags() {
		if words == s.texts.In(tag).Plain("start.away") {
			return true
		}
	}
	return false
}
