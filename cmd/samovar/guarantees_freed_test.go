package main

import (
	"slices"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/space"
)

func TestOfAHundredAtFourProcessesTheOneInLineHasTheFreedSlot(t *testing.T) {
	r := newRush(t)
	first, others := r.crowd[:1], r.crowd[1:]
	r.all(others, r.readies)
	r.all([]*rival{r.boris}, r.books)
	r.all(first, func(v *rival) error { return r.joins(v, true) })

	early := others[:len(others)/2]
	r.all(append(slices.Clone(early), r.boris), func(v *rival) error {
		if v == r.boris {
			return r.taps(v, [2]string{"giveup", "yes"})
		}
		return r.taps(v, [2]string{"talk", "send="})
	})
	_, take, err := r.finds(first[0], chat.VerbOffer, chat.OfferTake)
	if err != nil {
		t.Fatal(err)
	}
	r.all(r.crowd, func(v *rival) error { return r.grabs(v, take, slices.Contains(early, v)) })
	r.all(append(slices.Clone(r.crowd), r.boris), r.isAnswered)
	r.settled()
	r.oneHasIt(first[0])
	r.all(first, r.isTold)
	r.all(others, r.isRefused)
	r.all(others, func(v *rival) error { return r.joins(v, false) })
	r.placesAreTrue(others)
	r.allServed()
}

// readies brings a card onto the screen that books the evening by one press.
func (r *rush) readies(v *rival) error {
	if err := v.agrees(r.ctx); err != nil {
		return err
	}
	r.asks(v)
	_, _, err := r.finds(v, "talk", "send=")
	return err
}

// books has the evening, and is about to give it up.
func (r *rush) books(v *rival) error {
	if err := r.readies(v); err != nil {
		return err
	}
	return r.taps(v, [2]string{"talk", "send="}, [2]string{"menu", "my"}, [2]string{"show", "0"}, [2]string{"giveup", "ask"})
}

// joins gets in line for this very slot, from the screen that says that it is
// taken; who is new has to come there first.
func (r *rush) joins(v *rival, fresh bool) error {
	if fresh {
		if err := v.agrees(r.ctx); err != nil {
			return err
		}
		r.asks(v)
	}
	if err := r.taps(v, [2]string{"talk", "go=join"}, [2]string{"talk", "q=slot"}); err != nil {
		return err
	}
	_, _, err := r.finds(v, "wish", "leave")
	return err
}

// grabs presses the button of the offer, which only one of them was sent, and
// books: by the card that is still on the screen or, where that was sent once
// before, in words.
func (r *rush) grabs(v *rival, take string, inWords bool) error {
	last, _ := v.Chat().Last()
	for range 2 {
		v.pressed = append(v.pressed, v.PressesData(last.ID, take))
	}
	if v == r.crowd[0] || inWords {
		r.asks(v)
		return nil
	}
	return r.taps(v, [2]string{"talk", "send="})
}

// isAnswered holds that no press of theirs stays without an answer.
func (r *rush) isAnswered(v *rival) error {
	for _, p := range v.pressed {
		if _, err := p.Answer(r.ctx); err != nil {
			return err
		}
	}
	return nil
}

// oneHasIt holds that the evening is booked once, by the one in line.
func (r *rush) oneHasIt(first *rival) {
	r.t.Helper()
	_, db := r.point()
	all, err := db.WishesOf(r.ctx, first.ID())
	if err != nil || len(all) != 1 || all[0].State != space.WishTaken {
		r.t.Fatalf("the wish of the first is %+v, %v", all, err)
	}
	slot := all[0].Offer.Slot
	booked, err := db.Scheduled(r.ctx, []string{"hall"}, slot.Start, slot.End)
	if err != nil || len(booked) != 1 || booked[0].Resident.ID != first.ID() || booked[0].Slot != slot || booked[0].Title != first.title {
		r.t.Errorf("booked %+v, %v", booked, err)
	}
}

// isTold holds that the one in line hears that it is theirs, and hears it once.
func (r *rush) isTold(v *rival) error {
	if _, _, err := r.finds(v, "ics", ""); err != nil {
		return err
	}
	taken, again := v.pressed[len(v.pressed)-2], v.pressed[len(v.pressed)-1]
	if a, err := taken.Answer(r.ctx); err != nil || a.Text != "" {
		r.t.Errorf("taking it is answered %q, %v", a.Text, err)
	}
	if a, err := again.Answer(r.ctx); err != nil || a.Text != v.say.Plain("queue.offer_over.taken") {
		r.t.Errorf("taking it again is answered %q, %v", a.Text, err)
	}
	_, err := v.WaitText(r.ctx, v.say.Plain("refusal.taken"))
	return err
}

// isRefused holds that another one hears that the evening is taken, and the
// offer not theirs.
func (r *rush) isRefused(v *rival) error {
	refused := 0
	for _, p := range v.pressed {
		if a, err := p.Answer(r.ctx); err == nil && a.Text == v.say.Plain("my.not_yours") {
			refused++
		}
	}
	if refused != 2 {
		r.t.Errorf("%s is refused the offer %d times", v.title, refused)
	}
	for _, m := range v.Chat().FromBot() {
		if hasPress(m, "ics") {
			r.t.Errorf("%s is told that it has the evening: %s", v.title, m.Text)
		}
	}
	_, err := v.WaitReply(r.ctx, v.say.Plain("refusal.taken"))
	return err
}

func hasPress(m emulator.Message, verb string) bool {
	return slices.ContainsFunc(presses(m), func(p chat.Press) bool { return p.Verb == verb })
}

// placesAreTrue holds that each of those who wait is told a place of their own.
func (r *rush) placesAreTrue(waiting []*rival) {
	r.t.Helper()
	places := make([]int, len(waiting))
	r.all(waiting, func(v *rival) error {
		v.writes("/my")
		return v.WaitFor(r.ctx, func(c emulator.Chat) bool {
			for n := 1; n <= len(waiting); n++ {
				if _, ok := c.Fresh().Find(displayed(v.say.Plain("queue.place", "Number", n))); ok {
					places[slices.Index(waiting, v)] = n
					return true
				}
			}
			return false
		})
	})
	slices.Sort(places)
	for i, n := range places {
		if n != i+1 {
			r.t.Fatalf("the places are %v", places)
		}
	}
}

// allServed holds that each process had its part.
func (r *rush) allServed() {
	r.t.Helper()
	for i := range r.served {
		if n := r.served[i].Load(); n < rivals {
			r.t.Errorf("process %d took in %d updates", i, n)
		}
	}
	r.nothingWasRefused("message is not modified")
}
