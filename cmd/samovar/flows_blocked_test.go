package main

import (
	"testing"

	"samovar/internal/lang"
)

func TestAnOfferToWhoBlockedTheBotGoesToTheNextWithoutAnyWait(t *testing.T) {
	f := flowsIn(t, lang.English)
	day, owner := f.freeDay(20, "meeting"), f.guest()
	f.books(owner, day, "meeting")
	first, next := f.guest(), f.guest()
	for _, a := range []actor{first, next} {
		f.waitsFor(a, day, "meeting", f.event(), f.Plain("queue.want_slot", "Room", f.room("meeting")))
	}
	owner.opens()
	owner.chooses(f.Plain("my.give_up.cancelled"))
	owner.isAnswered(f.Plain("button.yes"), f.Plain("my.given_up.cancelled"))
	first.gets(first.pieces("queue.offer", "Title", "When", "Room", "Clock", "Day")...)
	first.Blocks()
	next.gets(next.pieces("queue.offer", "Title", "When", "Room", "Clock", "Day")...)
	next.chooses(f.Plain("queue.take"))
	next.gets(next.pieces("book.reserved", "Lines", "ID")...)
}
